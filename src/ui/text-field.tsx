import { useId } from 'react'
import styles from './field.module.css'

interface TextFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** What belongs in it, said below. */
  readonly hint?: string
  /** What is wrong with it, said below. */
  readonly problem?: string | undefined
  readonly isRequired?: boolean
  readonly maxLength?: number
  readonly inputMode?: 'text' | 'numeric'
  /** Offered while typing; anything else may be typed as well. */
  readonly suggestions?: readonly { readonly value: string; readonly label: string }[]
}

/** A line to type, with its label above, and what belongs in it or is wrong with it below. */
export function TextField({
  label,
  value,
  onChange,
  hint,
  problem,
  isRequired = false,
  maxLength = 255,
  inputMode = 'text',
  suggestions = [],
}: TextFieldProps) {
  const [fieldId, hintId, problemId, listId] = [useId(), useId(), useId(), useId()]
  const described = [hint !== undefined && hintId, problem !== undefined && problemId].filter(Boolean)
  return (
    <div className={styles.field}>
      <label htmlFor={fieldId} className={styles.label}>
        {label}
      </label>
      <input
        id={fieldId}
        className={styles.input}
        value={value}
        onChange={({ target }) => onChange(target.value)}
        maxLength={maxLength}
        inputMode={inputMode}
        autoComplete="off"
        spellCheck={false}
        aria-required={isRequired}
        aria-invalid={problem !== undefined}
        {...(described.length > 0 && { 'aria-describedby': described.join(' ') })}
        {...(suggestions.length > 0 && { list: listId })}
      />
      {suggestions.length > 0 && (
        <datalist id={listId}>
          {suggestions.map((suggestion) => (
            <option key={suggestion.value} value={suggestion.value}>
              {suggestion.label}
            </option>
          ))}
        </datalist>
      )}
      {problem !== undefined && (
        <p id={problemId} className={styles.problem}>
          {problem}
        </p>
      )}
      {hint !== undefined && (
        <p id={hintId} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  )
}
