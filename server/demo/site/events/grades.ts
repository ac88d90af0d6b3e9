import type { Subsection } from '../course-structure.ts'
import { courseGrade, pointsEarned } from './progress.ts'
import type { Sitting } from './sitting.ts'

const courseVersion = '66f0a1b2c3d4e5f60718293a'

/** After a graded submission, workers compute the subsection's grade, then the course's, then whether it passed. */
export function reportGrades({ log, learner, course, progress, random }: Sitting, subsection: Subsection): void {
  const lag = random.between(0.6, 1.4)
  const first = progress.attemptedAt.get(subsection.usageKey) ?? log.now
  progress.attemptedAt.set(subsection.usageKey, first)
  const who = `"user_id": "${learner.userId}", "course_id": "${course.courseKey}"`
  const cause = `"event_transaction_id": "${random.hex(32)}", "event_transaction_type": "edx.grades.problem.submitted"`

  const earned = pointsEarned(progress, subsection)
  log.worker(
    'edx.grades.subsection.grade_calculated',
    `{${who}, "block_id": "${subsection.usageKey}", "course_version": "${courseVersion}", "weighted_total_earned": ${earned}, "weighted_total_possible": ${subsection.points}, "weighted_graded_earned": ${earned}, "weighted_graded_possible": ${subsection.points}, "first_attempted": "${new Date(first / 1000).toISOString()}", "visible_blocks_hash": "3QfX0gd0m1s=", ${cause}}`,
    lag,
  )

  const grade = courseGrade(progress, course)
  const passes = grade >= course.passMark
  log.worker(
    'edx.grades.course.grade_calculated',
    `{${who}, "percent_grade": ${grade}, "letter_grade": "${passes ? 'Pass' : ''}", "course_version": "${courseVersion}", "grading_policy_hash": "Wb0rFUm9B2g=", ${cause}}`,
    lag + random.between(0.2, 0.8),
  )

  if (passes && !progress.hasPassed) {
    progress.hasPassed = true
    log.worker('edx.course.grade.passed.first_time', `{${who}, ${cause}}`, lag + 1)
  }
}
