import { configure, screen, within } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import { renderScreen } from '../../data/testing/render.tsx'
import { answers, refuses } from '../../data/testing/service.ts'
import { CoursesPage } from './courses-page.tsx'
import { course } from './testing/course.ts'

// Whole pages, on machines that may be busy.
vi.setConfig({ testTimeout: 30_000 })
configure({ asyncUtilTimeout: 10_000 })

const now = new Date().toISOString()
const threeDaysAgo = new Date(Date.now() - 3 * 86_400_000).toISOString()
const biology = course({ enrolled: 1_200, activeLast7Days: 45, lastActivity: threeDaysAgo })
const nameless = course({
  courseKey: 'Old/Course/Run',
  name: 'Old/Course/Run',
  org: 'Old',
  run: 'Run',
  lastActivity: now,
})

const shown = () =>
  within(screen.getByRole('list'))
    .getAllByRole('link')
    .map(({ textContent }) => textContent)

describe('the list of course runs', () => {
  test('shows each with its figures, the latest active first, and leads to its dashboard', async () => {
    answers('courses', { courses: [biology, nameless], asOf: now })
    renderScreen(<CoursesPage />)
    expect(await screen.findByText('1 of 2 course runs had active learners in the last 7 days.')).toBeInTheDocument()
    expect(shown()).toEqual(['Old/Course/Run', 'Introduction to Biology'])
    expect(screen.getByRole('link', { name: 'Introduction to Biology' })).toHaveAttribute(
      'href',
      '/courses/course-v1%3ARiverside%2BBIO101%2B2026',
    )
    const item = within(screen.getAllByRole('listitem')[1]!)
    expect(item.getByText('1,200')).toBeInTheDocument()
    expect(item.getByText('3 days ago')).toBeInTheDocument()
  })

  test('is searched and sorted, and keeps both in the address', async () => {
    answers('courses', { courses: [biology, nameless], asOf: now })
    const { user, router } = renderScreen(<CoursesPage />, { at: '/courses?sort=enrolled' })
    await screen.findByRole('list')
    expect(shown()).toEqual(['Introduction to Biology', 'Old/Course/Run'])
    await user.type(screen.getByRole('searchbox', { name: 'Find a course' }), 'old')
    expect(shown()).toEqual(['Old/Course/Run'])
    expect(router.state.location.search).toBe('?sort=enrolled&q=old')
    await user.type(screen.getByRole('searchbox'), 'er than that')
    expect(screen.getByText('No course run matches “older than that”')).toBeInTheDocument()
  })

  test('says in words when the data is older than a day', async () => {
    answers('courses', { courses: [biology], asOf: threeDaysAgo })
    renderScreen(<CoursesPage />)
    expect(await screen.findByText('The newest data is from 3 days ago')).toBeInTheDocument()
  })

  test('says why it is empty and what to do', async () => {
    answers('courses', { courses: [], asOf: null })
    renderScreen(<CoursesPage />)
    expect(await screen.findByText('No course runs yet')).toBeInTheDocument()
    expect(screen.getByText('No data yet')).toBeInTheDocument()
  })

  test('says what failed and tries again', async () => {
    refuses('courses', 503, { message: 'The warehouse does not answer.' })
    const { user } = renderScreen(<CoursesPage />)
    expect(await screen.findByText('The warehouse does not answer.')).toBeInTheDocument()
    answers('courses', { courses: [biology], asOf: now })
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('link', { name: 'Introduction to Biology' })).toBeInTheDocument()
  })
})
