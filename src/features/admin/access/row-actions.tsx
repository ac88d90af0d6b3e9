import { useIntl } from 'react-intl'
import { Button } from '../../../ui/button.tsx'
import styles from './access.module.css'
import { accessMessages as texts } from './messages.ts'

interface RowActionsProps {
  readonly name: string
  readonly onChange: () => void
  readonly onRemove: () => void
}

/** What can be done with the thing of a row. */
export function RowActions({ name, onChange, onRemove }: RowActionsProps) {
  const intl = useIntl()
  return (
    <span className={styles.actions}>
      <Button size="small" aria-label={intl.formatMessage(texts.changeWhich, { name })} onPress={onChange}>
        {intl.formatMessage(texts.change)}
      </Button>
      <Button size="small" aria-label={intl.formatMessage(texts.removeWhich, { name })} onPress={onRemove}>
        {intl.formatMessage(texts.remove)}
      </Button>
    </span>
  )
}
