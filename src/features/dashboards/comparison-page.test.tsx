import { configure, screen, within } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import { renderScreen } from '../../data/testing/render.tsx'
import { answers } from '../../data/testing/service.ts'
import { ComparisonPage } from './comparison-page.tsx'

vi.setConfig({ testTimeout: 30_000 })
configure({ asyncUtilTimeout: 10_000 })

const column = (key: string, label: string, type: string) => ({ key, label, type, gap: 'break' })
const columns = [
  column('name', 'Course', 'text'),
  column('active_share', 'Active', 'share'),
  column('course_key', 'Course key', 'text'),
]
const dashboard = {
  slug: 'course-comparison',
  title: 'Course comparison',
  description: 'Your course runs beside each other.',
  audience: 'staff',
  filters: [{ id: 'period', kind: 'period', label: 'Period' }],
  headline: [],
  tabs: [],
  charts: [
    {
      ...{
        id: 'runs',
        kind: 'table',
        title: 'How do my course runs compare?',
        subtitle: '',
        definition: '',
        source: '',
      },
      ...{ columns, encoding: {}, width: 'full', whenEmpty: '', filters: ['period'] },
    },
  ],
}
const answer = {
  ...{ chart: 'runs', columns, asOf: null, lmsAsOf: null, truncated: false, tooSmall: null },
  rows: [{ name: 'Birds', active_share: 0.25, course_key: 'course-v1:Org+Birds+1' }],
  period: { from: '2026-03-01', to: '2026-03-12', zone: 'UTC' },
}

describe('the comparison of course runs', () => {
  test('leads from each row to its course run, in the same period', async () => {
    answers('courses', { courses: [], asOf: null, lmsAsOf: null })
    answers('dashboards/course-comparison', dashboard)
    answers('dashboards/course-comparison/charts/runs', answer)
    renderScreen(<ComparisonPage />, { at: '/courses/compare?period=90d' })
    const table = await screen.findByRole('table')
    expect(within(table).getByRole('link', { name: 'Birds' })).toHaveAttribute(
      'href',
      '/courses/course-v1%3AOrg%2BBirds%2B1?period=90d',
    )
    expect(within(table).getByText('25%')).toBeInTheDocument()
    expect(screen.getByRole('radio', { name: '90 days' })).toBeChecked()
  })

  test('says what is missing in a mode without event logs', async () => {
    answers('courses', { courses: [], asOf: null, lmsAsOf: null })
    answers('dashboards/course-comparison', { ...dashboard, charts: [] })
    renderScreen(<ComparisonPage />)
    expect(await screen.findByText('Comparing needs event logs, which this mode does not use.')).toBeInTheDocument()
  })
})
