import { Button } from 'react-aria-components/Button'
import { FieldError } from 'react-aria-components/FieldError'
import { Label } from 'react-aria-components/Label'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select'
import { classNames } from './class-names.ts'
import { CheckIcon, ChevronDownIcon } from './icons.tsx'
import popover from './popover.module.css'
import styles from './select.module.css'

interface SelectProps<Value extends string> {
  readonly label: string
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly value: Value | null
  readonly onChange: (value: Value) => void
  /** Shown while nothing is chosen. */
  readonly placeholder?: string
  /** `field`: as wide as the form it is in, and labelled like its other fields. */
  readonly look?: 'inline' | 'field'
  /** What is wrong with the choice, said below it. */
  readonly problem?: string | undefined
}

/** One choice out of a list; typing finds an option. */
export function Select<Value extends string>({
  label,
  options,
  value,
  onChange,
  placeholder,
  look = 'inline',
  problem,
}: SelectProps<Value>) {
  return (
    <AriaSelect
      className={classNames(styles.select, look === 'field' && styles.field)}
      isInvalid={problem !== undefined}
      value={value}
      onChange={(key) => onChange(key as Value)}
      {...(placeholder === undefined ? {} : { placeholder })}
    >
      <Label className={styles.label ?? ''}>{label}</Label>
      <Button className={styles.button ?? ''}>
        <SelectValue className={styles.value ?? ''}>
          {({ selectedText, defaultChildren }) => selectedText || defaultChildren}
        </SelectValue>
        <ChevronDownIcon size={16} />
      </Button>
      <FieldError className={styles.problem ?? ''}>{problem}</FieldError>
      <Popover className={popover.popover ?? ''}>
        <ListBox className={popover.list ?? ''}>
          {options.map((option) => (
            <ListBoxItem key={option.value} id={option.value} textValue={option.label} className={popover.item ?? ''}>
              {({ isSelected }) => (
                <>
                  {option.label}
                  {isSelected && <CheckIcon size={16} />}
                </>
              )}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}
