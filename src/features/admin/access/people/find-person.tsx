import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useIntl } from 'react-intl'
import type { LookedUp } from '../../../../../server/contract/access.ts'
import { lookUpPerson } from '../../../../data/access.ts'
import { RequestFailed } from '../../../../data/request.ts'
import { Banner } from '../../../../ui/banner.tsx'
import { Button } from '../../../../ui/button.tsx'
import { TextField } from '../../../../ui/text-field.tsx'
import styles from '../access.module.css'
import { accessMessages as shared } from '../messages.ts'
import { RefusalNote } from '../refusals/refusal-note.tsx'
import { peopleMessages as texts } from './messages.ts'

/** Looks somebody up in the LMS by their username; where the LMS does not tell, they can be added all the same. */
export function FindPerson({ onFound }: { readonly onFound: (person: NonNullable<LookedUp['person']>) => void }) {
  const intl = useIntl()
  const [typed, setTyped] = useState('')
  const [isTried, setTried] = useState(false)
  const lookUp = useMutation({
    ...lookUpPerson(),
    onSuccess: ({ person }) => {
      if (person === null) return
      onFound(person)
      setTyped('')
      setTried(false)
    },
  })
  const asked = lookUp.variables ?? ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (typed.trim() !== '' && !lookUp.isPending) lookUp.mutate(typed.trim())
  }
  const addAnyway = (
    <Button size="small" onPress={() => onFound({ username: asked, name: null })}>
      {intl.formatMessage(texts.addAnyway, { username: asked })}
    </Button>
  )
  return (
    <>
      <form className={styles.find} onSubmit={submit} noValidate>
        <TextField
          label={intl.formatMessage(texts.findPerson)}
          value={typed}
          onChange={(value) => {
            setTyped(value)
            lookUp.reset()
          }}
          problem={isTried && typed.trim() === '' ? intl.formatMessage(shared.required) : undefined}
          maxLength={150}
        />
        <Button type="submit" isDisabled={lookUp.isPending}>
          {intl.formatMessage(texts.find)}
        </Button>
      </form>
      {lookUp.data?.person === null && (
        <Banner tone="notice" role="status" actions={addAnyway}>
          {intl.formatMessage(texts.nobody, { username: asked })}
        </Banner>
      )}
      {lookUp.error && isLmsAway(lookUp.error) && (
        <Banner tone="problem" role="alert" actions={addAnyway}>
          {intl.formatMessage(texts.lmsAway)}
        </Banner>
      )}
      {lookUp.error && !isLmsAway(lookUp.error) && (
        <div>
          <RefusalNote error={lookUp.error} />
          {addAnyway}
        </div>
      )}
    </>
  )
}

/** The service was there and the LMS behind it was not: somebody who is sure of the username need not wait. */
function isLmsAway(error: Error): boolean {
  return error instanceof RequestFailed && error.code === 'unavailable'
}
