import { screen, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { beforeEach, expect, test, vi } from 'vitest'
import type { EmbedWanted } from '../../../server/contract/embed.ts'
import { renderScreen } from '../../data/testing/render.tsx'
import { answers, service } from '../../data/testing/service.ts'
import { aSession } from '../../data/testing/site.ts'
import { EmbedPage } from './embed-page.tsx'
import { EmbedsPage } from './embeds-page.tsx'
import type { Frame, FrameOptions } from './frames/frame.ts'
import { noChoices } from './frames/frame.ts'

// What the pages ask of the service, and tell the frames. The frames themselves are met in the browser.
const mounted = vi.hoisted(() => [] as FrameOptions[])
vi.mock('./frames/mount-frame.ts', () => ({
  async mountFrame(_place: HTMLElement, options: FrameOptions): Promise<Frame> {
    mounted.push(options)
    options.tell({ kind: 'shown' })
    return { choices: () => noChoices, endsAt: () => null, isToBeReplaced: false, remove: () => undefined }
  },
}))

const biology = 'course-v1:Riverside+BIO101+2026'
const chemistry = 'course-v1:Riverside+CHE101+2026'
const video = 'block-v1:Riverside+BIO101+2026+type@video+block@cells'
const address = (path: string, about: Record<string, string>) => `${path}?${new URLSearchParams(about)}`
let asked: EmbedWanted[]

beforeEach(() => {
  asked = []
  mounted.splice(0)
  const embed = (id: string, area: 'courses' | 'student', provider: 'quicksight' | 'superset' | 'hosted') => ({
    ...{ id, area, provider, title: `The ${id}`, obstacle: null },
  })
  answers('embeds', {
    embeds: [
      embed('time', 'courses', 'quicksight'),
      embed('board', 'courses', 'superset'),
      embed('hosted:activity', 'courses', 'hosted'),
      embed('time', 'student', 'quicksight'),
    ],
    studio: false,
    hostedProblem: null,
  })
  answers('session', aSession({ areas: { student: true, courses: true, admin: false, dashboards: true } }))
  const course = (courseKey: string, name: string) => ({
    ...{ courseKey, name, org: 'Riverside', run: '2026', enrolled: 1, activeLast7Days: 1, lastActivity: null },
    ...{ start: null, end: null },
  })
  answers('courses', { courses: [course(biology, 'Biology'), course(chemistry, 'Chemistry')], asOf: null })
  service.use(
    http.post('*/api/embeds', async ({ request }) => {
      asked.push((await request.json()) as EmbedWanted)
      return HttpResponse.json({ provider: 'quicksight', url: 'https://quicksight.test/e?c', sessionMinutes: 60 })
    }),
  )
})

const list = (about: Record<string, string> = {}) =>
  renderScreen(<EmbedsPage />, { at: address('/dashboards', about), path: '/dashboards' })
const open = (place: string, about: Record<string, string> = {}) =>
  renderScreen(<EmbedPage />, { at: address(`/dashboards/${place}`, about), path: '/dashboards/:area/:id' })
const hrefs = () =>
  screen
    .getAllByRole('link', { name: /^The / })
    .map((link) => decodeURIComponent(link.getAttribute('href') ?? '').replaceAll('+', ' '))
const spaced = (key: string) => key.replaceAll('+', ' ')

test('a course that is chosen over the list goes along to every dashboard about courses, and is in the address', async () => {
  const { user, router } = list()
  await user.click(await screen.findByRole('button', { name: /All my courses/ }))
  await user.click(await screen.findByRole('option', { name: 'Chemistry · 2026' }))
  expect(new URLSearchParams(router.state.location.search).get('course')).toBe(chemistry)
  expect(hrefs()).toEqual([
    `/dashboards/courses/time?course=${spaced(chemistry)}`,
    `/dashboards/courses/board?course=${spaced(chemistry)}`,
    `/dashboards/courses/hosted:activity?course=${spaced(chemistry)}`,
    '/dashboards/student/time',
  ])
})

test('a dashboard is opened for the course and the block in the address, and has them chosen in it', async () => {
  open('courses/time', { course: biology, block: video })
  await screen.findByText('The time is open.')
  expect(asked).toEqual([{ id: 'time', area: 'courses', course: biology, block: video }])
  expect(mounted[0]?.choices.parameters).toEqual([
    { name: 'course', values: [biology] },
    { name: 'block', values: [video] },
  ])
})

test('from a block there is a way to the whole course, to our page about it, and to the others about the same', async () => {
  const { user, router } = open('courses/board', { course: biology, block: video })
  const others = await screen.findByRole('navigation', { name: 'Dashboards' })
  expect(
    within(others)
      .getAllByRole('link')
      .filter((link) => link.getAttribute('href')?.includes('block=')),
  ).toHaveLength(3)
  expect(screen.getByRole('link', { name: 'This course in Panorama' })).toHaveAttribute(
    'href',
    `/courses/${encodeURIComponent(biology)}`,
  )
  expect(screen.getByRole('link', { name: 'All dashboards' }).getAttribute('href')).not.toContain('block')
  await user.click(screen.getByRole('button', { name: 'Show the whole course' }))
  expect(Object.fromEntries(new URLSearchParams(router.state.location.search))).toEqual({ course: biology })
  await screen.findByText('The board is open.')
  expect(asked.at(-1)).toEqual({ id: 'board', area: 'courses', course: biology })
})

test('another course leaves the block behind', async () => {
  const { user } = open('courses/time', { course: biology, block: video })
  await screen.findByText('The time is open.')
  await user.click(await screen.findByRole('button', { name: /Biology/ }))
  await user.click(await screen.findByRole('option', { name: 'Chemistry · 2026' }))
  await vi.waitFor(() => expect(asked.at(-1)).toEqual({ id: 'time', area: 'courses', course: chemistry }))
})

test('a block without its course is no block', async () => {
  open('courses/time', { block: video })
  await screen.findByText('The time is open.')
  expect(asked).toEqual([{ id: 'time', area: 'courses' }])
})

test('a hosted dashboard has the course chosen where it can, and promises nothing', async () => {
  open('courses/hosted:activity', { course: biology })
  await screen.findByText('The hosted:activity is open.')
  expect(screen.queryByRole('button', { name: /Biology/ })).toBeNull()
  expect(mounted[0]?.choices.parameters).toEqual([{ name: 'course', values: [biology] }])
})
