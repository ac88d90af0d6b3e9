import type { CourseRun } from '../course-structure.ts'
import type { Habits } from '../habits.ts'
import type { Person } from '../people.ts'
import type { Random } from '../random.ts'
import type { SessionLog } from '../session-log.ts'
import type { CourseProgress } from './progress.ts'

/** One learner at work in one course, for half an hour or so. */
export interface Sitting {
  readonly learner: Person
  readonly habits: Habits
  readonly course: CourseRun
  readonly progress: CourseProgress
  readonly log: SessionLog
  readonly random: Random
  /** On the mobile app, which reports videos in its own way. */
  readonly mobile: boolean
}
