import { useIntl } from 'react-intl'
import { MiniBars } from '../../../ui/mini-bars.tsx'
import styles from './flow.module.css'
import { flowMessages as texts } from './messages.ts'

/** Minutes of one bar: thirty bars have room on a phone. */
const minutesOfABar = 2

/** The last hour at a glance, by the minutes in which events happened. */
export function FlowHistory({ minutes }: { readonly minutes: readonly number[] }) {
  const intl = useIntl()
  const bars = Array.from({ length: Math.ceil(minutes.length / minutesOfABar) }, (_, index) => {
    const start = index * minutesOfABar
    const from = minutes.length - start
    const value = minutes.slice(start, start + minutesOfABar).reduce((sum, count) => sum + count, 0)
    const to = from - minutesOfABar
    return { key: `${from}`, value, text: intl.formatMessage(texts.bar, { from, to, count: value }) }
  })
  return (
    <div className={styles.history}>
      <MiniBars label={intl.formatMessage(texts.lastHour)} bars={bars} />
      <p className={styles.ends} aria-hidden="true">
        <span>{intl.formatMessage(texts.hourAgo)}</span>
        <span>{intl.formatMessage(texts.now)}</span>
      </p>
    </div>
  )
}
