import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HttpResponse, http } from 'msw'
import { createMemoryRouter } from 'react-router'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Session } from '../../server/contract/session.ts'
import type { View } from '../../server/contract/view.ts'
import { createQueryClient } from '../data/query-client.ts'
import { navigation } from '../data/sign-in.ts'
import { anAnswer } from '../data/testing/chart-answer.ts'
import { answers, service } from '../data/testing/service.ts'
import { aSession, aSite } from '../data/testing/site.ts'
import { App } from './app.tsx'
import { routes } from './routes.tsx'

// Looking at Panorama as somebody else, on the whole screen: the service says in the session as whom.

const course = { courseKey: 'course-v1:Riverside+BIO101+2026', name: 'Biology' }
const asAda: View = {
  as: 'one-learner',
  name: 'Ada',
  course,
  until: '2026-05-10T12:00:00Z',
  onlooker: 'Ingrid Solberg',
}
const teacher: Partial<Session> = {
  user: { id: 8, username: 'ingrid', name: 'Ingrid Solberg' },
  areas: { student: true, courses: true, admin: false, dashboards: false },
  home: 'courses',
  mayViewAs: ['learner', 'one-learner'],
}
const seenAs = (view: View): Partial<Session> => ({ user: { id: 5, username: 'ada', name: view.name ?? '' }, view })

let session: Session
let ended: number
let unseen: ReturnType<typeof vi.spyOn>
beforeEach(() => {
  ended = 0
  session = aSession()
  sessionStorage.clear()
  unseen = vi.spyOn(navigation, 'leaveFor').mockImplementation(() => {})
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {} }))
})
afterEach(() => {
  unseen.mockRestore()
  vi.unstubAllGlobals()
})

/** Opens the screen; whoever begins a view is Ada from then on, whoever ends it themselves. */
function open(at: string, person: Partial<Session>) {
  session = aSession(person)
  answers('site', aSite())
  answers('courses', { courses: [], asOf: null })
  service.use(
    http.get('*/api/session', () => HttpResponse.json(session)),
    http.post('*/api/view', () => {
      session = aSession(seenAs(asAda))
      return HttpResponse.json(asAda)
    }),
    http.delete('*/api/view', () => {
      ended += 1
      session = aSession(teacher)
      return new HttpResponse(null, { status: 204 })
    }),
    http.post('*/api/view/learners', () =>
      HttpResponse.json({ byName: true, more: false, learners: [{ username: 'ada', name: 'Ada' }] }),
    ),
    http.get('*/api/dashboards/student/charts/:chart', ({ params }) =>
      HttpResponse.json(anAnswer([], { chart: String(params.chart) })),
    ),
  )
  const router = createMemoryRouter(routes, { initialEntries: [at] })
  render(<App router={router} queryClient={createQueryClient()} />)
  return { router, user: userEvent.setup() }
}

const title = (name: string) => screen.findByRole('heading', { level: 1, name })

/** The page that is on the screen in the end: on the way there, the one that was found may be put up anew. */
const seesTitle = (name: string) => waitFor(() => expect(screen.getByRole('heading', { level: 1, name })).toBeVisible())

it.each<[View, RegExp]>([
  [asAda, /You see Panorama as Ada, a learner of Biology\.\s*Nothing can be changed\./],
  [{ ...asAda, as: 'learner', name: null }, /as a learner of Biology\..*done nothing yet\. Nothing can be changed\./],
  [{ ...asAda, as: 'staff', name: null }, /as staff of Biology\.\s*Nothing can be changed\./],
  [{ ...asAda, as: 'person', course: null }, /as Ada\.\s*Nothing can be changed\./],
  [{ ...asAda, as: 'admin', name: null, course: null }, /as an administrator\.\s*Nothing can be changed\./],
])('every page says as whom somebody looks, and that nothing can be changed: %o', async (view, words) => {
  open('/student', seenAs(view))
  const banner = (await screen.findByRole('button', { name: 'Stop viewing as' })).closest('[role="status"]')
  expect(banner).toHaveTextContent(words)
})

