import { useIntl } from 'react-intl'
import type { FlowTable } from '../../../../server/contract/flow.ts'
import { useFormat } from '../../../i18n/format.ts'
import { DataTable, type TableColumn } from '../../../ui/data-table.tsx'
import { flowMessages as texts } from './messages.ts'
import { sizeText } from './size-text.ts'

/** What the warehouse holds, for whoever runs it. */
export function FlowTables({ tables }: { readonly tables: readonly FlowTable[] }) {
  const intl = useIntl()
  const format = useFormat()
  const figure = (
    key: 'rows' | 'parts' | 'merges' | 'size',
    value: (table: FlowTable) => number,
    text = format.count,
  ): TableColumn<FlowTable> => ({
    key,
    title: intl.formatMessage(texts[key]),
    cell: (table) => text(value(table)),
    sortBy: value,
    isFigure: true,
  })
  return (
    <details>
      <summary>{intl.formatMessage(texts.tables)}</summary>
      <DataTable
        label={intl.formatMessage(texts.tables)}
        rows={tables}
        rowKey={({ table }) => table}
        initialSorting={{ column: 'size', direction: 'descending' }}
        pageSize={10}
        columns={[
          {
            key: 'table',
            title: intl.formatMessage(texts.table),
            namesRow: true,
            cell: ({ table }) => <code>{table}</code>,
            sortBy: ({ table }) => table,
          },
          figure('rows', ({ rows }) => rows),
          figure(
            'size',
            ({ bytes }) => bytes,
            (bytes) => sizeText(intl, bytes),
          ),
          figure('parts', ({ parts }) => parts),
          figure('merges', ({ merges }) => merges),
        ]}
      />
    </details>
  )
}
