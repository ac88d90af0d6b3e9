import { classNames } from './class-names.ts'
import styles from './mini-bars.module.css'
import { VisuallyHidden } from './visually-hidden.tsx'

interface MiniBarsProps {
  /** What the bars are about. */
  readonly label: string
  /** In reading order; `text` says the bar in words, for example "Week of 4 May: 1 h 20 min". */
  readonly bars: readonly { readonly key: string; readonly value: number; readonly text: string }[]
}

/** A strip of small bars: the rhythm at a glance. It is a list of sentences to those who cannot see it. */
export function MiniBars({ label, bars }: MiniBarsProps) {
  const highest = Math.max(...bars.map(({ value }) => value), 0)
  return (
    <ol className={styles.strip} aria-label={label}>
      {bars.map(({ key, value, text }) => (
        <li key={key} className={styles.slot} title={text}>
          <span
            className={classNames(styles.bar, value === 0 && styles.none)}
            style={{ blockSize: highest > 0 ? `${(value / highest) * 100}%` : '0' }}
          />
          <VisuallyHidden>{text}</VisuallyHidden>
        </li>
      ))}
    </ol>
  )
}
