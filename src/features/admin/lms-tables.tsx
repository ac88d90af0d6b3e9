import { useIntl } from 'react-intl'
import type { Pipeline } from '../../../server/contract/pipeline.ts'
import { useFormat } from '../../i18n/format.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { adminMessages as texts } from './messages.ts'

/** Of what moment of the LMS each table is that was filled from it, the oldest first. */
export function LmsTables({ tables }: { readonly tables: Pipeline['lmsTables'] }) {
  const intl = useIntl()
  const format = useFormat()
  return (
    <DataTable
      label={intl.formatMessage(texts.lmsTables)}
      rows={tables}
      rowKey={({ table }) => table}
      initialSorting={{ column: 'asOf', direction: 'ascending' }}
      pageSize={20}
      columns={[
        {
          key: 'table',
          title: intl.formatMessage(texts.lmsTable),
          namesRow: true,
          cell: ({ table }) => table,
          sortBy: ({ table }) => table,
        },
        {
          key: 'asOf',
          title: intl.formatMessage(texts.lmsAsOf),
          cell: ({ asOf }) => format.dateTime(asOf),
          sortBy: ({ asOf }) => asOf,
        },
        {
          key: 'loadedAt',
          title: intl.formatMessage(texts.lmsLoaded),
          cell: ({ loadedAt }) => format.dateTime(loadedAt),
          sortBy: ({ loadedAt }) => loadedAt,
        },
        {
          key: 'rows',
          title: intl.formatMessage(texts.lmsRows),
          cell: ({ rows }) => format.count(rows),
          sortBy: ({ rows }) => rows,
          isFigure: true,
        },
      ]}
    />
  )
}
