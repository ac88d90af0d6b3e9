import { createIntl } from 'react-intl'
import type { Chart, ChartAnswer, Column } from '../../../server/contract/dashboard.ts'

export const english = createIntl({ locale: 'en', timeZone: 'UTC' })

export const column = (key: string, type: Column['type'] = 'count', gap: Column['gap'] = 'zero'): Column => ({
  key,
  label: key[0]!.toUpperCase() + key.slice(1),
  type,
  gap,
})

/** A chart with everything that a test does not care about filled in. */
export const chart = (parts: Partial<Chart> & Pick<Chart, 'kind' | 'columns' | 'encoding'>): Chart => ({
  id: 'a-chart',
  title: 'How many?',
  subtitle: 'Learners, each counted once.',
  definition: 'Learners with at least one action.',
  source: 'Tracking events',
  width: 'half',
  whenEmpty: 'Nobody yet: come back after the first lesson.',
  filters: ['course', 'period'],
  ...parts,
})

export const answer = (of: Chart, rows: ChartAnswer['rows'], parts: Partial<ChartAnswer> = {}): ChartAnswer => ({
  chart: of.id,
  columns: of.columns,
  rows,
  asOf: '2026-05-03T12:05:00Z',
  lmsAsOf: null,
  period: { from: null, to: null, zone: 'UTC' },
  truncated: false,
  tooSmall: null,
  ...parts,
})
