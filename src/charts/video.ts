import type { Column, Row } from '../../server/contract/dashboard.ts'

/** Steps, in seconds, in which a long video may be drawn. */
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600]
/** More steps than this are finer than the pixels of a chart. */
const mostSteps = 600

/** The length of one step, in seconds, in which a video of this many seconds is drawn. */
export function stepOf(seconds: number): number {
  return steps.find((step) => seconds / step <= mostSteps) ?? steps.at(-1)!
}

/** Puts every `step` seconds into one row: its first second, and the averages of what was counted. */
export function binSeconds(rows: readonly Row[], x: Column, ys: readonly Column[], step: number): Row[] {
  if (step === 1) return [...rows]
  const bins: Row[] = []
  for (let start = 0; start < rows.length; start += step) {
    const seconds = rows.slice(start, start + step)
    const averages = ys.map(({ key }) => [key, average(seconds.map((row) => Number(row[key] ?? 0)))] as const)
    bins.push({ ...seconds[0], [x.key]: seconds[0]![x.key]!, ...Object.fromEntries(averages) })
  }
  return bins
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
