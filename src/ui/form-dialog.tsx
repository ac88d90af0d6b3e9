import { type FormEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import { flushSync } from 'react-dom'
import { useIntl } from 'react-intl'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import styles from './field.module.css'
import { uiMessages } from './messages.ts'

interface FormDialogProps {
  readonly title: string
  /** What its button says. */
  readonly save: string
  readonly isSaving: boolean
  /** Saves what was typed, or shows beside the fields what is wrong with it. */
  readonly onSave: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A form in a window of its own. When something typed is wrong the focus goes there; nothing typed goes before it is saved. */
export function FormDialog({ title, save, isSaving, onSave, onClose, children }: FormDialogProps) {
  const intl = useIntl()
  const formId = useId()
  const form = useRef<HTMLFormElement>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isSaving) return
    flushSync(onSave)
    focusProblem(form.current)
  }
  // What the service refuses is known once it has answered.
  useEffect(() => {
    if (!isSaving) focusProblem(form.current)
  }, [isSaving])
  return (
    <Dialog
      title={title}
      isOpen
      isDismissable={false}
      onClose={onClose}
      buttons={
        <>
          <Button onPress={onClose}>{intl.formatMessage(uiMessages.cancel)}</Button>
          <Button kind="primary" type="submit" form={formId} isDisabled={isSaving}>
            {save}
          </Button>
        </>
      }
    >
      <form ref={form} id={formId} className={styles.form} onSubmit={submit} noValidate>
        {children}
      </form>
    </Dialog>
  )
}

/** Goes to the first field with something wrong: one to type in, or the button of a list to choose from. */
function focusProblem(form: HTMLFormElement | null): void {
  form?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid] > button')?.focus()
}
