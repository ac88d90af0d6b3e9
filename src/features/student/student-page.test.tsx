import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { renderScreen } from '../../data/testing/render.tsx'
import { answers, refuses } from '../../data/testing/service.ts'
import { aSession } from '../../data/testing/site.ts'
import { StudentPage } from './student-page.tsx'
import { aCourseRow, biology, learnerHas, nothingKnown } from './testing/learner.ts'

const card = (name: string) => screen.findByRole('region', { name })

describe('the learner’s page', () => {
  it('greets by first name and says where the learner is', async () => {
    learnerHas({ 'my-courses': [aCourseRow()] })
    renderScreen(<StudentPage />)
    expect(await screen.findByRole('heading', { level: 1, name: 'Hello, Amara' })).toBeVisible()
    // 4,800 seconds in the last 7 days
    expect(await screen.findByText(/taking 1 course.*1 h 20 min learning/)).toBeVisible()
  })

  it('greets by username who has no name', async () => {
    learnerHas({ 'my-courses': [] })
    answers('session', aSession({ user: { id: 7, username: 'amara', name: ' ' } }))
    renderScreen(<StudentPage />)
    expect(await screen.findByRole('heading', { name: 'Hello, amara' })).toBeVisible()
  })

  it('shows what is done against the course’s time, and the grade against the pass mark', async () => {
    learnerHas({ 'my-courses': [aCourseRow()] })
    renderScreen(<StudentPage />)
    const course = await card('Introduction to Biology')
    const done = within(course).getByRole('meter', { name: 'Done' })
    expect(done).toHaveAttribute('aria-valuetext', '34 of 96')
    expect(done).toHaveAccessibleDescription('today')
    const grade = within(course).getByRole('meter', { name: 'Grade so far' })
    expect(grade).toHaveAttribute('aria-valuetext', '42%')
    expect(grade).toHaveAccessibleDescription('60% to pass')
    expect(within(course).getByRole('link', { name: /Look closer/ })).toHaveAttribute(
      'href',
      `/student/${encodeURIComponent(biology)}`,
    )
  })

  it('suggests one next step, as a link into the course', async () => {
    learnerHas({ 'my-courses': [aCourseRow()] })
    renderScreen(<StudentPage />)
    const next = await card('Your next step')
    expect(within(next).getByText('How cells make proteins')).toBeVisible()
    expect(await within(next).findByRole('link', { name: 'Carry on' })).toHaveAttribute(
      'href',
      `https://lms.example.com/courses/${biology}/jump_to/block-v1:Riverside+BIO101+2026_Autumn+type@html+block@u12`,
    )
  })

  it('with events alone says what is known, and still leads on', async () => {
    const row = aCourseRow({ ...nothingKnown, enrollment_status: 'registered', blocks_completed: 7 })
    learnerHas({ 'my-courses': [row] })
    renderScreen(<StudentPage />)
    const course = await card(biology)
    expect(within(course).getByText('7 steps done')).toBeVisible()
    expect(within(course).getByText('No grade yet')).toBeVisible()
    expect(within(course).queryByRole('meter')).toBeNull()
    const next = await card('Your next step')
    expect(await within(next).findByRole('link', { name: 'Carry on' })).toHaveAttribute(
      'href',
      `https://lms.example.com/courses/${biology}/course/`,
    )
  })

  it('says when nothing is waiting', async () => {
    learnerHas({ 'my-courses': [aCourseRow({ blocks_completed: 96, next_block_key: null })] })
    renderScreen(<StudentPage />)
    expect(within(await card('Your next step')).getByText('Nothing is waiting for you')).toBeVisible()
    expect(screen.getByText('You have done all of it. Well done!')).toBeVisible()
  })

  it('keeps courses that were left apart', async () => {
    learnerHas({
      'my-courses': [
        aCourseRow(),
        aCourseRow({ course_key: 'Old/Course/2014', name: 'An old course', enrollment_status: 'unregistered' }),
      ],
    })
    renderScreen(<StudentPage />)
    expect(await screen.findByRole('heading', { name: 'Earlier courses' })).toBeVisible()
    expect(screen.getByText(/taking 1 course\b/)).toBeVisible()
    expect(within(await card('An old course')).getByRole('link')).toHaveAttribute(
      'href',
      '/student/Old%2FCourse%2F2014',
    )
  })

  it('welcomes who has no course yet', async () => {
    learnerHas({})
    renderScreen(<StudentPage />)
    expect(await screen.findByText('Your courses will appear here')).toBeVisible()
  })

  it('says what is wrong when the service has no answer, and tries again', async () => {
    learnerHas({ 'my-courses': [aCourseRow()] })
    refuses('dashboards/student/charts/my-courses', 422, { message: 'Too much.', advice: 'Wait a little.' })
    const { user } = renderScreen(<StudentPage />)
    const alert = await screen.findByRole('alert')
    expect(within(alert).getByText('Too much.')).toBeVisible()
    expect(within(alert).getByText('Wait a little.')).toBeVisible()
    learnerHas({ 'my-courses': [aCourseRow()] })
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await card('Introduction to Biology')).toBeVisible()
  })

  it('speaks Spanish', async () => {
    learnerHas({ 'my-courses': [aCourseRow()] })
    renderScreen(<StudentPage />, { locale: 'es' })
    expect(await screen.findByRole('heading', { name: 'Hola, Amara' })).toBeVisible()
    expect(await screen.findByRole('link', { name: 'Continuar' })).toBeVisible()
  })
})

describe('the weeks', () => {
  it('are a sentence and a strip', async () => {
    const monday = new Date()
    monday.setUTCDate(monday.getUTCDate() - ((monday.getUTCDay() + 6) % 7))
    const week = monday.toISOString().slice(0, 10)
    learnerHas({ 'my-courses': [aCourseRow()], 'my-weeks': [{ week, active_seconds: 3_600, actions: 12 }] })
    renderScreen(<StudentPage />)
    expect(await screen.findByText(/learned in 1 of the last 4 weeks, 1 h in all/)).toBeVisible()
    expect(within(screen.getByRole('list', { name: 'Active time per week' })).getAllByRole('listitem')).toHaveLength(12)
  })

  it('of somebody long away are welcomed back', async () => {
    learnerHas({
      'my-courses': [aCourseRow()],
      'my-weeks': [{ week: '2014-05-05', active_seconds: 600, actions: 3 }],
    })
    renderScreen(<StudentPage />)
    expect(await screen.findByText(/up to the one of May 5, 2014.*Good to see you back/)).toBeVisible()
  })
})
