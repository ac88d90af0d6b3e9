import { useQuery } from '@tanstack/react-query'
import { useIntl } from 'react-intl'
import type { Assignee, Assignment } from '../../../../../server/contract/access.ts'
import { coursesQuery } from '../../../../data/queries.ts'
import styles from '../access.module.css'
import { accessMessages as shared } from '../messages.ts'
import { type PanelProps, ThingsPanel } from '../things-panel.tsx'
import { AssignmentDialog } from './assignment-dialog.tsx'
import { assignmentMessages as texts } from './messages.ts'
import { whomText } from './whom.ts'

/** Which types course teams and organisations get, and which all of a kind get by default. */
export function AssignmentsPanel({ rules, onDone }: PanelProps) {
  const intl = useIntl()
  const { assignments, types } = rules
  const typeName = ({ typeId }: Assignment) => types.find(({ id }) => id === typeId)?.name ?? ''
  const canAdd = types.length > 0
  return (
    <ThingsPanel
      place="assignments"
      label={intl.formatMessage(shared.assignments)}
      things={assignments}
      nameOf={(assignment) =>
        intl.formatMessage(texts.assignmentName, { type: typeName(assignment), whom: whomText(intl, assignment.to) })
      }
      add={canAdd ? intl.formatMessage(texts.addAssignment) : null}
      none={{
        title: intl.formatMessage(texts.assignmentsNone),
        advice: <p>{intl.formatMessage(canAdd ? texts.assignmentsNoneAdvice : shared.needsType)}</p>,
      }}
      dialog={({ thing, ...form }) => <AssignmentDialog assignment={thing} types={types} {...form} />}
      removal={() => ({ isPossible: true, what: <p>{intl.formatMessage(texts.removeAssignmentWhat)}</p> })}
      onDone={onDone}
      columns={[
        {
          key: 'whom',
          title: intl.formatMessage(texts.whom),
          namesRow: true,
          sortBy: ({ to }) => whomText(intl, to),
          cell: ({ to }) => <Whom to={to} />,
        },
        { key: 'type', title: intl.formatMessage(shared.type), sortBy: typeName, cell: typeName },
      ]}
    />
  )
}

/** Whom a type is assigned to; a course by its name where that is known. */
function Whom({ to }: { readonly to: Assignee }) {
  const intl = useIntl()
  const { data } = useQuery(coursesQuery())
  const course = to.kind === 'team' && data?.courses.find(({ courseKey }) => courseKey === to.courseKey)
  if (!course) return <bdi>{whomText(intl, to)}</bdi>
  return (
    <>
      <bdi>{intl.formatMessage(texts.teamOf, { course: course.name })}</bdi>
      <code className={styles.id}>{course.courseKey}</code>
    </>
  )
}
