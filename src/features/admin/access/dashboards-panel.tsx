import { useState } from 'react'
import { useIntl } from 'react-intl'
import type { AccessRules, ListedDashboard } from '../../../../server/contract/access.ts'
import { Button } from '../../../ui/button.tsx'
import { DataTable } from '../../../ui/data-table.tsx'
import { EmptyState } from '../../../ui/state.tsx'
import styles from './access.module.css'
import { DashboardDialog } from './dashboard-dialog.tsx'
import { accessMessages as texts } from './messages.ts'
import type { PanelProps } from './panel.ts'
import { RemovalDialog } from './removal-dialog.tsx'
import { RowActions } from './row-actions.tsx'
import { toolNames } from './tool-names.ts'

/** The dashboards that can be assigned. */
export function DashboardsPanel({ rules, onDone }: PanelProps) {
  const intl = useIntl()
  const [changing, setChanging] = useState<ListedDashboard | 'new' | null>(null)
  const [removing, setRemoving] = useState<ListedDashboard | null>(null)
  const add = (
    <Button kind={rules.dashboards.length === 0 ? 'primary' : 'plain'} onPress={() => setChanging('new')}>
      {intl.formatMessage(texts.addDashboard)}
    </Button>
  )
  return (
    <div className={styles.panel}>
      {rules.dashboards.length === 0 ? (
        <EmptyState title={intl.formatMessage(texts.dashboardsNone)} action={add}>
          <p>{intl.formatMessage(texts.dashboardsNoneAdvice)}</p>
        </EmptyState>
      ) : (
        <>
          <div>{add}</div>
          <DashboardTable rules={rules} onChange={setChanging} onRemove={setRemoving} />
        </>
      )}
      {changing && (
        <DashboardDialog
          dashboard={changing === 'new' ? null : changing}
          onClose={() => setChanging(null)}
          onSaved={(name) => {
            setChanging(null)
            onDone(intl.formatMessage(texts.saved, { name }))
          }}
        />
      )}
      {removing && (
        <RemovalDialog
          place="dashboards"
          id={removing.id}
          name={removing.displayName}
          what={intl.formatMessage(texts.removeDashboardWhat, {
            tool: intl.formatMessage(toolNames[removing.provider]),
            count: typesOf(rules, removing).length,
          })}
          onKeep={() => setRemoving(null)}
          onRemoved={() => {
            setRemoving(null)
            onDone(intl.formatMessage(texts.removed, { name: removing.displayName }))
          }}
        />
      )}
    </div>
  )
}

const typesOf = ({ types }: AccessRules, { id }: ListedDashboard) =>
  types.filter(({ dashboards }) => dashboards.includes(id))

interface DashboardTableProps {
  readonly rules: AccessRules
  readonly onChange: (dashboard: ListedDashboard) => void
  readonly onRemove: (dashboard: ListedDashboard) => void
}

function DashboardTable({ rules, onChange, onRemove }: DashboardTableProps) {
  const intl = useIntl()
  return (
    <DataTable
      label={intl.formatMessage(texts.dashboards)}
      rows={rules.dashboards}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'title',
          title: intl.formatMessage(texts.dashboardTitle),
          namesRow: true,
          sortBy: ({ displayName }) => displayName,
          cell: ({ displayName, name }) => (
            <>
              <bdi>{displayName}</bdi>
              <code className={styles.id}>{name}</code>
            </>
          ),
        },
        {
          key: 'tool',
          title: intl.formatMessage(texts.tool),
          sortBy: ({ provider }) => provider,
          cell: ({ provider, providerId }) => (
            <>
              {intl.formatMessage(toolNames[provider])}
              <code className={styles.id}>{providerId}</code>
            </>
          ),
        },
        {
          key: 'types',
          title: intl.formatMessage(texts.inTypes),
          cell: (dashboard) => {
            const types = typesOf(rules, dashboard)
            if (types.length === 0) return <span className={styles.quiet}>{intl.formatMessage(texts.inNone)}</span>
            return intl.formatList(types.map(({ name }) => name))
          },
        },
        {
          key: 'people',
          title: intl.formatMessage(texts.rowsOfPeople),
          cell: ({ holdsRowsOfPeople }) => intl.formatMessage(holdsRowsOfPeople ? texts.yes : texts.no),
        },
        {
          key: 'priority',
          title: intl.formatMessage(texts.priority),
          isFigure: true,
          sortBy: ({ priority }) => priority,
          cell: ({ priority }) => intl.formatNumber(priority),
        },
        {
          key: 'actions',
          title: intl.formatMessage(texts.actions),
          cell: (dashboard) => (
            <RowActions
              name={dashboard.displayName}
              onChange={() => onChange(dashboard)}
              onRemove={() => onRemove(dashboard)}
            />
          ),
        },
      ]}
    />
  )
}
