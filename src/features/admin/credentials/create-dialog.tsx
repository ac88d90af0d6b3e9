import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { useIntl } from 'react-intl'
import type { CredentialScope } from '../../../../server/contract/credential.ts'
import { createCredential } from '../../../data/queries.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { FailureState } from '../../../ui/state.tsx'
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
        <NameField name={name} onChange={setName} />
        <fieldset className={styles.field}>
          <legend className={styles.label}>{intl.formatMessage(texts.may)}</legend>
          {scopes.map((scope) => (
            <label key={scope} className={styles.choice}>
              <input
                type="checkbox"
                checked={allowed.includes(scope)}
                onChange={({ target }) => toggle(scope, target.checked)}
              />
              <span>{intl.formatMessage(scopeWords[scope])}</span>
            </label>
          ))}
          {isNothing && (
            <p role="alert" className={styles.wrong}>
              {intl.formatMessage(texts.nothingChosen)}
            </p>
          )}
        </fieldset>
      </form>
      {create.error && <FailureState error={create.error} />}
    </Dialog>
  )
}

function NameField({ name, onChange }: { readonly name: string; readonly onChange: (name: string) => void }) {
  const intl = useIntl()
  const [fieldId, hintId] = [useId(), useId()]
  return (
    <div className={styles.field}>
      <label htmlFor={fieldId} className={styles.label}>
        {intl.formatMessage(texts.name)}
      </label>
      <input
        id={fieldId}
        className={styles.input}
        value={name}
        onChange={({ target }) => onChange(target.value)}
        maxLength={100}
        required
        autoComplete="off"
        aria-describedby={hintId}
      />
      <p id={hintId} className={styles.hint}>
        {intl.formatMessage(texts.nameHint)}
      </p>
    </div>
  )
}
