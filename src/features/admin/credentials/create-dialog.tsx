import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { useIntl } from 'react-intl'
import type { CredentialScope } from '../../../../server/contract/credential.ts'
import { createCredential } from '../../../data/queries.ts'
import { Button } from '../../../ui/button.tsx'
import { CheckBox } from '../../../ui/check-box.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { FieldGroup } from '../../../ui/field-group.tsx'
import { FailureState } from '../../../ui/state.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { scopes, scopeWords } from './credential-scopes.ts'
import styles from './credentials.module.css'
import { credentialMessages as texts } from './messages.ts'
import { NewKey } from './new-key.tsx'

/** Makes a key: for which program, and what it may do; then shows it. */
export function CreateDialog({ onClose }: { readonly onClose: () => void }) {
  const intl = useIntl()
  const queryClient = useQueryClient()
  const formId = useId()
  const [name, setName] = useState('')
  const [allowed, setAllowed] = useState<readonly CredentialScope[]>(['write'])
  const create = useMutation({
    ...createCredential(),
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['credentials'] }),
        queryClient.invalidateQueries({ queryKey: ['audit'] }),
      ]),
  })
  if (create.data) return <NewKey created={create.data} onClose={onClose} />

  const isNothing = allowed.length === 0
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isNothing) create.mutate({ name: name.trim(), scopes: [...allowed] })
  }
  const toggle = (scope: CredentialScope, isAllowed: boolean) =>
    setAllowed(scopes.filter((each) => (each === scope ? isAllowed : allowed.includes(each))))
  return (
    <Dialog
      title={intl.formatMessage(texts.create)}
      isOpen
      onClose={onClose}
      buttons={
        <>
          <Button onPress={onClose}>{intl.formatMessage(texts.cancel)}</Button>
          <Button
            kind="primary"
            type="submit"
            form={formId}
            isDisabled={create.isPending || isNothing || name.trim() === ''}
          >
            {intl.formatMessage(texts.create)}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.form} onSubmit={submit}>
        <TextField
          label={intl.formatMessage(texts.name)}
          hint={intl.formatMessage(texts.nameHint)}
          value={name}
          onChange={setName}
          maxLength={100}
          isRequired
        />
        <FieldGroup label={intl.formatMessage(texts.may)}>
          {scopes.map((scope) => (
            <CheckBox
              key={scope}
              label={intl.formatMessage(scopeWords[scope])}
              isChecked={allowed.includes(scope)}
              onChange={(isAllowed) => toggle(scope, isAllowed)}
            />
          ))}
          {isNothing && (
            <p role="alert" className={styles.wrong}>
              {intl.formatMessage(texts.nothingChosen)}
            </p>
          )}
        </FieldGroup>
      </form>
      {create.error && <FailureState error={create.error} />}
    </Dialog>
  )
}
