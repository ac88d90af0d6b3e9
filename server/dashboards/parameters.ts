import type { ChartRequest } from '../contract/dashboard.ts'
import type { Locale } from '../contract/text.ts'
import type { ChartDefinition, DashboardDefinition, FilterDefinition } from './definition.ts'
import { type Days, localDay, resolvePeriod, warehouseZone } from './period.ts'
import { refusals } from './refusals.ts'
import { thisMinute } from './this-minute.ts'

/** What a chart's question is given: its schema takes those it knows. */
export interface ChartParameters {
  readonly params: Readonly<Record<string, unknown>>
  /** The days that the rows will cover. */
  readonly period: Days
  readonly course: string | null
}

/**
 * Turns a request into the parameters of a chart's question. Only the filters that the chart obeys are read.
 * @throws PanoramaError `invalid_request` for a filter that is missing or cannot be right
 */
export function resolveParameters(
  dashboard: DashboardDefinition,
  chart: ChartDefinition,
  request: ChartRequest,
  { now, minGroupSize, locale }: { now: Date; minGroupSize: number; locale: Locale },
): ChartParameters {
  const asked = resolvePeriod(request, now, locale)
  const period = chart.filters.includes('period') ? asked : { ...asked, from: null, to: null }
  const chosen = dashboard.filters
    .filter((filter) => filter.kind !== 'period' && chart.filters.includes(filter.id))
    .map((filter) => [filter.id, choiceOf(filter, chart, request[filter.id], locale)] as const)
  const choices: Readonly<Record<string, string | null>> = Object.fromEntries(chosen)
  return {
    params: {
      ...choices,
      ...period,
      zone: warehouseZone(period.zone),
      now: thisMinute(now),
      today: localDay(now, period.zone),
      minimum: minGroupSize,
    },
    period,
    course: choices.course ?? null,
  }
}

const longestKey = 255
/** As loose as the LMS's own pattern: organisation, course and run, in the new style or the old. */
const courseKey = /^[^\s/+]+[/+][^\s/+]+[/+][^\s/+]+$/

/** The value of a filter, or null where the question can do without. */
function choiceOf(filter: FilterDefinition, chart: ChartDefinition, value: unknown, locale: Locale): string | null {
  const refuse = refusals[locale]
  const label = filter.label[locale]
  if (value === undefined || value === '') {
    if (chart.question.params.shape[filter.id]?.safeParse(null).success) return null
    throw refuse.chooseFirst(label)
  }
  if (typeof value !== 'string' || value.length > longestKey) throw refuse.malformed(label)
  if (filter.kind === 'course' && !courseKey.test(value)) throw refuse.malformed(label)
  return value
}
