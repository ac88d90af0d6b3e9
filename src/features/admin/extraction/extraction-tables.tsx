import { useIntl } from 'react-intl'
import type { TableStanding } from '../../../../server/contract/extraction.ts'
import { useFormat } from '../../../i18n/format.ts'
import { DataTable } from '../../../ui/data-table.tsx'
import styles from './extraction.module.css'
import { extractionMessages as texts } from './messages.ts'

const outcomes = {
  done: texts.tableDone,
  unchanged: texts.tableUnchanged,
  failed: texts.tableFailed,
  skipped: texts.tableSkipped,
} as const satisfies Record<TableStanding['outcome'], unknown>

/** How many rows each table has, how fresh it is, and what is to be known of it. */
export function ExtractionTables({ tables }: { readonly tables: readonly TableStanding[] }) {
  const intl = useIntl()
  const format = useFormat()
  const areSeveral = new Set(tables.map(({ datasource }) => datasource)).size > 1
  const now = new Date()
  return (
    <DataTable
      label={intl.formatMessage(texts.tables)}
      rows={tables}
      rowKey={({ datasource, table }) => `${datasource} ${table}`}
      pageSize={10}
      columns={[
        {
          key: 'table',
          title: intl.formatMessage(texts.table),
          namesRow: true,
          cell: ({ datasource, table }) => (
            <>
              <code className={styles.name}>{table}</code>
              {areSeveral && <span className={styles.datasource}>{datasource}</span>}
            </>
          ),
          sortBy: ({ table }) => table,
        },
        {
          key: 'asOf',
          title: intl.formatMessage(texts.asOf),
          cell: ({ asOf }) => (asOf === null ? intl.formatMessage(texts.notYet) : format.ago(asOf, now)),
          sortBy: ({ asOf }) => asOf,
        },
        {
          key: 'rows',
          title: intl.formatMessage(texts.rows),
          cell: ({ rows }) => format.count(rows),
          sortBy: ({ rows }) => rows,
          isFigure: true,
        },
        {
          key: 'outcome',
          title: intl.formatMessage(texts.outcome),
          cell: (standing) => (
            <>
              {intl.formatMessage(outcomes[standing.outcome])}
              <Remarks standing={standing} />
            </>
          ),
          sortBy: ({ outcome }) => outcome,
        },
      ]}
    />
  )
}

/** In the words of the service, which are English. */
function Remarks({ standing: { warnings, failure } }: { readonly standing: TableStanding }) {
  const intl = useIntl()
  const remarks = failure === null ? warnings : [failure, ...warnings]
  if (remarks.length === 0) return null
  return (
    <details className={styles.remarks}>
      <summary>{intl.formatMessage(texts.remarks, { count: remarks.length })}</summary>
      <ul lang="en">
        {remarks.map((remark) => (
          <li key={remark}>{remark}</li>
        ))}
      </ul>
    </details>
  )
}
