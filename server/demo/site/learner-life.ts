import { type EnrollmentChange, type EnrollmentPlan, isEnrolledAt } from './enrollment-plan.ts'
import { reportEnrollment } from './events/enrollment.ts'
import { noProgress } from './events/progress.ts'
import { type Habits, habitsOf } from './habits.ts'
import type { LogEntry } from './log-line.ts'
import type { Learner } from './people.ts'
import { type Random, randomOf } from './random.ts'
import { openSessionLog } from './session-log.ts'
import { isPressed, nextSitting, openUnits, standingAtFirst } from './study-schedule.ts'
import { longestSitting, studySession } from './study-session.ts'
import { minute } from './time.ts'

/** A learner's year, told step by step so that a whole site never has to be held in memory. */
export interface LearnerLife {
  /** When the next step begins, milliseconds since 1970; Infinity when there is none. */
  readonly nextAt: number
  /** Lives through the next step and appends its lines, none of them earlier than `nextAt` was. */
  live(out: LogEntry[]): void
}

export function lifeOf(seed: string, learner: Learner, plans: readonly EnrollmentPlan[]): LearnerLife {
  const habits = habitsOf(seed, learner)
  const changes = plans
    .flatMap((plan) => plan.changes.map((change) => ({ plan, change })))
    .sort((one, other) => one.change.at - other.change.at)
  const studies = plans.map((plan) =>
    studyOf(plan, learner, habits, randomOf(seed, 'study', learner.userId, plan.course.courseKey)),
  )
  const random = randomOf(seed, 'life', learner.userId)
  let changed = 0
  /** People do one thing at a time. */
  let busyUntil = 0

  function enroll({ plan, change }: { plan: EnrollmentPlan; change: EnrollmentChange }, out: LogEntry[]): void {
    reportEnrollment(
      openSessionLog(learner, plan.course, change.at, random, out),
      learner,
      plan.course.courseKey,
      change,
    )
  }

  /** The earliest start at or after `wish` that overlaps neither another sitting nor a change of enrollment. */
  function freeFrom(wish: number): number {
    let start = wish < busyUntil ? busyUntil + random.between(4, 40) * minute : wish
    for (const { change } of changes) {
      if (change.at >= start && change.at < start + longestSitting) start = change.at + 2 * minute
    }
    return start
  }

  function arrange(study: Study): void {
    study.nextAt = freeFrom(study.nextAt)
    if (study.nextAt !== Number.POSITIVE_INFINITY && !isEnrolledAt(study.plan, study.nextAt)) {
      const back = study.plan.changes.find(({ at, change }) => at > study.nextAt && change === 'activated')
      study.nextAt = back ? freeFrom(back.at + 3 * minute) : Number.POSITIVE_INFINITY
    }
  }

  const nextStudy = () =>
    studies.reduce<Study | undefined>((one, two) => (one && one.nextAt <= two.nextAt ? one : two), undefined)

  function lookAhead(): { at: number; happen(out: LogEntry[]): void } {
    const change = changes[changed]
    const study = nextStudy()
    if (change && change.change.at <= (study?.nextAt ?? Number.POSITIVE_INFINITY)) {
      const happen = (out: LogEntry[]) => {
        changed++
        enroll(change, out)
      }
      return { at: change.change.at, happen }
    }
    if (!study) return { at: Number.POSITIVE_INFINITY, happen: () => {} }
    const happen = (out: LogEntry[]) => {
      if (study.nextAt >= busyUntil) busyUntil = study.sit(out)
      arrange(study)
    }
    return { at: study.nextAt, happen }
  }

  for (const study of studies) arrange(study)
  let next = lookAhead()
  return {
    get nextAt() {
      return next.at
    },
    live(out) {
      next.happen(out)
      next = lookAhead()
    },
  }
}

interface Study {
  readonly plan: EnrollmentPlan
  nextAt: number
  /** Sits down at `nextAt`, decides on the next time, and returns when this sitting ended. */
  sit(out: LogEntry[]): number
}

function studyOf(plan: EnrollmentPlan, learner: Learner, habits: Habits, random: Random): Study {
  const { course } = plan
  const progress = noProgress()
  const standing = standingAtFirst(plan)
  const next = (after: number) => nextSitting({ plan, standing, progress, learner, habits, random }, after)
  const study: Study = {
    plan,
    nextAt: next(plan.changes[0]?.at ?? 0),
    sit(out) {
      const startsAt = study.nextAt
      const log = openSessionLog(learner, course, startsAt, random, out)
      const sitting = { learner, habits, course, progress, log, random, mobile: random.chance(habits.mobile) }
      studySession(sitting, standing, openUnits(plan, startsAt), isPressed(plan, progress, startsAt))
      const endedAt = log.now / 1000
      study.nextAt = next(endedAt)
      return endedAt
    },
  }
  return study
}
