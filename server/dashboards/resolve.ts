import type { Chart, Column, Dashboard, DashboardSummary, Row } from '../contract/dashboard.ts'
import type { Locale } from '../contract/text.ts'
import type { ModeRules } from '../modes/mode-table.ts'
import type { ChartDefinition, DashboardDefinition } from './definition.ts'

type EventRule = Pick<ModeRules, 'eventCharts'>

/** A dashboard as it stands in the list, in one language. */
export function resolveSummary(
  { slug, title, description, audience }: DashboardDefinition,
  locale: Locale,
): DashboardSummary {
  return { slug, title: title[locale], description: description[locale], audience }
}

/** A dashboard in one language, without the charts that this mode cannot answer and without what only those used. */
export function resolveDashboard(definition: DashboardDefinition, locale: Locale, rules: EventRule): Dashboard {
  const charts = definition.charts.filter((chart) => isAnswerable(chart, rules))
  const ids = new Set(charts.map(({ id }) => id))
  const obeyed = new Set(charts.flatMap(({ filters }) => filters))
  return {
    ...resolveSummary(definition, locale),
    filters: definition.filters
      .filter((filter) => obeyed.has(filter.id))
      .map((filter) => ({ ...filter, label: filter.label[locale] })),
    headline: definition.headline.filter((id) => ids.has(id)),
    tabs: definition.tabs
      .map(({ id, title, charts }) => ({ id, title: title[locale], charts: charts.filter((chart) => ids.has(chart)) }))
      .filter(({ charts }) => charts.length > 0),
    charts: charts.map((chart) => resolveChart(chart, locale)),
  }
}

/** A question about events has no answer in a mode that shows none. */
export function isAnswerable({ question }: ChartDefinition, { eventCharts }: EventRule): boolean {
  return eventCharts || question.needs === 'relational'
}

function resolveChart(chart: ChartDefinition, locale: Locale): Chart {
  return {
    id: chart.id,
    kind: chart.kind,
    title: chart.title[locale],
    subtitle: chart.subtitle[locale],
    definition: chart.question.definition[locale],
    source: chart.question.source,
    columns: resolveColumns(chart, locale),
    encoding: chart.encoding,
    width: chart.width,
    whenEmpty: chart.whenEmpty[locale],
    filters: [...chart.filters],
  }
}

export function resolveColumns({ question, columns }: ChartDefinition, locale: Locale): Column[] {
  return (columns ?? Object.keys(question.columns)).map((key) => {
    const { label, type, gap } = question.columns[key]!
    const sums = type === 'count' || type === 'seconds'
    return { key, label: label[locale], type, gap: gap ?? (sums ? 'zero' : 'break') }
  })
}

/** The cells that a chart sends, codes put into words. */
export function resolveRows(
  chart: ChartDefinition,
  rows: readonly Row[],
  locale: Locale,
): Record<string, Row[string]>[] {
  const keys = chart.columns ?? Object.keys(chart.question.columns)
  return rows.map((row) =>
    Object.fromEntries(
      keys.map((key) => {
        const cell = row[key] ?? null
        const words = typeof cell === 'string' ? chart.question.columns[key]?.words?.[cell] : undefined
        return [key, words?.[locale] ?? cell]
      }),
    ),
  )
}
