import { type ReactNode, useId } from 'react'
import { classNames } from './class-names.ts'
import styles from './progress-meter.module.css'

interface ProgressMeterProps {
  readonly label: ReactNode
  /** 0..1 */
  readonly value: number
  /** The value in words, for example "12 of 40". */
  readonly text: string
  /** A place to compare with, 0..1, for example a pass mark; `note` says in words what it is. */
  readonly mark?: number | null
  readonly note?: ReactNode
  /** `quiet` for what is only there to compare with. */
  readonly tone?: 'accent' | 'quiet'
}

/** A bar of how much of something is there. */
export function ProgressMeter({ label, value, text, mark = null, note, tone = 'accent' }: ProgressMeterProps) {
  const labelId = useId()
  const noteId = useId()
  return (
    <div className={styles.meter}>
      <div className={styles.words}>
        <span id={labelId} className={styles.label}>
          {label}
        </span>
        <span className={styles.value}>{text}</span>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a native meter cannot carry a mark */}
      <div
        role="meter"
        aria-labelledby={labelId}
        aria-valuemin={0}
        aria-valuemax={1}
        aria-valuenow={inside(value)}
        aria-valuetext={text}
        aria-describedby={note === undefined ? undefined : noteId}
        className={styles.track}
      >
        <div
          className={classNames(styles.fill, tone === 'quiet' && styles.quiet)}
          style={{ inlineSize: percent(value) }}
        />
        {mark !== null && <div className={styles.mark} style={{ insetInlineStart: percent(mark) }} />}
      </div>
      {note !== undefined && (
        <p id={noteId} className={styles.note}>
          {note}
        </p>
      )}
    </div>
  )
}

const inside = (value: number): number => Math.min(1, Math.max(0, value))
const percent = (value: number): string => `${inside(value) * 100}%`
