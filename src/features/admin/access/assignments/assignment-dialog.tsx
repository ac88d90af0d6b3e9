import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useIntl } from 'react-intl'
import type { Assignment, DashboardType } from '../../../../../server/contract/access.ts'
import { coursesQuery } from '../../../../data/queries.ts'
import { FormDialog } from '../../../../ui/form-dialog.tsx'
import { RadioChoice } from '../../../../ui/radio-choice.tsx'
import { Select } from '../../../../ui/select.tsx'
import { TextField } from '../../../../ui/text-field.tsx'
import { accessMessages as shared } from '../messages.ts'
import { RefusalNote } from '../refusals/refusal-note.tsx'
import { useSave } from '../use-change.ts'
import { useProblems } from '../use-problems.ts'
import { type AssignmentDraft, assigneeOf, assignmentProblems, draftOf } from './assignment-draft.ts'
import { assignmentMessages as texts } from './messages.ts'
import { whomText } from './whom.ts'

const kinds = [
  ['team', texts.toTeam, texts.toTeamHint],
  ['organisation', texts.toOrganisation, texts.toOrganisationHint],
  ['courseStaff', texts.toCourseStaff, texts.toCourseStaffHint],
  ['globalStaff', texts.toGlobalStaff, texts.toGlobalStaffHint],
] as const

interface AssignmentDialogProps {
  /** Null for a new one. */
  readonly assignment: Assignment | null
  readonly types: readonly DashboardType[]
  readonly onClose: () => void
  readonly onSaved: (name: string) => void
}

/** Gives a type to a course team, an organisation or a kind of people. */
export function AssignmentDialog({ assignment, types, onClose, onSaved }: AssignmentDialogProps) {
  const intl = useIntl()
  const { data } = useQuery(coursesQuery())
  const courses = data?.courses ?? []
  const [draft, setDraft] = useState<AssignmentDraft>(() => draftOf(assignment))
  const type = types.find(({ id }) => id === draft.typeId)
  const save = useSave('assignments', () =>
    onSaved(intl.formatMessage(texts.assignmentName, { type: type?.name, whom: whomText(intl, assigneeOf(draft)) })),
  )
  const problems = useProblems(assignmentProblems(draft), save.error)
  const put = (changes: Partial<AssignmentDraft>) => {
    setDraft({ ...draft, ...changes })
    save.reset()
  }
  return (
    <FormDialog
      title={intl.formatMessage(assignment ? texts.changeAssignment : texts.addAssignment)}
      save={intl.formatMessage(shared.save)}
      isSaving={save.isPending}
      onClose={onClose}
      onSave={() => {
        if (!problems.check() || draft.typeId === null) return
        save.mutate({ id: assignment?.id ?? null, wanted: { to: assigneeOf(draft), typeId: draft.typeId } })
      }}
    >
      <Select
        label={intl.formatMessage(shared.type)}
        look="field"
        placeholder={intl.formatMessage(shared.chooseType)}
        options={types.map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.typeId}
        onChange={(typeId) => put({ typeId })}
        problem={problems.of('typeId')}
      />
      <RadioChoice
        label={intl.formatMessage(texts.whom)}
        options={kinds.map(([value, label, hint]) => ({
          value,
          label: intl.formatMessage(label),
          hint: intl.formatMessage(hint),
        }))}
        value={draft.kind}
        onChange={(kind) => put({ kind })}
      />
      {draft.kind === 'team' && (
        <TextField
          label={intl.formatMessage(texts.courseKey)}
          hint={intl.formatMessage(texts.courseKeyHint)}
          value={draft.courseKey}
          onChange={(courseKey) => put({ courseKey })}
          problem={problems.of('courseKey')}
          suggestions={courses.map(({ courseKey, name }) => ({ value: courseKey, label: name }))}
          isRequired
        />
      )}
      {draft.kind === 'organisation' && (
        <TextField
          label={intl.formatMessage(texts.org)}
          hint={intl.formatMessage(texts.orgHint)}
          value={draft.org}
          onChange={(org) => put({ org })}
          problem={problems.of('org')}
          suggestions={[...new Set(courses.map(({ org }) => org))].map((org) => ({ value: org, label: org }))}
          isRequired
        />
      )}
      <RefusalNote error={problems.rest} />
    </FormDialog>
  )
}
