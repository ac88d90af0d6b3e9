import { useMemo } from 'react'
import { useIntl } from 'react-intl'
import { Link } from 'react-router'
import type { Cell, Column, Row } from '../../server/contract/dashboard.ts'
import { DataTable, type TableColumn } from '../ui/data-table.tsx'
import { cellReader } from './cell-text.ts'
import styles from './chart-table.module.css'
import { readableColumns } from './readable-columns.ts'

/** Rows that can be picked: by this column's cells, which become buttons. */
export interface RowChoice {
  readonly column: string
  readonly isChosen: (row: Row) => boolean
  readonly onChoose: (row: Row) => void
}

/** Rows that lead somewhere: this column's cells are links. */
export interface RowLink {
  readonly column: string
  readonly to: (row: Row) => string
}

interface ChartTableProps {
  readonly label: string
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  readonly choice?: RowChoice
  readonly link?: RowLink
  readonly pageSize?: number
}

interface NumberedRow {
  readonly number: number
  readonly row: Row
}

const figures = new Set<Column['type']>(['count', 'number', 'share', 'seconds', 'timecode'])

/** The rows of a chart as a table: every chart has this twin. */
export function ChartTable({ label, columns, rows, choice, link, pageSize = 10 }: ChartTableProps) {
  const intl = useIntl()
  const read = useMemo(() => cellReader(intl), [intl])
  const numbered = useMemo(() => rows.map((row, number) => ({ number, row })), [rows])
  const shown = readableColumns(columns)
  const naming = shown.find(({ type }) => !figures.has(type))?.key

  const tableColumns = shown.map((column): TableColumn<NumberedRow> => {
    const { key, type } = column
    return {
      key,
      title: column.label,
      isFigure: figures.has(type),
      namesRow: key === naming,
      sortBy: ({ row }) => sortable(row[key]),
      cell: ({ row }) => {
        const text = read(row[key], type)
        if (choice?.column === key) {
          return (
            <button
              type="button"
              className={styles.choose}
              aria-pressed={choice.isChosen(row)}
              onClick={() => choice.onChoose(row)}
            >
              {text}
            </button>
          )
        }
        if (link?.column === key) return <Link to={link.to(row)}>{text}</Link>
        return type === 'text' || type === 'learner' ? <span className={styles.text}>{text}</span> : text
      },
    }
  })
  return (
    <DataTable
      label={label}
      columns={tableColumns}
      rows={numbered}
      rowKey={({ number }) => String(number)}
      pageSize={pageSize}
    />
  )
}

function sortable(cell: Cell | undefined): string | number | null {
  if (typeof cell === 'boolean') return Number(cell)
  return cell ?? null
}
