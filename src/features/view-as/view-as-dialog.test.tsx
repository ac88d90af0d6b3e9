import { screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { describe, expect, it, vi } from 'vitest'
import type { FoundLearners, ViewKind } from '../../../server/contract/view.ts'
import { renderScreen } from '../../data/testing/render.tsx'
import { answers, service } from '../../data/testing/service.ts'
import { ViewAsDialog } from './view-as-dialog.tsx'

const biology = 'course-v1:Riverside+BIO101+2026'
const statistics = 'course-v1:Riverside+STAT2+2026'
const course = (courseKey: string, name: string) => ({
  ...{ courseKey, name, org: 'Riverside', run: '2026', enrolled: 2, activeLast7Days: 1 },
  ...{ lastActivity: null, start: null, end: null },
})
const both = [course(biology, 'Biology'), course(statistics, 'Statistics')]
const ada = { username: 'ada', name: 'Ada Lovelace' }
const bo = { username: 'bo', name: null }

/** Opens the dialog; `asked` collects what is searched for, `begun` what is begun. */
function open({
  kinds = ['learner', 'one-learner'] as readonly ViewKind[],
  at = biology as string | null,
  courses = both,
  found = (text: string): FoundLearners => ({
    ...{ byName: true, more: false },
    learners: [ada, bo].filter(({ username }) => username.includes(text)),
  }),
  locale = 'en' as 'en' | 'es',
} = {}) {
  const asked: unknown[] = []
  const begun: unknown[] = []
  answers('courses', { courses, asOf: null })
  service.use(
    http.post('*/api/view/learners', async ({ request }) => {
      const body = (await request.json()) as { course: string; text: string }
      asked.push(body)
      return HttpResponse.json(found(body.text))
    }),
    http.post('*/api/view', async ({ request }) => {
      begun.push(await request.json())
      return HttpResponse.json({
        as: 'admin',
        name: null,
        course: null,
        until: '2026-05-04T13:00:00Z',
        onlooker: 'Noor',
      })
    }),
  )
  const [onBegun, onClose] = [vi.fn(), vi.fn()]
  const rendered = renderScreen(<ViewAsDialog kinds={kinds} course={at} onBegun={onBegun} onClose={onClose} />, {
    locale,
  })
  return { ...rendered, asked, begun, onBegun, onClose }
}

const view = () => screen.getByRole('button', { name: 'View' })

describe('as one learner', () => {
  it('finds learners of the course by name, and begins as the one who is chosen', async () => {
    const { user, asked, begun, onBegun } = open()
    expect(await screen.findByRole('radio', { name: 'Ada Lovelace' })).not.toBeChecked()
    await user.type(screen.getByRole('searchbox', { name: 'Find by name or username' }), 'ad')
    await waitFor(() => expect(screen.queryByRole('radio', { name: 'bo' })).toBeNull())
    // Not letter by letter.
    expect(asked).toEqual([
      { course: biology, text: '' },
      { course: biology, text: 'ad' },
    ])
    await user.click(screen.getByRole('radio', { name: 'Ada Lovelace' }))
    await user.click(view())
    await waitFor(() => expect(onBegun).toHaveBeenCalledOnce())
    expect(begun).toEqual([{ as: 'one-learner', course: biology, username: 'ada' }])
  })

  it('asks for the whole username where the site shows no names, and says why', async () => {
    const { user } = open({
      found: (text) => ({ byName: false, more: false, learners: text === 'bo' ? [bo] : [] }),
    })
    expect(await screen.findByText(/shows you no names/)).toBeVisible()
    expect(screen.queryByText(/Nobody of that name/)).toBeNull()
    const search = screen.getByRole('searchbox', { name: 'Whole username' })
    await user.type(search, 'b')
    expect(await screen.findByText(/Nobody of that name/)).toBeVisible()
    await user.type(search, 'o')
    expect(await screen.findByRole('radio', { name: 'bo' })).toBeVisible()
  })

  it('says that there are more than are shown', async () => {
    open({ found: () => ({ byName: true, more: true, learners: [ada] }) })
    expect(await screen.findByText('There are more. Type more of the name.')).toBeVisible()
  })

  it('says what is missing, and begins nothing', async () => {
    const { user, begun } = open({ at: null })
    await user.click(view())
    expect(await screen.findByText('Choose the course.')).toBeVisible()
    await user.click(screen.getByRole('button', { name: /Course/ }))
    await user.click(screen.getByRole('option', { name: 'Statistics · 2026' }))
    await screen.findByRole('radio', { name: 'Ada Lovelace' })
    await user.click(view())
    expect(await screen.findByText('Choose a learner.')).toBeVisible()
    expect(begun).toEqual([])
  })

  it('forgets the learner when another course is chosen', async () => {
    const { user, begun } = open()
    await user.click(await screen.findByRole('radio', { name: 'Ada Lovelace' }))
    await user.click(screen.getByRole('button', { name: /Course/ }))
    await user.click(screen.getByRole('option', { name: 'Statistics · 2026' }))
    expect(await screen.findByRole('radio', { name: 'Ada Lovelace' })).not.toBeChecked()
    await user.click(view())
    expect(begun).toEqual([])
  })
})

describe('in a role', () => {
  const all: readonly ViewKind[] = ['admin', 'staff', 'learner', 'one-learner', 'person']

  it('offers what is open to somebody and nothing else', async () => {
    open()
    const kinds = within(await screen.findByRole('group', { name: 'As whom?' })).getAllByRole('radio')
    expect(kinds.map((kind) => kind.getAttribute('value'))).toEqual(['one-learner', 'learner'])
  })

  it.each([
    ['A learner of a course', { as: 'learner', course: biology }],
    ['Staff of a course', { as: 'staff', course: biology }],
    ['An administrator', { as: 'admin' }],
  ])('%s begins with one press', async (name, wanted) => {
    const { user, begun } = open({ kinds: all })
    await user.click(await screen.findByRole('radio', { name }))
    await user.click(view())
    await waitFor(() => expect(begun).toEqual([wanted]))
  })

  it('somebody of the LMS is named by the username', async () => {
    const { user, begun } = open({ kinds: all })
    await user.click(await screen.findByRole('radio', { name: 'Somebody in the LMS' }))
    await user.click(view())
    expect(await screen.findByText('Type the username.')).toBeVisible()
    expect(screen.getByRole('textbox', { name: 'Username' })).toHaveFocus()
    await user.type(screen.getByRole('textbox', { name: 'Username' }), ' ada ')
    await user.click(view())
    await waitFor(() => expect(begun).toEqual([{ as: 'person', username: 'ada' }]))
  })

  it('somebody with one course need not choose it', async () => {
    const { user, begun } = open({ at: null, courses: [both[0]!] })
    await user.click(await screen.findByRole('radio', { name: 'A learner of a course' }))
    await waitFor(() => expect(screen.getByRole('button', { name: /Biology · 2026/ })).toBeVisible())
    await user.click(view())
    await waitFor(() => expect(begun).toEqual([{ as: 'learner', course: biology }]))
  })
})

it('a refusal is said in words, and the dialog stays', async () => {
  const { user, onBegun } = open()
  service.use(
    http.post('*/api/view', () =>
      HttpResponse.json(
        {
          error: { code: 'forbidden', message: 'This course is none of yours.', advice: 'Choose one.', requestId: 'r' },
        },
        { status: 403 },
      ),
    ),
  )
  await user.click(await screen.findByRole('radio', { name: 'A learner of a course' }))
  await user.click(view())
  expect(await screen.findByText('This course is none of yours.')).toBeVisible()
  expect(onBegun).not.toHaveBeenCalled()
})

it('speaks Spanish, and closes with Escape', async () => {
  const { user, onClose } = open({ locale: 'es' })
  expect(await screen.findByRole('dialog', { name: 'Ver como…' })).toBeVisible()
  await user.keyboard('{Escape}')
  expect(onClose).toHaveBeenCalled()
})
