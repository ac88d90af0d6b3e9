import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HttpResponse, http } from 'msw'
import { createMemoryRouter } from 'react-router'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Session, Site } from '../../server/contract/session.ts'
import { createQueryClient } from '../data/query-client.ts'
import { navigation } from '../data/sign-in.ts'
import { anAnswer } from '../data/testing/chart-answer.ts'
import { answers, refuses, service } from '../data/testing/service.ts'
import { aSession, aSite } from '../data/testing/site.ts'
import { App } from './app.tsx'
import { routes } from './routes.tsx'
import { followTheme } from './theme.ts'

const leaving = vi.spyOn(navigation, 'leaveFor').mockImplementation(() => {})
const languageCookie = 'openedx-language-preference'

beforeEach(() => {
  leaving.mockClear()
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {} }))
})
afterEach(() => {
  vi.unstubAllGlobals()
  // biome-ignore lint/suspicious/noDocumentCookie: forgets the language that a test chose
  document.cookie = `${languageCookie}=; max-age=0; path=/`
})

/** Opens the whole screen at an address, for this person on this site. */
function open(at: string, person: Partial<Session> = {}, place: Partial<Site> = {}) {
  answers('site', aSite(place))
  answers('session', aSession(person))
  answers('courses', { courses: [], asOf: null })
  service.use(
    http.get('*/api/dashboards/student/charts/:chart', ({ params }) =>
      HttpResponse.json(anAnswer([], { chart: String(params.chart) })),
    ),
  )
  return show(at)
}

function show(at: string) {
  const router = createMemoryRouter(routes, { initialEntries: [at] })
  render(<App router={router} queryClient={createQueryClient()} />)
  return { router, user: userEvent.setup() }
}

const teacher: Partial<Session> = {
  areas: { student: true, courses: true, admin: false, dashboards: false },
  home: 'courses',
}
const title = (name: string) => screen.findByRole('heading', { level: 1, name })

describe('the front door', () => {
  it('leads a learner to their own panel', async () => {
    const { router } = open('/')
    expect(await title('Hello, Amara')).toBeVisible()
    expect(router.state.location.pathname).toBe('/student')
  })

  it('leads a teacher to the courses', async () => {
    const { router } = open('/', teacher)
    await waitFor(() => expect(router.state.location.pathname).toBe('/courses'))
  })

  it('tells somebody to whom nothing is open whom to ask', async () => {
    open('/', { areas: { student: false, courses: false, admin: false, dashboards: false }, home: 'nowhere' })
    expect(await title('Nothing here is open to you yet')).toBeVisible()
    expect(screen.getByText(/signed in as amara/)).toBeVisible()
    expect(screen.getByText(/course team in Studio/)).toBeVisible()
  })
})

describe('the areas', () => {
  it('are shown where there is more than one, with the present one marked', async () => {
    open('/student', teacher)
    const areas = await screen.findByRole('navigation', { name: 'Areas' })
    expect(
      within(areas)
        .getAllByRole('link')
        .map((link) => link.textContent),
    ).toEqual(['My learning', 'Courses'])
    expect(within(areas).getByRole('link', { name: 'My learning' })).toHaveAttribute('aria-current', 'page')
  })

  it('are no choice to somebody who has one', async () => {
    open('/student')
    await title('Hello, Amara')
    expect(screen.queryByRole('navigation', { name: 'Areas' })).toBeNull()
  })

  it('that are not open to a person stay shut, whatever the address', async () => {
    open('/admin')
    expect(await title('Nothing here is open to you yet')).toBeVisible()
  })
})

describe('a navigation', () => {
  it('moves the focus to the new page’s heading and names the browser’s tab', async () => {
    const { user } = open('/nowhere-at-all')
    expect(await title('There is no such page')).not.toHaveFocus()
    await user.click(screen.getByRole('link', { name: 'Go to the start' }))
    const heading = await title('Hello, Amara')
    await waitFor(() => expect(heading).toHaveFocus())
    expect(document.title).toBe('Hello, Amara · Panorama')
  })

  it('can be skipped past with the keyboard', async () => {
    const { user } = open('/student')
    await title('Hello, Amara')
    await user.tab()
    expect(screen.getByRole('link', { name: 'Skip to the content' })).toHaveFocus()
    expect(screen.getByRole('link', { name: 'Skip to the content' })).toHaveAttribute('href', '#content')
    expect(screen.getByRole('main')).toHaveAttribute('id', 'content')
  })
})

