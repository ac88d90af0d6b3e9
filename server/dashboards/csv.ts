import type { Cell, ChartAnswer } from '../contract/dashboard.ts'
import type { Locale } from '../contract/text.ts'

const words = { en: { true: 'yes', false: 'no' }, es: { true: 'sí', false: 'no' } }

/**
 * The rows of a chart as CSV (RFC 4180, UTF-8, CRLF), headed by the names of the columns. Numbers are exact, shares 0..1,
 * times in seconds, moments in UTC.
 */
export function toCsv({ columns, rows }: Pick<ChartAnswer, 'columns' | 'rows'>, locale: Locale): string {
  const lines = [
    columns.map(({ label }) => field(label, locale)),
    ...rows.map((row) => columns.map(({ key }) => field(row[key] ?? null, locale))),
  ]
  return lines.map((cells) => `${cells.join(',')}\r\n`).join('')
}

function field(cell: Cell, locale: Locale): string {
  if (cell === null) return ''
  if (typeof cell === 'boolean') return words[locale][`${cell}`]
  if (typeof cell === 'number') return String(cell)
  const harmless = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
