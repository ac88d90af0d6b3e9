import { type ReactNode, useEffect, useState } from 'react'
import { useIntl } from 'react-intl'
import { uiMessages } from './messages.ts'
import styles from './skeleton.module.css'
import { VisuallyHidden } from './visually-hidden.tsx'

/** After this long, in milliseconds, a shape is not an answer any more: words follow. */
const patience = 5_000

/** A grey shape of what is coming. Sizes are CSS lengths. */
export function Skeleton({ height = '1rem', width = '100%' }: { readonly height?: string; readonly width?: string }) {
  return <span aria-hidden="true" className={styles.block} style={{ blockSize: height, inlineSize: width }} />
}

/** Grey lines of text. */
export function SkeletonLines({ count = 3 }: { readonly count?: number }) {
  const widths = ['92%', '78%', '85%', '60%']
  return (
    <span className={styles.lines}>
      {Array.from({ length: count }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
        <Skeleton key={line} width={widths[line % widths.length] ?? '100%'} />
      ))}
    </span>
  )
}

/** Shows the shape of what is loading, tells assistive technology so, and says so in words when it takes long. */
export function Loading({ children }: { readonly children: ReactNode }) {
  const intl = useIntl()
  const [isLate, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patience)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div aria-busy="true">
      {children}
      <div role="status">
        {isLate ? (
          <p className={styles.late}>{intl.formatMessage(uiMessages.loadingLong)}</p>
        ) : (
          <VisuallyHidden>{intl.formatMessage(uiMessages.loading)}</VisuallyHidden>
        )}
      </div>
    </div>
  )
}
