import type { CourseRun, Problem, Subsection } from '../course-structure.ts'

/** What the LMS has noted of a learner in a course. */
export interface CourseProgress {
  /** By usage key: submissions so far, and points of the last one. */
  readonly answers: Map<string, { attempts: number; points: number }>
  /** When a subsection was first attempted, microseconds since 1970. */
  readonly attemptedAt: Map<string, number>
  /** Blocks that are done. */
  readonly completed: Set<string>
  hasPassed: boolean
}

export function noProgress(): CourseProgress {
  return { answers: new Map(), attemptedAt: new Map(), completed: new Set(), hasPassed: false }
}

/** Points earned in a subsection: of each problem, those of its last submission. */
export function pointsEarned(progress: CourseProgress, subsection: Subsection): number {
  let points = 0
  for (const { blocks } of subsection.units) {
    for (const block of blocks) points += progress.answers.get(block.usageKey)?.points ?? 0
  }
  return points
}

/**
 * The course grade as the LMS computes it: the weighted mean of all graded subsections, those not attempted counting
 * as nothing, rounded to hundredths, 0..1.
 */
export function courseGrade(progress: CourseProgress, course: CourseRun): number {
  let grade = 0
  for (const subsection of course.gradedSubsections) {
    grade += (subsection.weight * pointsEarned(progress, subsection)) / subsection.points
  }
  return Math.round(grade * 100) / 100
}

/** Whether another submission of the problem is allowed and makes sense. */
export function isOpenTo(progress: CourseProgress, problem: Problem): boolean {
  const answer = progress.answers.get(problem.usageKey)
  if (!answer) return true
  return answer.points < problem.parts.length && (problem.maxAttempts === null || answer.attempts < problem.maxAttempts)
}
