import { useState } from 'react'
import { useIntl } from 'react-intl'
import type { Assignment } from '../../../../server/contract/access.ts'
import { Button } from '../../../ui/button.tsx'
import { DataTable } from '../../../ui/data-table.tsx'
import { EmptyState } from '../../../ui/state.tsx'
import styles from './access.module.css'
import { AssignmentDialog } from './assignment-dialog.tsx'
import { accessMessages as texts } from './messages.ts'
import type { PanelProps } from './panel.ts'
import { RemovalDialog } from './removal-dialog.tsx'
import { RowActions } from './row-actions.tsx'
import { whomText } from './whom.ts'

/** Which types course teams and organisations get, and which all of a kind get by default. */
export function AssignmentsPanel({ rules, onDone }: PanelProps) {
  const intl = useIntl()
  const [changing, setChanging] = useState<Assignment | 'new' | null>(null)
  const [removing, setRemoving] = useState<Assignment | null>(null)
  const { assignments, types } = rules
  const typeName = ({ typeId }: Assignment) => types.find(({ id }) => id === typeId)?.name ?? ''
  const nameOf = (assignment: Assignment) =>
    intl.formatMessage(texts.assignmentName, { type: typeName(assignment), whom: whomText(intl, assignment.to) })
  const isEmpty = assignments.length === 0
  const add = types.length > 0 && (
    <Button kind={isEmpty ? 'primary' : 'plain'} onPress={() => setChanging('new')}>
      {intl.formatMessage(texts.addAssignment)}
    </Button>
  )
  return (
    <div className={styles.panel}>
      {isEmpty ? (
        <EmptyState title={intl.formatMessage(texts.assignmentsNone)} action={add}>
          <p>{intl.formatMessage(types.length > 0 ? texts.assignmentsNoneAdvice : texts.needsType)}</p>
        </EmptyState>
      ) : (
        <>
          <div>{add}</div>
          <DataTable
            label={intl.formatMessage(texts.assignments)}
            rows={assignments}
            rowKey={({ id }) => id}
            columns={[
              {
                key: 'whom',
                title: intl.formatMessage(texts.whom),
                namesRow: true,
                sortBy: ({ to }) => whomText(intl, to),
                cell: ({ to }) => <bdi>{whomText(intl, to)}</bdi>,
              },
              { key: 'type', title: intl.formatMessage(texts.type), sortBy: typeName, cell: typeName },
              {
                key: 'actions',
                title: intl.formatMessage(texts.actions),
                cell: (assignment) => (
                  <RowActions
                    name={nameOf(assignment)}
                    onChange={() => setChanging(assignment)}
                    onRemove={() => setRemoving(assignment)}
                  />
                ),
              },
            ]}
          />
        </>
      )}
      {changing && (
        <AssignmentDialog
          assignment={changing === 'new' ? null : changing}
          types={types}
          onClose={() => setChanging(null)}
          onSaved={(name) => {
            setChanging(null)
            onDone(intl.formatMessage(texts.saved, { name }))
          }}
        />
      )}
      {removing && (
        <RemovalDialog
          place="assignments"
          id={removing.id}
          name={nameOf(removing)}
          what={intl.formatMessage(texts.removeAssignmentWhat)}
          onKeep={() => setRemoving(null)}
          onRemoved={() => {
            setRemoving(null)
            onDone(intl.formatMessage(texts.removed, { name: nameOf(removing) }))
          }}
        />
      )}
    </div>
  )
}
