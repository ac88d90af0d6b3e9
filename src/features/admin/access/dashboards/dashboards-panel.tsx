import { useIntl } from 'react-intl'
import type { ListedDashboard } from '../../../../../server/contract/access.ts'
import styles from '../access.module.css'
import { accessMessages as shared } from '../messages.ts'
import { type PanelProps, ThingsPanel } from '../things-panel.tsx'
import { toolNames } from '../tool-names.ts'
import { DashboardDialog } from './dashboard-dialog.tsx'
import { dashboardMessages as texts } from './messages.ts'

/** The dashboards that can be assigned. */
export function DashboardsPanel({ rules, onDone }: PanelProps) {
  const intl = useIntl()
  const typesOf = ({ id }: ListedDashboard) => rules.types.filter(({ dashboards }) => dashboards.includes(id))
  return (
    <ThingsPanel
      place="dashboards"
      label={intl.formatMessage(shared.dashboards)}
      things={rules.dashboards}
      nameOf={({ displayName }) => displayName}
      add={intl.formatMessage(texts.addDashboard)}
      none={{
        title: intl.formatMessage(texts.dashboardsNone),
        advice: <p>{intl.formatMessage(texts.dashboardsNoneAdvice)}</p>,
      }}
      dialog={({ thing, ...form }) => <DashboardDialog dashboard={thing} {...form} />}
      removal={(dashboard) => ({
        isPossible: true,
        what: (
          <p>
            {intl.formatMessage(texts.removeDashboardWhat, {
              tool: intl.formatMessage(toolNames[dashboard.provider]),
              count: typesOf(dashboard).length,
            })}
          </p>
        ),
      })}
      onDone={onDone}
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
            const types = typesOf(dashboard)
            if (types.length === 0) return <span className={styles.quiet}>{intl.formatMessage(texts.inNone)}</span>
            return intl.formatList(types.map(({ name }) => name))
          },
        },
        {
          key: 'people',
          title: intl.formatMessage(texts.rowsOfPeople),
          cell: ({ holdsRowsOfPeople }) => intl.formatMessage(holdsRowsOfPeople ? shared.yes : shared.no),
        },
        {
          key: 'priority',
          title: intl.formatMessage(texts.priority),
          isFigure: true,
          sortBy: ({ priority }) => priority,
          cell: ({ priority }) => intl.formatNumber(priority),
        },
      ]}
    />
  )
}