describe('the language', () => {
  it('is the one of the LMS preferences', async () => {
    open('/student', { locale: 'es' })
    expect(await title('Hola, Amara')).toBeVisible()
    expect(document.documentElement.lang).toBe('es')
    expect(document.documentElement.dir).toBe('ltr')
  })

  it('can be chosen, is remembered where the LMS reads it, and is asked for from the service', async () => {
    const { user } = open('/student')
    await title('Hello, Amara')
    let asked: string | null = null
    service.use(
      http.get('*/api/session', ({ request }) => {
        asked = request.headers.get('accept-language')
        return HttpResponse.json(aSession())
      }),
    )
    await user.click(await screen.findByRole('button', { name: 'Language' }))
    await user.click(screen.getByRole('menuitemradio', { name: 'Español' }))
    expect(await title('Hola, Amara')).toBeVisible()
    expect(document.cookie).toContain(`${languageCookie}=es`)
    await waitFor(() => expect(asked).toBe('es'))
  })
})

describe('the person’s menu', () => {
  it('signs out through the LMS, which comes back to the front door', async () => {
    const { user } = open('/student')
    await user.click(await screen.findByRole('button', { name: 'Menu of Amara Okafor' }))
    await user.click(screen.getByRole('menuitem', { name: 'Sign out' }))
    const frontDoor = encodeURIComponent(new URL('/', window.location.href).href)
    expect(leaving).toHaveBeenCalledExactlyOnceWith(`https://lms.example.com/logout?redirect_url=${frontDoor}`)
  })

  it('chooses the appearance, which this browser remembers', async () => {
    followTheme()
    expect(document.documentElement).toHaveAttribute('data-paragon-theme-variant', 'light')
    const { user } = open('/student')
    await user.click(await screen.findByRole('button', { name: 'Menu of Amara Okafor' }))
    expect(screen.getByRole('menuitemradio', { name: 'As my device' })).toBeChecked()
    await user.click(screen.getByRole('menuitemradio', { name: 'Dark' }))
    expect(document.documentElement).toHaveAttribute('data-paragon-theme-variant', 'dark')
    followTheme()
    expect(document.documentElement).toHaveAttribute('data-paragon-theme-variant', 'dark')
  })
})

describe('the site', () => {
  it('that is made up says so, and lets one be somebody else', async () => {
    open('/student', { mode: 'DEMO' }, { standInLms: true })
    const banner = (await screen.findByText(/made-up site/)).closest('[role="note"]')
    expect(banner).toBeInTheDocument()
    expect(screen.getByRole('link', { name: 'Sign in as somebody else' })).toHaveAttribute(
      'href',
      expect.stringContaining('https://lms.example.com/logout?redirect_url='),
    )
  })

  it('that is real does not', async () => {
    open('/student')
    await title('Hello, Amara')
    expect(screen.queryByText(/made-up site/)).toBeNull()
  })

  it('says that roles may be out of date while the LMS does not answer', async () => {
    open('/student', { roles: 'outdated' })
    expect(await screen.findByText(/LMS does not answer/)).toBeInTheDocument()
  })

  it('brings its name and its brand', async () => {
    open('/student', {}, { siteName: 'Andes Tech', brandUrls: ['https://cdn.example.com/brand.css'] })
    expect(await screen.findByText('Andes Tech')).toBeVisible()
    const brand = () => document.head.querySelector('link[rel=stylesheet][href="https://cdn.example.com/brand.css"]')
    await waitFor(() => expect(brand()).toBeInTheDocument())
  })
})

describe('without a sign-in', () => {
  it('the browser leaves for the LMS, and says so', async () => {
    answers('site', aSite())
    refuses('session', 401, { code: 'unauthenticated', message: 'Sign in to continue.' })
    service.use(http.post('https://lms.example.com/login_refresh', () => new HttpResponse(null, { status: 401 })))
    show('/student')
    expect(await screen.findByText('Taking you to sign in…')).toBeVisible()
    expect(leaving).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('https://lms.example.com/login?next='))
  })
})

it('a service that does not answer is said in words, with a way to try again', async () => {
  answers('site', aSite())
  refuses('session', 500, { code: 'internal', message: 'Something went wrong here.' })
  const { user } = show('/student')
  expect(await screen.findByText('Something went wrong here.')).toBeVisible()
  answers('session', aSession({ areas: { student: false, courses: false, admin: false, dashboards: false } }))
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await title('Nothing here is open to you yet')).toBeVisible()
})
