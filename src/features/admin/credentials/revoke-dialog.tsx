import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useIntl } from 'react-intl'
import type { Credential } from '../../../../server/contract/credential.ts'
import { revokeCredential } from '../../../data/queries.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { FailureState } from '../../../ui/state.tsx'
import { credentialMessages as texts } from './messages.ts'

interface RevokeDialogProps {
  readonly credential: Credential
  readonly onKeep: () => void
  readonly onRevoked: () => void
}

/** Says what revoking a key means before it is done. */
export function RevokeDialog({ credential, onKeep, onRevoked }: RevokeDialogProps) {
  const intl = useIntl()
  const queryClient = useQueryClient()
  const revoke = useMutation({
    ...revokeCredential(),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['credentials'] })
      void queryClient.invalidateQueries({ queryKey: ['audit'] })
      onRevoked()
    },
  })
  return (
    <Dialog
      title={intl.formatMessage(texts.revokeTitle, { name: credential.name })}
      role="alertdialog"
      isOpen
      onClose={onKeep}
      buttons={
        <>
          <Button onPress={onKeep}>{intl.formatMessage(texts.keep)}</Button>
          <Button kind="primary" onPress={() => revoke.mutate(credential.id)} isDisabled={revoke.isPending}>
            {intl.formatMessage(texts.revoke)}
          </Button>
        </>
      }
    >
      <p>{intl.formatMessage(texts.revokeWhat)}</p>
      {revoke.error && <FailureState error={revoke.error} />}
    </Dialog>
  )
}
