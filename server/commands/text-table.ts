/** Columns of text for a terminal: numbers to the right, as wide as they need to be. */
export function textTable(
  rows: readonly Readonly<Record<string, unknown>>[],
  columns = Object.keys(rows[0] ?? {}),
): string {
  const cells = rows.map((row) => columns.map((column) => plain(row[column])))
  const numeric = columns.map(
    (column) => rows.length > 0 && rows.every((row) => row[column] === null || typeof row[column] === 'number'),
  )
  const widths = columns.map((column, index) => Math.max(column.length, ...cells.map((row) => row[index]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    row
      .map((cell, index) => (numeric[index] ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0)))
      .join('  ')
      .trimEnd()
  return [line(columns), line(widths.map((width) => '─'.repeat(width))), ...cells.map(line)].join('\n')
}

function plain(value: unknown): string {
  if (value === null || value === undefined) return '–'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
