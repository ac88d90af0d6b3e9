import { configure, screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { ChartAnswer } from '../../../server/contract/dashboard.ts'
import { renderScreen } from '../../data/testing/render.tsx'
import { answers, service } from '../../data/testing/service.ts'
import { aSession } from '../../data/testing/site.ts'
import { CourseDashboardPage } from './course-dashboard-page.tsx'
import { course } from './testing/course.ts'
import { dashboard, rows } from './testing/dashboard.ts'

// Whole pages, on machines that may be busy.
vi.setConfig({ testTimeout: 30_000 })
configure({ asyncUtilTimeout: 10_000 })

// jsdom has no canvas: the drawing has tests of its own, and the browser journeys see it.
vi.mock('../../charts/draw/canvas.tsx', () => ({ Canvas: () => <p>drawn</p> }))

const biology = course()
const python = course({ courseKey: 'course-v1:AndesTech+PY1+2026', name: 'Python', run: 'Autumn' })
const silent = course({ courseKey: 'Old/Course/Run', name: 'Old/Course/Run', lastActivity: '2019-05-01T00:00:00Z' })
const now = new Date().toISOString()

/** Every question that the screen has asked, as "chart?course=…". */
let asked: string[] = []
const latest = (chart: string) =>
  new URLSearchParams(asked.findLast((each) => each.startsWith(`${chart}?`))?.split('?')[1])

/** The service answers every chart of the dashboard; `parts` change the answer to one of them. */
function answersCharts(parts: Partial<ChartAnswer> = {}, only = '') {
  service.use(
    http.get('*/api/dashboards/course-overview/charts/:chart', ({ params, request }) => {
      const id = String(params.chart)
      const query = new URL(request.url).searchParams
      asked.push(`${id}?${query}`)
      const days = query.get('period') === '28d' ? { from: '2026-10-26', to: '2026-11-22' } : { from: null, to: null }
      const answer: ChartAnswer = {
        chart: id,
        columns: dashboard.charts.find((chart) => chart.id === id)!.columns,
        rows: (rows[id] ?? []).map((row) => ({ ...row })),
        asOf: '2026-11-22T10:00:00Z',
        lmsAsOf: null,
        period: { ...days, zone: 'Europe/Oslo' },
        truncated: false,
        tooSmall: null,
        ...(id === only ? parts : {}),
      }
      return HttpResponse.json(answer)
    }),
  )
}

const open = (courseKey = biology.courseKey, rest = '') =>
  renderScreen(<CourseDashboardPage />, {
    at: `/courses/${encodeURIComponent(courseKey)}${rest}`,
    path: '/courses/:courseKey/:tab?',
    timeZone: 'Europe/Oslo',
  })

beforeEach(() => {
  asked = []
  answers('courses', { courses: [biology, python, silent], asOf: now })
  answers('dashboards/course-overview', dashboard)
  answers('session', aSession())
  answersCharts()
})

describe('the dashboard of a course run', () => {
  test('says which course it is, how new the data is, and opens with the last 28 days', async () => {
    open()
    expect(await screen.findByRole('heading', { level: 1, name: 'Introduction to Biology' })).toBeInTheDocument()
    expect(screen.getByText(/^Data up to .*\(Europe\/Oslo\)$/)).toBeInTheDocument()
    expect(screen.getByRole('radio', { name: '28 days' })).toBeChecked()
    expect(await screen.findByText('25% of 120 learners')).toBeInTheDocument()
    expect(Object.fromEntries(latest('active'))).toEqual({
      tz: 'Europe/Oslo',
      course: biology.courseKey,
      period: '28d',
    })
    expect(latest('gender').has('period')).toBe(false)
  })

  test('opens with all time where the last weeks were silent, and says so', async () => {
    open(silent.courseKey)
    expect(await screen.findByText('Nobody was active in the last 28 days, so you see all time.')).toBeInTheDocument()
    await waitFor(() => expect(latest('active').get('period')).toBe('all'))
  })

  test('keeps the period it opened with when the first data in weeks comes in', async () => {
    const { queryClient } = open(silent.courseKey)
    await waitFor(() => expect(latest('active').get('period')).toBe('all'))
    asked = []
    answers('courses', { courses: [{ ...silent, lastActivity: now, enrolled: 7 }], asOf: now })
    await queryClient.invalidateQueries()
    expect(await screen.findByText(/7 are enrolled/)).toBeInTheDocument()
    expect(latest('active').get('period')).toBe('all')
  })

  test('keeps its numbers when they cannot be asked anew', async () => {
    const { queryClient } = open()
    expect(await screen.findByText('25% of 120 learners')).toBeInTheDocument()
    service.use(http.get('*/api/dashboards/course-overview/charts/:chart', () => HttpResponse.error()))
    await queryClient.invalidateQueries()
    expect(screen.getByText('25% of 120 learners')).toBeInTheDocument()
    expect(screen.queryByRole('alert')).toBeNull()
  })

  test('keeps period and choices in the address from tab to tab', async () => {
    const { user, router } = open()
    await user.click(await screen.findByRole('radio', { name: '90 days' }))
    await waitFor(() => expect(latest('active').get('period')).toBe('90d'))
    await user.click(screen.getByRole('tab', { name: 'What do they do?' }))
    expect(router.state.location.pathname).toMatch(/\/activity$/)
    expect(router.state.location.search).toBe('?period=90d')
    expect(screen.getByRole('radio', { name: '90 days' })).toBeChecked()
  })

  test('leads to the dashboards of other tools that can be opened, about this course and the video that was chosen', async () => {
    Element.prototype.scrollIntoView = vi.fn()
    answers('session', aSession({ areas: { student: true, courses: true, admin: false, dashboards: true } }))
    const obstacle = { message: 'Superset does not know you.', advice: 'Wait.' }
    answers('embeds', {
      embeds: [
        { id: 'time', area: 'courses', provider: 'quicksight', title: 'Time in course', obstacle: null },
        { id: 'board', area: 'courses', provider: 'superset', title: 'Board', obstacle },
        { id: 'mine', area: 'student', provider: 'quicksight', title: 'Mine', obstacle: null },
      ],
      studio: false,
      hostedProblem: null,
    })
    const { user } = open(biology.courseKey, '/activity')
    const others = await screen.findByRole('navigation', { name: 'More about this course:' })
    const [link, ...more] = within(others).getAllByRole('link')
    expect(more).toEqual([])
    const about = () => Object.fromEntries(new URL(link!.getAttribute('href')!, 'http://x').searchParams)
    expect(about()).toEqual({ course: biology.courseKey })
    await user.click(await screen.findByRole('button', { name: 'Enzymes' }))
    await waitFor(() => expect(about()).toEqual({ course: biology.courseKey, block: 'block-v1:v2' }))
  })

  test('asks for no dashboards of other tools where there are none', async () => {
    const isAsked = vi.fn()
    service.use(http.get('*/api/embeds', () => HttpResponse.json(isAsked())))
    const { queryClient } = open()
    expect(await screen.findByText('25% of 120 learners')).toBeInTheDocument()
    await waitFor(() => expect(queryClient.getQueryData(['session'])).toBeDefined())
    expect(isAsked).not.toHaveBeenCalled()
    expect(screen.queryByRole('navigation')).toBeNull()
  })

  test('takes the days that are chosen once they make sense', async () => {
    const { user, router } = open(biology.courseKey, '?from=2026-05-10&to=2026-05-20')
    const last = await screen.findByLabelText('Last day')
    await user.clear(last)
    await user.type(last, '2026-05-01')
    expect(screen.getByRole('alert')).toHaveTextContent('The last day is before the first.')
    await user.clear(last)
    await user.type(last, '2026-05-12')
    await user.tab()
    expect(router.state.location.search).toBe('?from=2026-05-10&to=2026-05-12')
    await waitFor(() => expect(latest('active').get('to')).toBe('2026-05-12'))
  })

  test('draws the x-ray of the first video, and of the one that is picked in the table', async () => {
    // jsdom lays nothing out, so there is nowhere to scroll to.
    Element.prototype.scrollIntoView = vi.fn()
    const { user, router } = open(biology.courseKey, '/activity')
    await waitFor(() => expect(latest('video-xray').get('video')).toBe('block-v1:v1'))
    await user.click(await screen.findByRole('button', { name: 'Enzymes' }))
    expect(router.state.location.search).toBe('?video=block-v1%3Av2')
    await waitFor(() => expect(latest('video-xray').get('video')).toBe('block-v1:v2'))
  })

  test('goes to another course with the same tab and period, without the video', async () => {
    const { user, router } = open(biology.courseKey, '/activity?period=7d&video=block-v1:v2')
    await user.click(await screen.findByRole('button', { name: /Course run/ }))
    await user.click(await screen.findByRole('option', { name: 'Python · Autumn' }))
    expect(decodeURIComponent(router.state.location.pathname)).toBe(`/courses/${python.courseKey}/activity`)
    expect(router.state.location.search).toBe('?period=7d')
    expect(await screen.findByRole('heading', { level: 1, name: 'Python' })).toBeInTheDocument()
  })

  test('does not pretend to know a course that is not among the viewer’s', async () => {
    open('course-v1:Somebody+ELSE+2026')
    expect(await screen.findByText('This course run is not among yours')).toBeInTheDocument()
    expect(asked).toEqual([])
  })
})

describe('a chart', () => {
  const gender = async () => within(await screen.findByRole('region', { name: 'Which genders are in the class?' }))

  test('says in one sentence what it shows, and shows the same as a table', async () => {
    const { user } = open()
    const card = await gender()
    expect(await card.findByText('Learners: highest 70 (Female), lowest 50 (Male).')).toBeInTheDocument()
    expect(card.getByText('All time: the chosen period does not change this.')).toBeInTheDocument()
    await user.click(card.getByRole('button', { name: 'As a table' }))
    expect(card.getByRole('row', { name: 'Female 70' })).toBeInTheDocument()
    await user.click(card.getByRole('button', { name: 'As a chart' }))
    expect(card.getByRole('slider', { name: /^Which genders/ })).toBeInTheDocument()
  })

  test('says what exactly was counted, where it comes from and when', async () => {
    const { user } = open()
    await user.click((await gender()).getByRole('button', { name: 'About this number' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Which genders are in the class?' }))
    expect(dialog.getByText('Learners with at least one action.')).toBeInTheDocument()
    expect(dialog.getByText('Tracking events')).toBeInTheDocument()
    expect(dialog.getByText('everything from the beginning until now')).toBeInTheDocument()
    expect(dialog.getByText(/Nov 22, 2026, 11:00.AM \(Europe\/Oslo\)/)).toBeInTheDocument()
  })

  test('gives the same rows as CSV', async () => {
    open()
    const link = (await gender()).getByRole('link', { name: 'Download as CSV' })
    const address = new URL(link.getAttribute('href')!, 'http://localhost')
    expect(address.pathname).toBe('/api/dashboards/course-overview/charts/gender.csv')
    expect(Object.fromEntries(address.searchParams)).toEqual({ tz: 'Europe/Oslo', course: biology.courseKey })
  })

  test('can be enlarged', async () => {
    const { user } = open()
    await user.click((await gender()).getByRole('button', { name: 'Enlarge' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Which genders are in the class?' }))
    expect(await dialog.findByText('drawn')).toBeInTheDocument()
  })

  test('of nothing says why and what to do', async () => {
    answersCharts({ rows: [] }, 'gender')
    open()
    expect(await (await gender()).findByText('Nobody yet: come back after the first lesson.')).toBeInTheDocument()
  })

  test('about one of several things says so when there is none of them', async () => {
    answersCharts({ rows: [] }, 'videos')
    open(biology.courseKey, '/activity')
    expect(await screen.findByText('Nobody has watched this video yet.')).toBeInTheDocument()
    expect(asked.some((each) => each.startsWith('video-xray'))).toBe(false)
  })

  test('of too small a group protects the people in it', async () => {
    answersCharts({ rows: [], tooSmall: { minimum: 10 } }, 'gender')
    open()
    expect(await (await gender()).findByText(/from 10 people on/)).toBeInTheDocument()
  })

  test('that fails leaves the others alone, gives advice and tries again', async () => {
    service.use(
      http.get(
        '*/charts/gender',
        () =>
          HttpResponse.json(
            { error: { code: 'too_expensive', message: 'Too much.', advice: 'Choose less.', requestId: 'r-7' } },
            { status: 422 },
          ),
        { once: true },
      ),
    )
    const { user } = open()
    const card = await gender()
    expect(await card.findByText('Choose less.')).toBeInTheDocument()
    expect(await screen.findByText('25% of 120 learners')).toBeInTheDocument()
    await user.click(card.getByRole('button', { name: 'Try again' }))
    expect(await card.findByText(/^Learners: highest 70/)).toBeInTheDocument()
  })
})
