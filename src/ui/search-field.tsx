import { Button } from 'react-aria-components/Button'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { SearchField as AriaSearchField } from 'react-aria-components/SearchField'
import { useIntl } from 'react-intl'
import { CloseIcon, SearchIcon } from './icons.tsx'
import { uiMessages } from './messages.ts'
import styles from './search-field.module.css'

interface SearchFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}

export function SearchField({ label, value, onChange }: SearchFieldProps) {
  const intl = useIntl()
  return (
    <AriaSearchField className={styles.field ?? ''} value={value} onChange={onChange}>
      <Label className={styles.label ?? ''}>{label}</Label>
      <div className={styles.frame}>
        <SearchIcon size={18} />
        <Input className={styles.input ?? ''} />
        {value !== '' && (
          <Button className={styles.clear ?? ''} aria-label={intl.formatMessage(uiMessages.clearSearch)}>
            <CloseIcon size={16} />
          </Button>
        )}
      </div>
    </AriaSearchField>
  )
}
