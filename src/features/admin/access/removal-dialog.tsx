import { useIntl } from 'react-intl'
import type { AccessPlace } from '../../../data/access.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { FailureState } from '../../../ui/state.tsx'
import { accessMessages as texts } from './messages.ts'
import { useRemove } from './use-change.ts'

interface RemovalDialogProps {
  readonly place: AccessPlace
  readonly id: string
  readonly name: string
  /** What removing it means for people. */
  readonly what: string
  readonly onKeep: () => void
  readonly onRemoved: () => void
}

/** Says what removing a thing means before it is done. */
export function RemovalDialog({ place, id, name, what, onKeep, onRemoved }: RemovalDialogProps) {
  const intl = useIntl()
  const remove = useRemove(place, onRemoved)
  return (
    <Dialog
      title={intl.formatMessage(texts.removeTitle, { name })}
      role="alertdialog"
      isOpen
      onClose={onKeep}
      buttons={
        <>
          <Button onPress={onKeep}>{intl.formatMessage(texts.keep)}</Button>
          <Button kind="primary" onPress={() => remove.mutate(id)} isDisabled={remove.isPending}>
            {intl.formatMessage(texts.remove)}
          </Button>
        </>
      }
    >
      <p>{what}</p>
      {remove.error && <FailureState error={remove.error} title={intl.formatMessage(texts.notDone)} />}
    </Dialog>
  )
}
