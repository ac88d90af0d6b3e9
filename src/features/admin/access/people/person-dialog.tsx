import { useState } from 'react'
import { useIntl } from 'react-intl'
import type { AccessRole, ConfiguredPerson, DashboardType } from '../../../../../server/contract/access.ts'
import { FormDialog } from '../../../../ui/form-dialog.tsx'
import { RadioChoice } from '../../../../ui/radio-choice.tsx'
import { Select } from '../../../../ui/select.tsx'
import { TextField } from '../../../../ui/text-field.tsx'
import styles from '../access.module.css'
import { accessMessages as shared } from '../messages.ts'
import type { Problems } from '../problems.ts'
import { RefusalNote } from '../refusals/refusal-note.tsx'
import { useSave } from '../use-change.ts'
import { useProblems } from '../use-problems.ts'
import { peopleMessages as texts } from './messages.ts'

/** Stands for no type: no id is empty. */
const none = ''

interface PersonDialogProps {
  readonly username: string
  /** Null where the LMS tells none. */
  readonly name: string | null
  /** What they were given already; null for a new person. */
  readonly person: ConfiguredPerson | null
  readonly types: readonly DashboardType[]
  readonly onClose: () => void
  readonly onSaved: (name: string) => void
}

/** Sets what a person gets in their own right. */
export function PersonDialog({ username, name, person, types, onClose, onSaved }: PersonDialogProps) {
  const intl = useIntl()
  const [typeId, setTypeId] = useState(person?.typeId ?? none)
  const [role, setRole] = useState<AccessRole>(person?.role ?? 'READER')
  const [arn, setArn] = useState(person?.arn ?? '')
  const save = useSave('people', () => onSaved(username))
  const problems = useProblems(personProblems(arn.trim()), save.error)
  return (
    <FormDialog
      title={intl.formatMessage(person ? texts.changePerson : texts.addPerson, { name: name ?? username })}
      save={intl.formatMessage(shared.save)}
      isSaving={save.isPending}
      onClose={onClose}
      onSave={() => {
        if (!problems.check()) return
        const wanted = { username, typeId: typeId === none ? null : typeId, role, arn: arn.trim() || null }
        save.mutate({ id: person?.id ?? null, wanted })
      }}
    >
      <p className={styles.quiet}>{intl.formatMessage(texts.personHint, { username })}</p>
      <Select
        label={intl.formatMessage(shared.type)}
        look="field"
        options={[
          { value: none, label: intl.formatMessage(shared.noType) },
          ...types.map((type) => ({ value: type.id, label: type.name })),
        ]}
        value={typeId}
        onChange={setTypeId}
      />
      <RadioChoice
        label={intl.formatMessage(texts.role)}
        options={[
          { value: 'READER', label: intl.formatMessage(texts.reader), hint: intl.formatMessage(texts.readerHint) },
          { value: 'AUTHOR', label: intl.formatMessage(texts.author), hint: intl.formatMessage(texts.authorHint) },
        ]}
        value={role}
        onChange={setRole}
      />
      <TextField
        label={intl.formatMessage(texts.arn)}
        hint={intl.formatMessage(texts.arnHint)}
        value={arn}
        onChange={(typed) => {
          setArn(typed)
          save.reset()
        }}
        problem={problems.of('arn')}
        maxLength={2048}
      />
      <RefusalNote error={problems.rest} />
    </FormDialog>
  )
}

function personProblems(arn: string): Problems<'arn'> {
  const isGood = /^arn:aws[a-z-]*:quicksight:[a-z0-9-]+:\d{12}:user\/\S+$/.test(arn)
  return arn === '' || isGood ? {} : { arn: texts.arnWrong }
}
