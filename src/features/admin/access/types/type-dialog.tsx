import { useState } from 'react'
import { useIntl } from 'react-intl'
import type { DashboardType, ListedDashboard } from '../../../../../server/contract/access.ts'
import { CheckBox } from '../../../../ui/check-box.tsx'
import { FieldGroup } from '../../../../ui/field-group.tsx'
import { FormDialog } from '../../../../ui/form-dialog.tsx'
import { TextField } from '../../../../ui/text-field.tsx'
import { accessMessages as shared } from '../messages.ts'
import { required } from '../problems.ts'
import { RefusalNote } from '../refusals/refusal-note.tsx'
import { toolNames } from '../tool-names.ts'
import { useSave } from '../use-change.ts'
import { useProblems } from '../use-problems.ts'
import { typeMessages as texts } from './messages.ts'

interface TypeDialogProps {
  /** Null for a new one. */
  readonly type: DashboardType | null
  readonly dashboards: readonly ListedDashboard[]
  readonly onClose: () => void
  readonly onSaved: (name: string) => void
}

const fieldOf = { 'type-name-taken': 'name' } as const

/** Makes a type, or changes what it is called and holds. */
export function TypeDialog({ type, dashboards, onClose, onSaved }: TypeDialogProps) {
  const intl = useIntl()
  const [name, setName] = useState(type?.name ?? '')
  const [forLearners, setForLearners] = useState(type?.forLearners ?? false)
  const [parts, setParts] = useState<readonly string[]>(type?.dashboards ?? [])
  const save = useSave('types', () => onSaved(name.trim()))
  const problems = useProblems(required({ name }, 'name'), save.error, fieldOf)
  const toggle = (id: string, isPart: boolean) =>
    setParts(isPart ? [...parts, id] : parts.filter((part) => part !== id))
  return (
    <FormDialog
      title={type ? intl.formatMessage(shared.changeWhich, { name: type.name }) : intl.formatMessage(texts.addType)}
      save={intl.formatMessage(shared.save)}
      isSaving={save.isPending}
      onClose={onClose}
      onSave={() => {
        if (!problems.check()) return
        save.mutate({ id: type?.id ?? null, wanted: { name: name.trim(), forLearners, dashboards: [...parts] } })
      }}
    >
      <TextField
        label={intl.formatMessage(texts.typeName)}
        value={name}
        onChange={(typed) => {
          setName(typed)
          save.reset()
        }}
        problem={problems.of('name')}
        maxLength={100}
        isRequired
      />
      <FieldGroup
        label={intl.formatMessage(shared.dashboards)}
        hint={intl.formatMessage(dashboards.length === 0 ? texts.noParts : texts.partsHint)}
      >
        {dashboards.map(({ id, displayName, provider }) => (
          <CheckBox
            key={id}
            label={displayName}
            hint={intl.formatMessage(toolNames[provider])}
            isChecked={parts.includes(id)}
            onChange={(isPart) => toggle(id, isPart)}
          />
        ))}
      </FieldGroup>
      <CheckBox
        label={intl.formatMessage(texts.forLearners)}
        hint={intl.formatMessage(texts.forLearnersHint)}
        isChecked={forLearners}
        onChange={setForLearners}
      />
      <RefusalNote error={problems.rest} />
    </FormDialog>
  )
}
