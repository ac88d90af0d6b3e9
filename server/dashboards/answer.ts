import type { ChartAnswer, Row } from '../contract/dashboard.ts'
import type { DataSet, Scope } from '../contract/scope.ts'
import type { Locale } from '../contract/text.ts'
import { ask, type Warehouse } from '../warehouse/ask.ts'
import { courseClassSize } from '../warehouse/questions/course/course-class-size.ts'
import { courseNewestActivity } from '../warehouse/questions/course/course-newest-activity.ts'
import type { ChartDefinition } from './definition.ts'
import { callLearners } from './learner-names.ts'
import type { ChartParameters } from './parameters.ts'
import { resolveColumns, resolveRows } from './resolve.ts'

/** More rows than this are not sent: nobody reads them, and a browser has to hold them. */
const mostRows = 10_000

/** Who reads a chart, and what of. */
export interface Reader {
  readonly scope: Scope
  readonly dataSet: DataSet
  readonly locale: Locale
  /** Whether they may be told the names of learners. */
  readonly mayTellNames: boolean
  readonly signal?: AbortSignal
}

/** Asks a chart's question within a scope and dresses the rows for one reader. */
export async function answerChart(
  warehouse: Warehouse,
  chart: ChartDefinition,
  { params, period, course }: ChartParameters,
  { locale, mayTellNames, ...asker }: Reader,
): Promise<ChartAnswer> {
  const minimum = warehouse.minGroupSize
  const classSize = async () =>
    course === null ? 0 : ((await ask(warehouse, courseClassSize, { ...asker, params: { course } }))[0]?.learners ?? 0)
  const isTooSmall = async (rows: readonly Row[]) => {
    if (chart.guards === 'class') {
      const learners = await classSize()
      return learners > 0 && learners < minimum
    }
    // The engine has hidden the class of a learner who is in it: it is too small.
    return chart.guards === 'peers' && rows.length === 0 && (await classSize()) > 0
  }
  const [rows, newest] = await Promise.all([
    // The rows of a question are flat: their schemas hold nothing but cells.
    ask(warehouse, chart.question, { ...asker, params, maxRows: mostRows + 1 }) as Promise<Row[]>,
    ask(warehouse, courseNewestActivity, { ...asker, params: { course } }),
  ])
  const tooSmall = await isTooSmall(rows)
  const shown = tooSmall ? [] : rows.slice(0, mostRows)
  const reader = { courseKey: course ?? '', dataSet: asker.dataSet, locale, mayTellNames }
  return {
    chart: chart.id,
    columns: resolveColumns(chart, locale),
    rows: resolveRows(chart, await callLearners(warehouse, chart, shown, reader), locale),
    asOf: newest[0]?.newest ?? null,
    lmsAsOf: newest[0]?.lms_as_of ?? null,
    period,
    truncated: rows.length > mostRows,
    tooSmall: tooSmall ? { minimum } : null,
  }
}
