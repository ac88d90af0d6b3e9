import { useId } from 'react'
import styles from './field.module.css'
import { FieldGroup } from './field-group.tsx'

interface RadioChoiceProps<Value extends string> {
  readonly label: string
  readonly options: readonly { readonly value: Value; readonly label: string; readonly hint?: string }[]
  readonly value: Value
  readonly onChange: (value: Value) => void
}

/** One of a few, all in sight, each with what it means. */
export function RadioChoice<Value extends string>({ label, options, value, onChange }: RadioChoiceProps<Value>) {
  const groupId = useId()
  return (
    <FieldGroup label={label}>
      {options.map((option) => {
        const id = `${groupId}-${option.value}`
        return (
          <label key={option.value} className={styles.choice}>
            <input
              type="radio"
              name={groupId}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              aria-labelledby={`${id}-label`}
              {...(option.hint !== undefined && { 'aria-describedby': `${id}-hint` })}
            />
            <span>
              <span id={`${id}-label`}>{option.label}</span>
              {option.hint !== undefined && (
                <span id={`${id}-hint`} className={styles.hint}>
                  {option.hint}
                </span>
              )}
            </span>
          </label>
        )
      })}
    </FieldGroup>
  )
}
