import type { EnrollmentPlan } from './enrollment-plan.ts'
import type { CourseProgress } from './events/progress.ts'
import { atAHabitualHour, type Habits } from './habits.ts'
import type { Person } from './people.ts'
import type { Random } from './random.ts'
import { day, hour } from './time.ts'

/** Where a learner is in a course run. */
export interface Standing {
  /** Units behind them, counted along the course's path. */
  place: number
  /** Units after which they stop, and whether they will come back after that. */
  stop: number
  willReturn: boolean
}

/** A learner of a course run, as far as the choice of the next sitting goes. */
interface Student {
  readonly plan: EnrollmentPlan
  readonly standing: Standing
  readonly progress: CourseProgress
  readonly learner: Person
  readonly habits: Habits
  readonly random: Random
}

export function standingAtFirst({ course, stops }: EnrollmentPlan): Standing {
  return { place: 0, stop: Math.ceil(stops.at * course.path.length), willReturn: stops.backAfter !== null }
}

/** Units of the path that are open to this learner at that moment. */
export function openUnits({ course, keepsUp }: EnrollmentPlan, moment: number): number {
  const opened = course.path.findIndex(({ section }) => section.opensAt > moment)
  return Math.floor((opened === -1 ? course.path.length : opened) * keepsUp)
}

/**
 * When the learner next sits down for a course, milliseconds since 1970; Infinity for never again.
 * Gaps are random around the learner's zeal; a deadline pulls, and pulls late on those who put things off. Who waits
 * for the next section, or is through, looks back at what they did before, or not.
 */
export function nextSitting({ plan, standing, progress, learner, habits, random }: Student, after: number): number {
  const { course, zeal, stops } = plan
  let from = Math.max(after, course.opensAt)
  if (standing.place >= standing.stop) {
    if (!standing.willReturn) return Number.POSITIVE_INFINITY
    standing.willReturn = false
    standing.stop = Math.ceil(stops.secondAt * course.path.length)
    from += (stops.backAfter ?? 0) * day
  }
  const opening = openingOf(plan, standing.place)
  const gap = random.exponential(0.7 + 5 * (1 - zeal)) * day
  const draws = [random.unit(), random.unit(), random.unit()] as const
  const review = from + 2 * gap
  const looksBack = opening > review && random.chance(0.75 * habits.motivation)
  if (!looksBack && opening === Number.POSITIVE_INFINITY) return opening

  const earliest = (looksBack ? from : Math.max(from, opening)) + hour / 4
  let moment = review
  if (!looksBack) {
    // A new section is begun sooner by the keen and later by those who put things off.
    moment = opening > from ? opening + gap * (0.3 + habits.procrastination) : from + gap
    const due = nextDue(plan, progress, earliest)
    if (moment > due - 6 * hour && random.chance(0.45 + 0.5 * habits.motivation)) {
      moment = due - (0.15 + 1.4 * random.unit() * (1.2 - habits.procrastination)) * day
    }
  }
  moment = atAHabitualHour(Math.max(moment, earliest), earliest, learner, habits, draws)
  return course.selfPaced || moment < course.closesAt ? moment : Number.POSITIVE_INFINITY
}

/** Whether a graded subsection is due so soon that the learner works longer than usual. */
export function isPressed(plan: EnrollmentPlan, progress: CourseProgress, moment: number): boolean {
  return nextDue(plan, progress, moment) - moment < 2 * day
}

/** When the unit at this place opens to the learner; Infinity past the end. */
function openingOf({ course, keepsUp }: EnrollmentPlan, place: number): number {
  let units = 0
  for (const section of course.outline) {
    for (const { units: own } of section.subsections) units += own.length
    if (Math.floor(units * keepsUp) > place) return section.opensAt
  }
  return Number.POSITIVE_INFINITY
}

/** The next deadline of work that was not begun; Infinity when there is none. */
function nextDue({ course }: EnrollmentPlan, progress: CourseProgress, after: number): number {
  for (const { due, usageKey } of course.gradedSubsections) {
    if (due !== null && due > after && !progress.attemptedAt.has(usageKey)) return due
  }
  return Number.POSITIVE_INFINITY
}
