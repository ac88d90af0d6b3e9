import type { ReactNode } from 'react'
import { useIntl } from 'react-intl'
import type { AccessPlace } from '../../../data/access.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { accessMessages as texts } from './messages.ts'
import { RefusalNote } from './refusals/refusal-note.tsx'
import { useRemove } from './use-change.ts'

/** What is said before something goes. */
export interface Removal {
  /** What it means for people; or what is in the way, and what to do about it. */
  readonly what: ReactNode
  readonly isPossible: boolean
}

interface RemovalDialogProps extends Removal {
  readonly place: AccessPlace
  readonly id: string
  readonly name: string
  readonly onKeep: () => void
  readonly onRemoved: () => void
}

/** Says what removing a thing means before it is done, or why it cannot be done yet. */
export function RemovalDialog({ place, id, name, what, isPossible, onKeep, onRemoved }: RemovalDialogProps) {
  const intl = useIntl()
  const remove = useRemove(place, onRemoved)
  return (
    <Dialog
      title={intl.formatMessage(isPossible ? texts.removeTitle : texts.inUseTitle, { name })}
      role={isPossible ? 'alertdialog' : 'dialog'}
      isOpen
      onClose={onKeep}
      buttons={
        isPossible ? (
          <>
            <Button onPress={onKeep}>{intl.formatMessage(texts.keep)}</Button>
            <Button kind="primary" onPress={() => remove.mutate(id)} isDisabled={remove.isPending}>
              {intl.formatMessage(texts.remove)}
            </Button>
          </>
        ) : (
          <Button onPress={onKeep}>{intl.formatMessage(texts.keep)}</Button>
        )
      }
    >
      {what}
      <RefusalNote error={remove.error} />
    </Dialog>
  )
}
