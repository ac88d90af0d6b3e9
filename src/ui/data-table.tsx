import { type ReactNode, useMemo, useState } from 'react'
import { useIntl } from 'react-intl'
import { Button } from './button.tsx'
import { classNames } from './class-names.ts'
import styles from './data-table.module.css'
import { SortAscendingIcon, SortDescendingIcon } from './icons.tsx'
import { uiMessages } from './messages.ts'
import { type Sorting, type SortValue, sortRows, turnSorting } from './sort-rows.ts'

export interface TableColumn<Row> {
  readonly key: string
  readonly title: string
  readonly cell: (row: Row) => ReactNode
  /** What the column is sorted by; without it the column does not sort. */
  readonly sortBy?: (row: Row) => SortValue
  /** Figures stand at the end of their column, in digits of one width. */
  readonly isFigure?: boolean
  /** The column that names its row. */
  readonly namesRow?: boolean
}

interface DataTableProps<Row> {
  /** What the table holds, for assistive technology. */
  readonly label: string
  readonly columns: readonly TableColumn<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  readonly initialSorting?: Sorting
  readonly pageSize?: number
}

/** A table that sorts, pages and keeps its header in sight; for up to some thousand rows. */
export function DataTable<Row>({ label, columns, rows, rowKey, initialSorting, pageSize = 25 }: DataTableProps<Row>) {
  const intl = useIntl()
  const [sorting, setSorting] = useState<Sorting | null>(initialSorting ?? null)
  const [wantedPage, setPage] = useState(0)

  const sorted = useMemo(() => {
    const sortBy = columns.find(({ key }) => key === sorting?.column)?.sortBy
    return sorting && sortBy ? sortRows(rows, sortBy, sorting.direction, intl.locale) : rows
  }, [rows, columns, sorting, intl.locale])
  const lastPage = Math.max(0, Math.ceil(sorted.length / pageSize) - 1)
  const page = Math.min(wantedPage, lastPage)
  const shown = sorted.slice(page * pageSize, (page + 1) * pageSize)

  return (
    <div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div role="group" className={styles.frame} aria-label={label} tabIndex={0}>
        <table className={styles.table} aria-label={label}>
          <thead>
            <tr>
              {columns.map((column) => (
                <HeadCell
                  key={column.key}
                  column={column}
                  sorting={sorting}
                  onSort={() => {
                    setSorting(turnSorting(sorting, column.key, column.isFigure === true))
                    setPage(0)
                  }}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={rowKey(row)}>
                {columns.map((column) =>
                  column.namesRow ? (
                    <th key={column.key} scope="row" className={styles.name}>
                      {column.cell(row)}
                    </th>
                  ) : (
                    <td key={column.key} className={classNames(styles.cell, column.isFigure && styles.figures)}>
                      {column.cell(row)}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {lastPage > 0 && (
        <nav className={styles.pages} aria-label={intl.formatMessage(uiMessages.pages, { table: label })}>
          <span className={styles.shown} role="status">
            {intl.formatMessage(uiMessages.rowsShown, {
              from: page * pageSize + 1,
              to: page * pageSize + shown.length,
              total: sorted.length,
            })}
          </span>
          <Button size="small" isDisabled={page === 0} onPress={() => setPage(page - 1)}>
            {intl.formatMessage(uiMessages.previousPage)}
          </Button>
          <Button size="small" isDisabled={page === lastPage} onPress={() => setPage(page + 1)}>
            {intl.formatMessage(uiMessages.nextPage)}
          </Button>
        </nav>
      )}
    </div>
  )
}

interface HeadCellProps<Row> {
  readonly column: TableColumn<Row>
  readonly sorting: Sorting | null
  readonly onSort: () => void
}

function HeadCell<Row>({ column, sorting, onSort }: HeadCellProps<Row>) {
  const className = classNames(styles.head, column.isFigure && styles.figures)
  if (!column.sortBy) {
    return (
      <th scope="col" className={className}>
        <span className={styles.plainHead}>{column.title}</span>
      </th>
    )
  }
  const direction = sorting?.column === column.key ? sorting.direction : undefined
  const Icon = direction === 'descending' ? SortDescendingIcon : SortAscendingIcon
  return (
    <th scope="col" className={className} aria-sort={direction ?? 'none'}>
      <button type="button" className={classNames(styles.sort, direction && styles.sorted)} onClick={onSort}>
        {column.title}
        {direction ? <Icon size={14} /> : <span className={styles.unsorted} />}
      </button>
    </th>
  )
}
