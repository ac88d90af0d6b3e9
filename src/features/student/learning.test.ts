import { describe, expect, it } from 'vitest'
import { anAnswer } from '../../data/testing/chart-answer.ts'
import { chooseNext, hasEnded, isDone, isPassing, type LearningCourse, readCourses } from './learning.ts'
import { aCourseRow, nothingKnown } from './testing/learner.ts'

const course = (differences: Parameters<typeof aCourseRow>[0] = {}): LearningCourse => {
  const [read] = readCourses(anAnswer([aCourseRow(differences)]))
  if (!read) throw new Error('one row is one course')
  return read
}

describe('a course', () => {
  it('is read as it was sent', () => {
    expect(course()).toMatchObject({
      name: 'Introduction to Biology',
      isEnrolled: true,
      completed: 34,
      total: 96,
      elapsed: 0.5,
      grade: 0.42,
      next: { name: 'How cells make proteins', section: 'The cell at work' },
    })
  })

  it('of which nothing is known has nulls, not zeros', () => {
    expect(course(nothingKnown)).toMatchObject({
      isEnrolled: false,
      completed: 0,
      total: null,
      elapsed: null,
      grade: null,
      passMark: null,
      passed: false,
      next: null,
    })
  })

  it('is passed by the LMS’s word, or by a grade that reaches the mark', () => {
    expect(isPassing(course({ grade: 0.6 }))).toBe(true)
    expect(isPassing(course({ grade: 0.59 }))).toBe(false)
    expect(isPassing(course({ grade: 0.59, passed: true }))).toBe(true)
    expect(isPassing(course(nothingKnown))).toBe(false)
  })

  it('is done when everything in it is, and ends with its time', () => {
    expect(isDone(course({ blocks_completed: 96 }))).toBe(true)
    expect(isDone(course(nothingKnown))).toBe(false)
    expect(hasEnded(course({ elapsed_share: 1 }))).toBe(true)
    expect(hasEnded(course(nothingKnown))).toBe(false)
  })
})

describe('the course to go on with', () => {
  const at = (day: number, differences: Parameters<typeof aCourseRow>[0] = {}) =>
    course({ last_activity: `2026-05-0${day}T08:00:00Z`, course_key: `course-${day}`, ...differences })

  it('is the one last worked in', () => {
    expect(chooseNext([at(1), at(3), at(2)])?.courseKey).toBe('course-3')
  })

  it('is not one that is over, done or left', () => {
    const over = at(9, { elapsed_share: 1 })
    const done = at(8, { blocks_completed: 96 })
    const left = at(7, { enrollment_status: 'unregistered' })
    expect(chooseNext([over, done, left, at(1)])?.courseKey).toBe('course-1')
    expect(chooseNext([over, done, left])).toBeNull()
  })

  it('rather has a known next step', () => {
    const unknown = at(3, { next_block_key: null })
    expect(chooseNext([unknown, at(1)])?.courseKey).toBe('course-1')
    expect(chooseNext([unknown])?.courseKey).toBe('course-3')
  })
})