it('stopping ends the view and goes back to where it was begun, as oneself', async () => {
  sessionStorage.setItem('panorama-viewed-from', '/courses')
  const { user, router } = open('/student', seenAs(asAda))
  await title('Hello, Ada')
  await user.click(await screen.findByRole('button', { name: 'Stop viewing as' }))
  await title('Courses')
  expect(router.state.location.pathname).toBe('/courses')
  expect(ended).toBe(1)
  expect(screen.queryByRole('button', { name: 'Stop viewing as' })).toBeNull()
  expect(sessionStorage.getItem('panorama-viewed-from')).toBeNull()
})

it('is begun from the person’s menu, and from then on everything is the other’s', async () => {
  const { user, router } = open('/student', { ...teacher, home: 'student' })
  await title('Hello, Ingrid')
  answers('courses', {
    courses: [
      { ...course, org: '', run: '', enrolled: 1, activeLast7Days: 0, lastActivity: null, start: null, end: null },
    ],
    asOf: null,
  })
  await user.click(await screen.findByRole('button', { name: 'Menu of Ingrid Solberg' }))
  await user.click(screen.getByRole('menuitem', { name: 'View as…' }))
  await screen.findByRole('dialog', { name: 'View as…' })
  await user.click(await screen.findByRole('radio', { name: 'Ada' }))
  await user.click(screen.getByRole('button', { name: 'View' }))
  await title('Hello, Ada')
  await waitFor(() => expect(router.state.location.pathname).toBe('/student'))
  await waitFor(() => expect(screen.getByRole('heading', { level: 1, name: 'Hello, Ada' })).toHaveFocus())
  expect(screen.queryByRole('dialog')).toBeNull()
  // The menu is still that of whoever really looks; nobody looks further from here.
  await user.click(await screen.findByRole('button', { name: 'Menu of Ingrid Solberg' }))
  expect(screen.queryByRole('menuitem', { name: 'View as…' })).toBeNull()
})

it('is not offered to those who may look as nobody', async () => {
  const { user } = open('/student', {})
  await user.click(await screen.findByRole('button', { name: 'Menu of Amara Okafor' }))
  expect(screen.queryByRole('menuitem', { name: 'View as…' })).toBeNull()
})

it('signing out ends the view first', async () => {
  const { user } = open('/student', seenAs(asAda))
  await user.click(await screen.findByRole('button', { name: 'Menu of Ingrid Solberg' }))
  await user.click(screen.getByRole('menuitem', { name: 'Sign out' }))
  await waitFor(() => expect(unseen).toHaveBeenCalledOnce())
  expect(ended).toBe(1)
})

it('a view that no longer holds takes the place of every page, until somebody goes on as themselves', async () => {
  const { user } = open('/student', seenAs(asAda))
  await title('Hello, Ada')
  const refused = () =>
    HttpResponse.json(
      {
        error: {
          code: 'view_ended',
          message: 'You no longer see Panorama as somebody else.',
          advice: 'Go on.',
          requestId: 'r',
        },
      },
      { status: 403 },
    )
  let isOver = true
  service.use(
    http.get('*/api/session', () => (isOver ? refused() : HttpResponse.json(session))),
    http.get('*/api/courses', () => refused()),
    http.delete('*/api/view', () => {
      isOver = false
      session = aSession({ ...teacher, home: 'student' })
      return new HttpResponse(null, { status: 204 })
    }),
  )
  // Whatever is asked next is told so, and so is the page.
  await user.click(screen.getByRole('button', { name: 'Language' }))
  await user.click(screen.getByRole('menuitemradio', { name: 'English' }))
  expect(await screen.findByText('You no longer see Panorama as somebody else.')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Go on as myself' }))
  await seesTitle('Hello, Ingrid')
})

it('whoever looks as somebody to whom nothing is open is told why', async () => {
  const nothing = { student: false, courses: false, admin: false, dashboards: false }
  open('/', { ...seenAs(asAda), areas: nothing, home: 'nowhere' })
  expect(await screen.findByText(/shows nothing to whom you look as/)).toBeVisible()
})

it('any learner is greeted without a name', async () => {
  open('/student', { ...seenAs({ ...asAda, as: 'learner', name: null }), user: { id: 0, username: '', name: '' } })
  await seesTitle('Hello')
})
