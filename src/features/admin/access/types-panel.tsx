import { useState } from 'react'
import { type IntlShape, useIntl } from 'react-intl'
import type { AccessRules, DashboardType } from '../../../../server/contract/access.ts'
import { Button } from '../../../ui/button.tsx'
import { DataTable } from '../../../ui/data-table.tsx'
import { EmptyState } from '../../../ui/state.tsx'
import styles from './access.module.css'
import { accessMessages as texts } from './messages.ts'
import type { PanelProps } from './panel.ts'
import { RemovalDialog } from './removal-dialog.tsx'
import { RowActions } from './row-actions.tsx'
import { TypeDialog } from './type-dialog.tsx'

/** The sets of dashboards that are assigned as one. */
export function TypesPanel({ rules, onDone }: PanelProps) {
  const intl = useIntl()
  const [changing, setChanging] = useState<DashboardType | 'new' | null>(null)
  const [removing, setRemoving] = useState<DashboardType | null>(null)
  const isEmpty = rules.types.length === 0
  const add = (
    <Button kind={isEmpty ? 'primary' : 'plain'} onPress={() => setChanging('new')}>
      {intl.formatMessage(texts.addType)}
    </Button>
  )
  return (
    <div className={styles.panel}>
      {isEmpty ? (
        <EmptyState title={intl.formatMessage(texts.typesNone)} action={add}>
          <p>{intl.formatMessage(texts.typesNoneAdvice)}</p>
          {rules.dashboards.length === 0 && <p>{intl.formatMessage(texts.typesNoneFirst)}</p>}
        </EmptyState>
      ) : (
        <>
          <div>{add}</div>
          <TypeTable rules={rules} onChange={setChanging} onRemove={setRemoving} />
        </>
      )}
      {changing && (
        <TypeDialog
          type={changing === 'new' ? null : changing}
          dashboards={rules.dashboards}
          onClose={() => setChanging(null)}
          onSaved={(name) => {
            setChanging(null)
            onDone(intl.formatMessage(texts.saved, { name }))
          }}
        />
      )}
      {removing && (
        <RemovalDialog
          place="types"
          id={removing.id}
          name={removing.name}
          what={intl.formatMessage(texts.removeTypeWhat)}
          onKeep={() => setRemoving(null)}
          onRemoved={() => {
            setRemoving(null)
            onDone(intl.formatMessage(texts.removed, { name: removing.name }))
          }}
        />
      )}
    </div>
  )
}

interface TypeTableProps {
  readonly rules: AccessRules
  readonly onChange: (type: DashboardType) => void
  readonly onRemove: (type: DashboardType) => void
}

function TypeTable({ rules, onChange, onRemove }: TypeTableProps) {
  const intl = useIntl()
  const titles = new Map(rules.dashboards.map(({ id, displayName }) => [id, displayName]))
  return (
    <DataTable
      label={intl.formatMessage(texts.types)}
      rows={rules.types}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'name',
          title: intl.formatMessage(texts.typeName),
          namesRow: true,
          sortBy: ({ name }) => name,
          cell: ({ name }) => <bdi>{name}</bdi>,
        },
        {
          key: 'dashboards',
          title: intl.formatMessage(texts.dashboards),
          sortBy: ({ dashboards }) => dashboards.length,
          cell: ({ dashboards }) =>
            dashboards.length === 0 ? (
              <span className={styles.quiet}>{intl.formatMessage(texts.empty)}</span>
            ) : (
              <ul className={styles.list}>
                {dashboards.map((id) => (
                  <li key={id}>{titles.get(id)}</li>
                ))}
              </ul>
            ),
        },
        {
          key: 'assignedTo',
          title: intl.formatMessage(texts.assignedTo),
          cell: (type) => usesText(intl, rules, type),
        },
        {
          key: 'actions',
          title: intl.formatMessage(texts.actions),
          cell: (type) => (
            <RowActions name={type.name} onChange={() => onChange(type)} onRemove={() => onRemove(type)} />
          ),
        },
      ]}
    />
  )
}

/** Who has a type, in one line. */
function usesText(intl: IntlShape, { assignments, people }: AccessRules, { id, forLearners }: DashboardType): string {
  const has = ({ typeId }: { readonly typeId: string | null }) => typeId === id
  const [teams, persons] = [assignments.filter(has).length, people.filter(has).length]
  const uses = [
    forLearners && intl.formatMessage(texts.everyLearner),
    teams > 0 && intl.formatMessage(texts.usesTeams, { count: teams }),
    persons > 0 && intl.formatMessage(texts.usesPeople, { count: persons }),
  ].filter((use) => use !== false)
  return uses.length === 0 ? intl.formatMessage(texts.noUses) : intl.formatList(uses)
}
