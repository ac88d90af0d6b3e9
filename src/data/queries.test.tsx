import { useQuery } from '@tanstack/react-query'
import { screen } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { useState } from 'react'
import { describe, expect, it } from 'vitest'
import { type ChartChoices, chartCsvUrl, chartQuery } from './queries.ts'
import { anAnswer } from './testing/chart-answer.ts'
import { renderScreen } from './testing/render.tsx'
import { service } from './testing/service.ts'

interface LearnersProps {
  readonly first: ChartChoices
  readonly then: ChartChoices
}

/** A chart whose choices are changed by a button. */
function Learners({ first, then }: LearnersProps) {
  const [choices, choose] = useState(first)
  const { data } = useQuery(chartQuery('course-overview', 'active', choices))
  return (
    <>
      <p>{data ? `${data.rows[0]?.learners} learners` : 'not known yet'}</p>
      <button type="button" onClick={() => choose(then)}>
        Change
      </button>
    </>
  )
}

/** Answers at once for the first course and period, and never for another. */
function onlyTheFirstIsAnswered() {
  service.use(
    http.get('*/api/dashboards/course-overview/charts/active', ({ request }) => {
      const asked = new URL(request.url).searchParams
      const isFirst = asked.get('course') === 'course-v1:A+B+C' && asked.get('period') === '7d'
      return isFirst ? HttpResponse.json(anAnswer([{ learners: 12 }])) : new Promise<never>(() => {})
    }),
  )
}

describe('the rows of a chart', () => {
  const first = { course: 'course-v1:A+B+C', period: '7d' }

  it('stay on screen while another period loads', async () => {
    onlyTheFirstIsAnswered()
    const { user } = renderScreen(<Learners first={first} then={{ ...first, period: '28d' }} />)
    expect(await screen.findByText('12 learners')).toBeVisible()
    await user.click(screen.getByRole('button'))
    expect(screen.getByText('12 learners')).toBeVisible()
  })

  it('of one course never stand for another', async () => {
    onlyTheFirstIsAnswered()
    const { user } = renderScreen(<Learners first={first} then={{ ...first, course: 'course-v1:X+Y+Z' }} />)
    expect(await screen.findByText('12 learners')).toBeVisible()
    await user.click(screen.getByRole('button'))
    expect(screen.getByText('not known yet')).toBeVisible()
  })
})

it('the CSV of a chart is asked the same, without what is not chosen', () => {
  expect(chartCsvUrl('course-overview', 'video-xray', { course: 'course-v1:A+B+C', from: undefined, tz: 'UTC' })).toBe(
    '/api/dashboards/course-overview/charts/video-xray.csv?course=course-v1%3AA%2BB%2BC&tz=UTC',
  )
})
