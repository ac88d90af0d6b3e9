import { useEffect, useState } from 'react'
import { useIntl } from 'react-intl'
import styles from './embeds.module.css'
import { embedsMessages as texts } from './messages.ts'

/** How long the shape of a dashboard speaks for itself, in milliseconds. */
const wordless = 5_000

/** Says that a dashboard is still on its way, to whoever has waited a while. */
export function StillOpening({ tool }: { readonly tool: string }) {
  const intl = useIntl()
  const [isLong, setIsLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(true), wordless)
    return () => clearTimeout(timer)
  }, [])
  return (
    <p role="status" className={styles.still}>
      {isLong && intl.formatMessage(texts.still, { tool })}
    </p>
  )
}
