import type { ChartAnswer, Row } from '../../../server/contract/dashboard.ts'

/** The answer of a chart with these rows, for tests. */
export function anAnswer(rows: readonly Row[], differences: Partial<ChartAnswer> = {}): ChartAnswer {
  return {
    chart: 'any',
    columns: [],
    rows: [...rows],
    asOf: '2026-05-06T12:00:00Z',
    lmsAsOf: null,
    period: { from: null, to: null, zone: 'UTC' },
    truncated: false,
    tooSmall: null,
    ...differences,
  }
}
