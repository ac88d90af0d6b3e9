import { useId, useState } from 'react'
import { useIntl } from 'react-intl'
import { Button } from '../../../ui/button.tsx'
import styles from './credentials.module.css'
import { credentialMessages as texts } from './messages.ts'

/** A text to take elsewhere, with a button that copies it. */
export function Copyable({ label, text }: { readonly label: string; readonly text: string }) {
  const intl = useIntl()
  const labelId = useId()
  const [outcome, setOutcome] = useState<'copied' | 'notCopied' | null>(null)
  const copy = () =>
    // Browsers offer the clipboard on secure pages alone.
    Promise.resolve(navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'))).then(
      () => setOutcome('copied'),
      () => setOutcome('notCopied'),
    )
  return (
    <section className={styles.copyable} aria-labelledby={labelId}>
      <div className={styles.copyableHead}>
        <span id={labelId} className={styles.label}>
          {label}
        </span>
        <span role="status" className={styles.outcome}>
          {outcome && intl.formatMessage(texts[outcome])}
        </span>
        <Button size="small" onPress={() => void copy()} aria-label={intl.formatMessage(texts.copy, { what: label })}>
          {intl.formatMessage(texts.copyShort)}
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre tabIndex={0}>{text}</pre>
    </section>
  )
}
