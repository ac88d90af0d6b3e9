import { type ReactNode, useId } from 'react'
import styles from './field.module.css'

interface CheckBoxProps {
  readonly label: string
  /** What ticking it means, said below. */
  readonly hint?: ReactNode
  readonly isChecked: boolean
  readonly onChange: (isChecked: boolean) => void
}

/** Something that is so, or is not. */
export function CheckBox({ label, hint, isChecked, onChange }: CheckBoxProps) {
  const [labelId, hintId] = [useId(), useId()]
  return (
    <label className={styles.choice}>
      <input
        type="checkbox"
        checked={isChecked}
        onChange={({ target }) => onChange(target.checked)}
        aria-labelledby={labelId}
        {...(hint !== undefined && { 'aria-describedby': hintId })}
      />
      <span>
        <span id={labelId}>{label}</span>
        {hint !== undefined && (
          <span id={hintId} className={styles.hint}>
            {hint}
          </span>
        )}
      </span>
    </label>
  )
}
