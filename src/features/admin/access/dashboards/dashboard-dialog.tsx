import { useState } from 'react'
import { useIntl } from 'react-intl'
import type { ListedDashboard } from '../../../../../server/contract/access.ts'
import type { Provider } from '../../../../../server/contract/embed.ts'
import { CheckBox } from '../../../../ui/check-box.tsx'
import { FormDialog } from '../../../../ui/form-dialog.tsx'
import { Select } from '../../../../ui/select.tsx'
import { TextField } from '../../../../ui/text-field.tsx'
import { accessMessages as shared } from '../messages.ts'
import { RefusalNote } from '../refusals/refusal-note.tsx'
import { toolNames } from '../tool-names.ts'
import { useSave } from '../use-change.ts'
import { useProblems } from '../use-problems.ts'
import { type DashboardDraft, dashboardProblems, proposedName, readPriority } from './dashboard-draft.ts'
import { dashboardMessages as texts } from './messages.ts'

const makers = ['quicksight', 'superset', 'hosted', 'native'] as const

const idHints = {
  quicksight: texts.providerIdQuicksight,
  superset: texts.providerIdSuperset,
  hosted: texts.providerIdHosted,
  native: texts.providerIdNative,
} as const

const fieldOf = { 'name-taken': 'name', 'title-taken': 'displayName', 'listed-already': 'providerId' } as const

interface DashboardDialogProps {
  /** Null for a new one. */
  readonly dashboard: ListedDashboard | null
  readonly onClose: () => void
  readonly onSaved: (name: string) => void
}

/** Lists a dashboard, or changes how it is listed. */
export function DashboardDialog({ dashboard, onClose, onSaved }: DashboardDialogProps) {
  const intl = useIntl()
  const [provider, setProvider] = useState<Provider>(dashboard?.provider ?? 'quicksight')
  const [holdsRowsOfPeople, setHoldsRowsOfPeople] = useState(dashboard?.holdsRowsOfPeople ?? true)
  const [draft, setDraft] = useState<DashboardDraft>({
    displayName: dashboard?.displayName ?? '',
    name: dashboard?.name ?? '',
    providerId: dashboard?.providerId ?? '',
    priority: String(dashboard?.priority ?? 10),
  })
  const save = useSave('dashboards', () => onSaved(draft.displayName.trim()))
  const problems = useProblems<keyof DashboardDraft>(dashboardProblems(draft), save.error, fieldOf)
  const put = (changes: Partial<DashboardDraft>) => {
    setDraft({ ...draft, ...changes })
    save.reset()
  }
  const field = (name: keyof DashboardDraft) => ({
    value: draft[name],
    onChange: (value: string) => put({ [name]: value }),
    problem: problems.of(name),
  })
  return (
    <FormDialog
      title={
        dashboard
          ? intl.formatMessage(shared.changeWhich, { name: dashboard.displayName })
          : intl.formatMessage(texts.addDashboard)
      }
      save={intl.formatMessage(shared.save)}
      isSaving={save.isPending}
      onClose={onClose}
      onSave={() => {
        if (!problems.check()) return
        const { displayName, name, providerId, priority } = draft
        save.mutate({
          id: dashboard?.id ?? null,
          wanted: {
            displayName: displayName.trim(),
            name: name.trim(),
            provider,
            providerId: providerId.trim(),
            priority: readPriority(priority) ?? 10,
            holdsRowsOfPeople,
          },
        })
      }}
    >
      <Select
        label={intl.formatMessage(texts.tool)}
        look="field"
        options={makers.map((value) => ({ value, label: intl.formatMessage(toolNames[value]) }))}
        value={provider}
        onChange={(value) => {
          setProvider(value)
          save.reset()
        }}
      />
      <TextField
        label={intl.formatMessage(texts.providerId)}
        hint={intl.formatMessage(idHints[provider])}
        isRequired
        {...field('providerId')}
      />
      <TextField
        label={intl.formatMessage(texts.dashboardTitle)}
        hint={intl.formatMessage(texts.dashboardTitleHint)}
        isRequired
        maxLength={100}
        {...field('displayName')}
        onChange={(displayName) => {
          // Until somebody types a short name, it follows the title.
          const isProposed = draft.name === proposedName(draft.displayName)
          put({ displayName, ...(isProposed && dashboard === null && { name: proposedName(displayName) }) })
        }}
      />
      <TextField
        label={intl.formatMessage(texts.dashboardName)}
        hint={intl.formatMessage(texts.dashboardNameHint)}
        isRequired
        maxLength={100}
        {...field('name')}
      />
      <TextField
        label={intl.formatMessage(texts.priority)}
        hint={intl.formatMessage(texts.priorityHint)}
        inputMode="numeric"
        maxLength={8}
        {...field('priority')}
      />
      <CheckBox
        label={intl.formatMessage(texts.rowsOfPeople)}
        hint={intl.formatMessage(texts.rowsOfPeopleHint)}
        isChecked={holdsRowsOfPeople}
        onChange={setHoldsRowsOfPeople}
      />
      <RefusalNote error={problems.rest} />
    </FormDialog>
  )
}
