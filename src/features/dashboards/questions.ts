import type { Chart, Filter } from '../../../server/contract/dashboard.ts'
import type { ChartChoices } from '../../data/queries.ts'
import type { PeriodChoice } from './period.ts'

/** What the whole page is looking at. */
export interface Viewing {
  /** Absent where it is about several course runs. */
  readonly courseKey?: string
  readonly period: PeriodChoice
  /** IANA zone in which days are cut. */
  readonly zone: string
  /** The values of the dashboard's choice filters by filter id: null where there is nothing to choose, absent while that is not known. */
  readonly choices: Readonly<Record<string, string | null>>
}

export type ChoiceFilter = Extract<Filter, { kind: 'choice' }>

/** The filter among whose values a person chooses what this chart is about, if it has one. */
export function choiceOf(chart: Chart, filters: readonly Filter[]): ChoiceFilter | undefined {
  return filters.find((filter): filter is ChoiceFilter => filter.kind === 'choice' && chart.filters.includes(filter.id))
}

/**
 * What is asked of the service for one chart: only what the chart obeys, so that changing a filter leaves every other
 * chart's answer as it is.
 */
export function askFor(chart: Chart, filters: readonly Filter[], viewing: Viewing): ChartChoices {
  const asked: Record<string, string> = { tz: viewing.zone }
  for (const filter of filters) {
    if (!chart.filters.includes(filter.id)) continue
    if (filter.kind === 'course') {
      if (viewing.courseKey !== undefined) asked.course = viewing.courseKey
    } else if (filter.kind === 'period') Object.assign(asked, periodParameters(viewing.period))
    else if (viewing.choices[filter.id]) asked[filter.id] = viewing.choices[filter.id]!
  }
  return asked
}

function periodParameters(choice: PeriodChoice): Record<string, string> {
  return choice.kind === 'preset' ? { period: choice.period } : { from: choice.from, to: choice.to }
}
