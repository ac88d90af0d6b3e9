import type { Cell, ChartAnswer, Column, Row } from '../../server/contract/dashboard.ts'

const millisecondsOfADay = 86_400_000
/** A wrong clock or a wrong length must not make millions of rows: a wider axis than this stays as it came. */
const widest = 100_000

/** Days since 1970 of a `YYYY-MM-DD`, whatever the zone: calendar days have no hours and no summer time. */
const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / millisecondsOfADay)
const dayText = (number: number): string => new Date(number * millisecondsOfADay).toISOString().slice(0, 10)

/** What stands where nothing was recorded: a sum is 0, an average is unknown, a running total stays what it was. */
function missing(column: Column, before: Row | undefined): Cell {
  if (column.gap === 'zero' && column.type !== 'text') return 0
  if (column.gap === 'carry') return before?.[column.key] ?? null
  return null
}

function completed(row: Row, columns: readonly Column[], x: string, before: Row | undefined): Row {
  const cells = columns.map(({ key }, index) => {
    const value = row[key] ?? null
    return [key, value === null && key !== x ? missing(columns[index]!, before) : value] as const
  })
  return Object.fromEntries(cells)
}

/**
 * Every step of the axis from `first` to `last`, in order. Rows outside are kept, so nothing is lost;
 * a row without a step has no place on the axis.
 */
function fill(
  rows: readonly Row[],
  columns: readonly Column[],
  x: string,
  steps: { first: number; last: number; of: (cell: Cell) => number; cell: (step: number) => Cell },
): Row[] {
  const byStep = new Map<number, Row[]>()
  for (const row of rows) {
    const step = steps.of(row[x] ?? null)
    if (!Number.isFinite(step)) continue
    byStep.set(step, [...(byStep.get(step) ?? []), row])
  }
  const first = Math.min(steps.first, ...byStep.keys())
  const last = Math.max(steps.last, ...byStep.keys())
  const filled: Row[] = []
  if (last - first > widest) return rows.toSorted((left, right) => steps.of(left[x]!) - steps.of(right[x]!))
  for (let step = first; step <= last; step += 1) {
    for (const row of byStep.get(step) ?? [{ [x]: steps.cell(step) }]) {
      filled.push(completed(row, columns, x, filled.at(-1)))
    }
  }
  return filled
}

/** Rows per day, oldest first, one for every day of the answer's period (open ends: of the days that have rows). */
export function fillDays(
  rows: readonly Row[],
  columns: readonly Column[],
  x: string,
  period: Pick<ChartAnswer['period'], 'from' | 'to'>,
): Row[] {
  if (rows.length === 0) return []
  return fill(rows, columns, x, {
    first: period.from === null ? Number.POSITIVE_INFINITY : dayNumber(period.from),
    last: period.to === null ? Number.NEGATIVE_INFINITY : dayNumber(period.to),
    of: (cell) => dayNumber(String(cell)),
    cell: dayText,
  })
}

/** Rows per second of a video, one for every second from its start to its end (`length` in seconds). */
export function fillSeconds(rows: readonly Row[], columns: readonly Column[], x: string, length: number): Row[] {
  if (rows.length === 0) return []
  return fill(rows, columns, x, { first: 0, last: Math.ceil(length) - 1, of: Number, cell: (second) => second })
}
