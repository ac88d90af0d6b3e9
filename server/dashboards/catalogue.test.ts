import { describe, expect, test } from 'vitest'
import { dashboardSchema } from '../contract/dashboard.ts'
import { locales } from '../contract/text.ts'
import { questions } from '../warehouse/questions/all.ts'
import { catalogue } from './catalogue.ts'
import { resolveDashboard } from './resolve.ts'

const withEvents = { eventCharts: true }
const withoutEvents = { eventCharts: false }

describe.each(catalogue.map((dashboard) => [dashboard.slug, dashboard] as const))('%s', (_, dashboard) => {
  test.each(locales)('keeps the contract in %s, with and without events', (locale) => {
    for (const rules of [withEvents, withoutEvents]) {
      const resolved = resolveDashboard(dashboard, locale, rules)
      expect(dashboardSchema.parse(resolved)).toEqual(resolved)
    }
  })

  test('gives every chart an id of its own and one place on the page', () => {
    const ids = dashboard.charts.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const placed = [...dashboard.headline, ...dashboard.tabs.flatMap(({ charts }) => charts)]
    expect([...placed].sort()).toEqual([...ids].sort())
  })

  test('draws only columns that it sends', () => {
    for (const { id, columns, encoding } of resolveDashboard(dashboard, 'en', withEvents).charts) {
      const keys = columns.map(({ key }) => key)
      const { stacked: _stacked, y = [], ...parts } = encoding
      expect(keys, id).toEqual(expect.arrayContaining([...y, ...Object.values(parts)]))
    }
  })

  test('obeys only filters that it has, and its questions take them', () => {
    const filters = new Map(dashboard.filters.map((filter) => [filter.id, filter]))
    for (const chart of dashboard.charts) {
      const taken = Object.keys(chart.question.params.shape)
      for (const id of chart.filters) {
        expect(filters.has(id), `${chart.id} obeys ${id}`).toBe(true)
        expect(taken, chart.id).toEqual(expect.arrayContaining(id === 'period' ? ['from', 'to', 'zone'] : [id]))
      }
    }
  })

  test('offers choices from the rows of a chart that sends them', () => {
    for (const filter of dashboard.filters) {
      if (filter.kind !== 'choice') continue
      const source = dashboard.charts.find(({ id }) => id === filter.optionsFrom)
      const keys = source?.columns ?? Object.keys(source?.question.columns ?? {})
      expect(keys).toEqual(expect.arrayContaining([filter.valueColumn, filter.labelColumn]))
    }
  })

  test('asks only questions that the command line knows', () => {
    for (const { question } of dashboard.charts) expect(questions).toContain(question)
  })
})

test('without events the charts are left that the LMS’s own tables can answer, and no empty tab', () => {
  const [overview] = catalogue.map((dashboard) => resolveDashboard(dashboard, 'en', withoutEvents))
  expect(overview!.charts.map(({ id }) => id)).toEqual([
    'enrolled',
    'passing',
    'enrollment-history',
    'gender',
    'education',
    'age',
    'completion-by-unit',
    'grades',
  ])
  expect(overview!.headline).toEqual(['enrolled', 'passing'])
  expect(overview!.tabs.map(({ id }) => id)).toEqual(['people', 'activity', 'difficulty'])
  expect(overview!.filters.map(({ id }) => id)).toEqual(['course', 'period'])
})

test('every word of the questions is there in both languages', () => {
  for (const { definition, columns } of questions) {
    const texts = Object.values(columns).flatMap(({ label, words = {} }) => [label, ...Object.values(words)])
    for (const text of [definition, ...texts]) for (const locale of locales) expect(text[locale].trim()).not.toBe('')
    expect(definition.en).not.toBe(definition.es)
  }
})
