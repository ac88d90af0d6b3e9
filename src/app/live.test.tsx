import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createMemoryRouter } from 'react-router'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createQueryClient } from '../data/query-client.ts'
import { playedStreams } from '../data/testing/event-streams.ts'
import { answers, refuses } from '../data/testing/service.ts'
import { aSession, aSite } from '../data/testing/site.ts'
import { App } from './app.tsx'
import { routes } from './routes.tsx'

const birds = 'course-v1:Org+Birds+1'
const aCourse = (enrolled: number) => ({
  courseKey: birds,
  name: 'Birds',
  org: 'Org',
  run: '1',
  enrolled,
  activeLast7Days: 1,
  lastActivity: new Date().toISOString(),
  start: null,
  end: null,
})

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {} }))
  answers('site', aSite())
  answers(
    'session',
    aSession({ areas: { student: false, courses: true, admin: false, dashboards: false }, home: 'courses' }),
  )
  answers('courses', { courses: [aCourse(120)], asOf: new Date().toISOString() })
})
afterEach(() => {
  vi.unstubAllGlobals()
})

function show() {
  const router = createMemoryRouter(routes, { initialEntries: ['/courses'] })
  return render(<App router={router} queryClient={createQueryClient()} />)
}

it('a number on an open page changes when its course run has new data, and leaves the person where they are', async () => {
  const streams = playedStreams()
  const user = userEvent.setup()
  show()
  expect(await screen.findByText('120')).toBeVisible()
  await user.type(screen.getByRole('searchbox'), 'bir')
  expect(screen.getByText(/^Live/)).not.toBeVisible()
  act(() => streams[0]?.begins())
  expect(screen.getByText(/^Live/)).toBeVisible()
  answers('courses', { courses: [aCourse(121)], asOf: new Date().toISOString() })
  act(() => streams[0]?.tells([birds]))
  expect(await screen.findByText('121')).toBeVisible()
  expect(screen.getByRole('searchbox')).toHaveFocus()
  expect(screen.getByRole('searchbox')).toHaveValue('bir')
  expect(screen.queryByRole('status')).toBeNull()
  expect(streams).toHaveLength(1)
})

it('nobody listens before somebody is signed in, and no longer than the screen stands', async () => {
  const streams = playedStreams()
  refuses('session', 403)
  const { unmount } = show()
  expect(await screen.findByRole('alert')).toBeVisible()
  expect(streams).toEqual([])
  answers('session', aSession())
  await userEvent.setup().click(screen.getByRole('button', { name: 'Try again' }))
  await vi.waitFor(() => expect(streams).toHaveLength(1))
  unmount()
  expect(streams[0]?.readyState).toBe(2)
})
