import { useState } from 'react'
import { useIntl } from 'react-intl'
import type { AccessRole, ConfiguredPerson, DashboardType } from '../../../../server/contract/access.ts'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { RadioChoice } from '../../../ui/radio-choice.tsx'
import { Select } from '../../../ui/select.tsx'
import { FailureState } from '../../../ui/state.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import styles from './access.module.css'
import { personProblems } from './drafts.ts'
import { accessMessages as texts } from './messages.ts'
import { useSave } from './use-change.ts'
import { useProblems } from './use-problems.ts'

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
  const problems = useProblems(personProblems({ arn }), save.error)
  return (
    <FormDialog
      title={intl.formatMessage(person ? texts.changePerson : texts.addPerson, { name: name ?? username })}
      save={intl.formatMessage(texts.save)}
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
        label={intl.formatMessage(texts.type)}
        look="field"
        options={[
          { value: none, label: intl.formatMessage(texts.noType) },
          ...types.map((type) => ({ value: type.id, label: type.name })),
        ]}
        value={typeId}
        onChange={setTypeId}
      />
      <RadioChoice
        label={intl.formatMessage(texts.role)}
        options={[
          { value: 'READER', label: intl.formatMessage(texts.reader) },
          { value: 'AUTHOR', label: intl.formatMessage(texts.author), hint: intl.formatMessage(texts.authorHint) },
        ]}
        value={role}
        onChange={setRole}
      />
      <TextField
        label={intl.formatMessage(texts.arn)}
        hint={intl.formatMessage(texts.arnHint)}
        value={arn}
        onChange={setArn}
        problem={problems.of('arn')}
        maxLength={2048}
      />
      {save.error && <FailureState error={save.error} title={intl.formatMessage(texts.notDone)} />}
    </FormDialog>
  )
}
