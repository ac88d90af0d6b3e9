import type { Scope } from '../../server/contract/scope.ts'
import type { Locale } from '../../server/contract/text.ts'
import { answerChart } from '../../server/dashboards/answer.ts'
import type { ChartDefinition } from '../../server/dashboards/definition.ts'
import { resolveParameters } from '../../server/dashboards/parameters.ts'
import { columnsOf, metricName } from '../../server/dashboards/superset/bundle/dataset-file.ts'
import type { Warehouse } from '../../server/warehouse/ask.ts'
import { shownColumn } from '../../server/warehouse/boards/shown-columns.ts'
import { courseOverview } from './exported-board.ts'

/** What our own screen shows a teacher of this course run. */
export async function ourRows(
  warehouse: Warehouse,
  chart: ChartDefinition,
  { course, locale, video }: { readonly course: string; readonly locale: Locale; readonly video: string },
) {
  const request = { course, period: '28d', tz: 'UTC', video } as const
  const { minGroupSize } = warehouse
  const parameters = resolveParameters(courseOverview, chart, request, { now: new Date(), minGroupSize, locale })
  const scope: Scope = { kind: 'courses', courseKeys: [course], orgs: [] }
  return (await answerChart(warehouse, chart, parameters, { scope, dataSet: 'demo', locale, mayTellNames: false })).rows
}

/** Our rows, as Superset's chart has them: figures under the names of saved metrics, lengths of time in milliseconds. */
export function asInSuperset(
  chart: ChartDefinition,
  rows: readonly Record<string, unknown>[],
): Record<string, unknown>[] {
  const columns = chart.question.columns
  const isLength = (key: string) => ['seconds', 'timecode'].includes(columns[key]!.type)
  const inUnit = (key: string, cell: unknown) => (typeof cell === 'number' && isLength(key) ? cell * 1000 : cell)
  const axis = (key: string, cell: unknown) =>
    columns[key]!.type === 'date' ? Date.parse(String(cell)) : inUnit(key, cell)
  if (chart.kind === 'table' || chart.kind === 'bars') {
    return rows.map((row) =>
      Object.fromEntries(
        columnsOf(chart).map((key) => [shownColumn(key, columns[key]!), inUnit(key, row[key])] as const),
      ),
    )
  }
  const { x, y = [], value } = chart.encoding
  const figures = value === undefined ? y : [value]
  return rows.map((row) => ({
    ...(x !== undefined && { [shownColumn(x, columns[x]!)]: axis(x, row[x]) }),
    ...Object.fromEntries(figures.map((key) => [metricName(key, columns[key]!), inUnit(key, row[key])] as const)),
  }))
}

/** What the native filters say when this course run, this video and the last four weeks are chosen. */
export const chosenFor = (chart: ChartDefinition, course: string, video: string) => ({
  course_key: course,
  ...(chart.filters.includes('period') && { period: '28d' }),
  ...(chart.filters.includes('video') && { block_key: video }),
})

/** Not a day on which nothing was done: Superset fills those in, as our own screen does when it draws. */
export const isSomething = ({ day, ...figures }: Record<string, unknown>) =>
  Object.values(figures).some((cell) => cell !== 0)

/** In one order, numbers to nine digits: means of the same numbers differ in the last. */
export function comparable(rows: readonly Record<string, unknown>[]): string[] {
  const round = (cell: unknown) => (typeof cell === 'number' ? Number(cell.toPrecision(9)) : cell)
  return rows
    .map((row) =>
      JSON.stringify(
        Object.entries(row)
          .map(([key, cell]) => [key, round(cell)])
          .sort(),
      ),
    )
    .sort()
}
