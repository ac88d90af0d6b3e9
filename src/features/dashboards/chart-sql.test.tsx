import { useQuery } from '@tanstack/react-query'
import { configure, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { sessionQuery } from '../../data/queries.ts'
import { renderScreen } from '../../data/testing/render.tsx'
import { answers, refuses } from '../../data/testing/service.ts'
import { ChartSql } from './chart-sql.tsx'

vi.setConfig({ testTimeout: 30_000 })
configure({ asyncUtilTimeout: 10_000 })

const shown = <ChartSql slug="course-overview" chartId="enrolled" asked={{ course: 'c' }} />
const session = (admin: boolean) => ({ areas: { student: true, courses: true, dashboards: false, admin } })

/** Waits for the same as what is tested. */
function WhoIsHere() {
  return useQuery(sessionQuery()).data ? <p>It is known who is here.</p> : null
}

test('shows an administrator what the engine is asked, once they open it', async () => {
  answers('session', session(true))
  const { user } = renderScreen(shown)
  answers('dashboards/course-overview/charts/enrolled/sql', { sql: 'SELECT 534' })
  await user.click(await screen.findByText('The question in SQL'))
  expect(await screen.findByText('SELECT 534')).toBeInTheDocument()
})

test('is not there for anybody else', async () => {
  answers('session', session(false))
  renderScreen(
    <>
      {shown}
      <WhoIsHere />
    </>,
  )
  await screen.findByText('It is known who is here.')
  expect(screen.queryByText('The question in SQL')).not.toBeInTheDocument()
})

test('says when it cannot be read', async () => {
  answers('session', session(true))
  refuses('dashboards/course-overview/charts/enrolled/sql', 500)
  const { user } = renderScreen(shown)
  await user.click(await screen.findByText('The question in SQL'))
  expect(await screen.findByText('It could not be read. Close this and open it again.')).toBeInTheDocument()
})
