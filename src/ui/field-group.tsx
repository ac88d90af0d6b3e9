import type { ReactNode } from 'react'
import styles from './field.module.css'

interface FieldGroupProps {
  readonly label: string
  readonly hint?: string
  readonly children: ReactNode
}

/** Choices that answer one question together. */
export function FieldGroup({ label, hint, children }: FieldGroupProps) {
  return (
    <fieldset className={styles.field}>
      <legend className={styles.label}>{label}</legend>
      {hint !== undefined && <p className={styles.hint}>{hint}</p>}
      {children}
    </fieldset>
  )
}
