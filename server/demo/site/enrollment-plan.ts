import { demoStories, firstDemoUserId } from '../cast.ts'
import type { CourseRun } from './course-structure.ts'
import { type Habits, habitsOf } from './habits.ts'
import type { Learner } from './people.ts'
import { type Random, randomOf } from './random.ts'
import { day } from './time.ts'

/** What becomes of one learner in one course run, decided before the first click. Times are milliseconds since 1970. */
export interface EnrollmentPlan {
  /** The LMS's row id; one row per learner and course run. */
  readonly id: number
  readonly course: CourseRun
  /** In order of time, beginning with `activated`, none after now. */
  readonly changes: readonly EnrollmentChange[]
  /** 0..1: how often they sit down. */
  readonly zeal: number
  /** Parts of the course's path (0..1) after which they stop: at first, and after coming back once (null: never back). */
  readonly stops: { readonly at: number; readonly backAfter: number | null; readonly secondAt: number }
  /** Part of what is open that they keep up with; 1 for those who work up to the newest section. */
  readonly keepsUp: number
}

export interface EnrollmentChange {
  readonly at: number
  readonly change: 'activated' | 'deactivated' | 'mode_changed'
  readonly mode: 'audit' | 'verified'
}

/** The enrollments of a learner that exist by `now`. */
export function plansOf(
  seed: string,
  learner: Learner,
  runs: ReadonlyMap<string, CourseRun>,
  now: number,
): EnrollmentPlan[] {
  const habits = habitsOf(seed, learner)
  return learner.courses.flatMap(({ courseKey }, place) => {
    const course = runs.get(courseKey)
    if (!course) return []
    const random = randomOf(seed, 'enrollment', learner.userId, courseKey)
    const id = (learner.userId - firstDemoUserId) * mostCourses + place + 1
    const plan = planOf(id, learner, course, habits, random, now)
    return plan.changes.length > 0 ? [plan] : []
  })
}

/** Nobody takes more: it spaces the ids of the rows, which must fit into 31 bits. */
export const mostCourses = 8

function planOf(
  id: number,
  learner: Learner,
  course: CourseRun,
  habits: Habits,
  random: Random,
  now: number,
): EnrollmentPlan {
  const story = demoStories[learner.username]?.[course.courseKey]
  if (story) {
    const at = Math.max(course.opensAt, now - story.enrolledDaysAgo * day) - 7 * day + 13 * 3_600_000
    return {
      id,
      course,
      changes: [{ at, change: 'activated', mode: story.track }],
      zeal: story.zeal,
      stops: { at: 1, backAfter: null, secondAt: 1 },
      keepsUp: story.keepsUp,
    }
  }
  const changes = changesOf(enrolledAt(course, random, now), habits, random)
  return {
    id,
    course,
    changes: changes.filter(({ at }) => at < now),
    zeal: 0.15 + 0.75 * habits.motivation * random.between(0.6, 1.2),
    stops: stopsOf(habits, random),
    keepsUp: 1,
  }
}

/** Half before the first day, a third in the first week, the rest trickles in; a self-paced course fills evenly. */
function enrolledAt(course: CourseRun, random: Random, now: number): number {
  if (course.selfPaced) return random.between(course.opensAt, now)
  const when = random.unit()
  if (when < 0.48) return course.opensAt - Math.min(24, random.exponential(7)) * day
  if (when < 0.8) return course.opensAt + random.unit() ** 1.5 * 7 * day
  return course.opensAt + random.between(7, 0.45 * course.days) * day
}

function changesOf(enrolled: number, habits: Habits, random: Random): EnrollmentChange[] {
  const pays = random.chance(0.06 + 0.28 * habits.motivation)
  const atOnce = random.chance(0.4)
  const first = pays && atOnce ? 'verified' : 'audit'
  const changes: EnrollmentChange[] = [{ at: enrolled, change: 'activated', mode: first }]
  if (pays && !atOnce) {
    changes.push({ at: enrolled + random.between(2, 30) * day, change: 'mode_changed', mode: 'verified' })
  }
  if (random.chance(0.07 * (1.4 - habits.motivation))) {
    const mode = pays ? 'verified' : 'audit'
    const left = enrolled + random.between(pays ? 31 : 1, 60) * day
    changes.push({ at: left, change: 'deactivated', mode })
    if (random.chance(0.3)) changes.push({ at: left + random.between(2, 35) * day, change: 'activated', mode })
  }
  return changes
}

/** Many look in once, the motivated stay, and a few of those who left come back. */
function stopsOf(habits: Habits, random: Random): EnrollmentPlan['stops'] {
  const never = { backAfter: null, secondAt: 0 }
  if (random.chance(0.32 * (1.5 - habits.motivation))) return { at: 0, ...never }
  if (random.chance(0.5 * habits.motivation)) return { at: 1, ...never }
  const at = random.unit() ** 3.2
  if (random.chance(0.85)) return { at, ...never }
  return { at, backAfter: random.between(18, 50), secondAt: Math.min(1, at + random.between(0.1, 0.7)) }
}

/** Whether the learner is enrolled at that moment. */
export function isEnrolledAt({ changes }: EnrollmentPlan, moment: number): boolean {
  let enrolled = false
  for (const { at, change } of changes) {
    if (at > moment) break
    if (change !== 'mode_changed') enrolled = change === 'activated'
  }
  return enrolled
}
