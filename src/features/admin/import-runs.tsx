import { useIntl } from 'react-intl'
import type { ImportRun } from '../../../server/contract/pipeline.ts'
import { useFormat } from '../../i18n/format.ts'
import { DataTable, type TableColumn } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/state.tsx'
import styles from './admin.module.css'
import { adminMessages as texts } from './messages.ts'

/** How each import ended: the four ends of a line add up to the lines read. */
export function ImportRuns({ runs }: { readonly runs: readonly ImportRun[] }) {
  const intl = useIntl()
  const format = useFormat()
  if (runs.length === 0) {
    return (
      <EmptyState title={intl.formatMessage(texts.runsNone)}>
        <p>{intl.formatMessage(texts.runsNoneAdvice)}</p>
      </EmptyState>
    )
  }
  const lines = (key: 'read' | 'kept' | 'duplicates'): TableColumn<ImportRun> => ({
    key,
    title: intl.formatMessage(texts[key]),
    cell: ({ report }) => format.count(report[key]),
    sortBy: ({ report }) => report[key],
    isFigure: true,
  })
  const reasons = (key: 'dropped' | 'quarantined'): TableColumn<ImportRun> => ({
    key,
    title: intl.formatMessage(texts[key]),
    cell: ({ report }) => <Reasons counts={report[key]} />,
    sortBy: ({ report }) => total(report[key]),
    isFigure: true,
  })
  return (
    <DataTable
      label={intl.formatMessage(texts.runs)}
      rows={runs}
      rowKey={({ id }) => id}
      initialSorting={{ column: 'started', direction: 'descending' }}
      pageSize={10}
      columns={[
        {
          key: 'what',
          title: intl.formatMessage(texts.what),
          namesRow: true,
          cell: ({ what, sources }) => (
            <>
              {what}
              <span className={styles.sources}>{format.list(sources.map(fileName))}</span>
            </>
          ),
        },
        {
          key: 'started',
          title: intl.formatMessage(texts.started),
          cell: ({ startedAt }) => format.dateTime(startedAt),
          sortBy: ({ startedAt }) => startedAt,
        },
        {
          key: 'outcome',
          title: intl.formatMessage(texts.outcome),
          cell: ({ outcome }) => intl.formatMessage(texts[outcome]),
        },
        lines('read'),
        lines('kept'),
        lines('duplicates'),
        reasons('dropped'),
        reasons('quarantined'),
      ]}
    />
  )
}

/** A number of lines that opens into the reasons. */
function Reasons({ counts }: { readonly counts: Readonly<Record<string, number>> }) {
  const intl = useIntl()
  const format = useFormat()
  const sum = total(counts)
  if (sum === 0) return format.count(0)
  return (
    <details className={styles.reasons}>
      <summary>{intl.formatMessage(texts.why, { count: sum })}</summary>
      <ul>
        {Object.entries(counts)
          .sort(([, left], [, right]) => right - left)
          .map(([reason, count]) => (
            <li key={reason}>
              <code>{reason}</code> {format.count(count)}
            </li>
          ))}
      </ul>
    </details>
  )
}

/** Without the folders, which say little and take much room. */
const fileName = (path: string): string => path.split('/').at(-1) ?? path

const total = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0)
