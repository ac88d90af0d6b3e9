import type { Column } from '../../server/contract/dashboard.ts'

/**
 * The columns that people read. Keys of the LMS (columns named `…_key`) are for machines: where another text names
 * the row they are left to the CSV.
 */
export function readableColumns(columns: readonly Column[]): readonly Column[] {
  const isKey = ({ key, type }: Column) => type === 'text' && key.endsWith('_key')
  const hasName = columns.some((column) => column.type === 'text' && !isKey(column))
  return hasName ? columns.filter((column) => !isKey(column)) : columns
}
