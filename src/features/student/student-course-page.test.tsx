import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { anAnswer } from '../../data/testing/chart-answer.ts'
import { renderScreen } from '../../data/testing/render.tsx'
import { answers } from '../../data/testing/service.ts'
import { StudentCoursePage } from './student-course-page.tsx'
import { aCourseRow, biology, learnerHas } from './testing/learner.ts'

const show = (courseKey = biology) =>
  renderScreen(<StudentCoursePage />, { at: `/student/${encodeURIComponent(courseKey)}`, path: '/student/:courseKey' })
const card = (name: string) => screen.findByRole('region', { name })
const block = 'block-v1:Riverside+BIO101+2026_Autumn+type@problem+block@a81f'

describe('the page of one course', () => {
  it('shows how far the learner is in each section', async () => {
    learnerHas({
      'my-courses': [aCourseRow()],
      'my-sections': [
        { section: 1, name: 'What is life?', completed: 12, total: 12 },
        { section: 2, name: 'Water', completed: 3, total: 10 },
      ],
    })
    show()
    expect(await screen.findByRole('heading', { level: 1, name: 'Introduction to Biology' })).toBeVisible()
    const water = await within(await card('Section by section')).findByRole('meter', { name: 'Water' })
    expect(water).toHaveAttribute('aria-valuetext', '3 of 10')
  })

  it('leads back to problems that were tried and are open, not to those that were solved', async () => {
    learnerHas({
      'my-courses': [aCourseRow()],
      'my-problems': [
        { block_key: block, name: 'Osmosis', attempts: 3, solved: false, best_score: 0.5, last_tried: null },
        { block_key: `${block}2`, name: 'Solved', attempts: 1, solved: true, best_score: 1, last_tried: null },
      ],
    })
    show()
    const problems = await card('Problems worth another look')
    expect(await within(problems).findByRole('link', { name: 'Osmosis' })).toHaveAttribute(
      'href',
      `https://lms.example.com/courses/${biology}/jump_to/${block}`,
    )
    expect(within(problems).getByText('Tried 3 times, best so far 50%')).toBeVisible()
    expect(within(problems).queryByText('Solved')).toBeNull()
  })

  it('leads back to videos that were not finished', async () => {
    learnerHas({
      'my-courses': [aCourseRow()],
      'my-videos': [
        { block_key: block, name: 'Ribosomes', duration: 754, covered_share: 0.42, last_played: null },
        { block_key: `${block}2`, name: 'Seen', duration: 100, covered_share: 0.96, last_played: null },
        { block_key: `${block}3`, name: `${block}3`, duration: null, covered_share: null, last_played: null },
      ],
    })
    show()
    const videos = await card('Videos to finish')
    // 754 seconds are 12 minutes and 34 seconds
    expect(await within(videos).findByText('42% of 12:34 watched')).toBeVisible()
    expect(within(videos).queryByText('Seen')).toBeNull()
    expect(within(videos).getByText('Begun')).toBeVisible()
    expect(within(videos).getByText(`${block}3`)).toBeVisible()
  })

  it('shortens long lists and says so', async () => {
    const tried = Array.from({ length: 9 }, (_, index) => ({
      block_key: `${block}${index}`,
      name: `Problem ${index}`,
      attempts: 1,
      solved: false,
      best_score: null,
      last_tried: null,
    }))
    learnerHas({ 'my-courses': [aCourseRow()], 'my-problems': tried })
    show()
    const problems = await card('Problems worth another look')
    expect(await within(problems).findAllByRole('link')).toHaveLength(6)
    expect(within(problems).getByText('and 3 more')).toBeVisible()
  })

  it('compares with the class only when the learner asks for it', async () => {
    learnerHas({
      'my-courses': [aCourseRow()],
      'my-peers': [{ learners: 412, median_grade: 0.55, median_blocks_completed: 40.5, median_weekly_seconds: 3_900 }],
    })
    const { user } = show()
    const opener = await screen.findByText('Compare with the class')
    expect(screen.queryByText(/412 learners/)).toBeNull()
    await user.click(opener)
    expect(await screen.findByText(/middle of 412 learners/)).toBeVisible()
    const row = screen.getByRole('row', { name: /Grade so far/ })
    expect(
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    ).toEqual(['42%', '55%'])
  })

  it('does not compare with a class that is too small', async () => {
    learnerHas({ 'my-courses': [aCourseRow()] })
    answers('dashboards/student/charts/my-peers', anAnswer([], { tooSmall: { minimum: 10 } }))
    const { user } = show()
    await user.click(await screen.findByText('Compare with the class'))
    expect(await screen.findByText('The group is too small to show')).toBeVisible()
  })

  it('of somebody else’s course says so', async () => {
    learnerHas({ 'my-courses': [aCourseRow()] })
    show('course-v1:Other+X+Y')
    expect(await screen.findByRole('heading', { name: 'This is not one of your courses' })).toBeVisible()
    expect(screen.getByRole('link', { name: 'All my courses' })).toHaveAttribute('href', '/student')
  })
})
