import { type ReactNode, useId } from 'react'
import styles from './progress-meter.module.css'

interface ProgressMeterProps {
  readonly label: ReactNode
  /** 0..1 */
  readonly value: number
  /** The value in words, for example "12 of 40". */
  readonly text: string
  /** A place on the bar to compare with, 0..1, and in a word or two what it is. */
  readonly mark?: { readonly at: number; readonly label: string } | null
  /** A sentence below the bar. */
  readonly note?: ReactNode
}

/** A bar of how much of something is there. */
export function ProgressMeter({ label, value, text, mark = null, note }: ProgressMeterProps) {
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
        aria-describedby={mark || note !== undefined ? noteId : undefined}
        className={styles.track}
      >
        <div className={styles.fill} style={{ inlineSize: percent(value) }} />
        {mark && <div className={styles.mark} style={{ insetInlineStart: percent(mark.at) }} />}
      </div>
      <div id={noteId}>
        {mark && <MarkLabel {...mark} />}
        {note !== undefined && <p className={styles.note}>{note}</p>}
      </div>
    </div>
  )
}

/** Stands under the middle of its mark; the space before it gives way where the words would leave the bar. */
function MarkLabel({ at, label }: { readonly at: number; readonly label: string }) {
  const halfItsWidth = `${label.length * 0.45}ch`
  return (
    <p className={styles.markLabel}>
      <span style={{ flexBasis: `calc(${percent(at)} - ${halfItsWidth})` }} />
      <span className={styles.markWords}>{label}</span>
    </p>
  )
}

const inside = (value: number): number => Math.min(1, Math.max(0, value))
const percent = (value: number): string => `${inside(value) * 100}%`
