import { demoCourses } from '../cast.ts'
import { buildCourse, type CourseBrief } from './build-course.ts'
import { courseBlocks, courseOverviews } from './course-tables.ts'
import { type EnrollmentPlan, plansOf } from './enrollment-plan.ts'
import { lifeOf } from './learner-life.ts'
import { type LogEntry, lineOf } from './log-line.ts'
import { type Learner, learnerOf, type Person, teamOf } from './people.ts'
import { courseEnrollments, externalIds, userProfiles } from './people-tables.ts'
import { randomOf, uuidFrom } from './random.ts'
import { day, dumpedTime, startOfDay } from './time.ts'

export interface SiteOptions {
  readonly seed: string
  /** Learners of the site, the cast's included. */
  readonly learners: number
  /** Length of the tracking log. What happened before it is in the LMS's tables alone. */
  readonly days: number
  /** The moment at which the log ends. */
  readonly now: Date
  /** Number of the first learner; a large site can be told in portions. */
  readonly firstLearner?: number
  /** Default: the demo's. */
  readonly catalogue?: Catalogue
}

/** Which courses a site has, and who comes. */
export interface Catalogue {
  readonly courses: readonly CourseBrief[]
  /** The learner with this number (0, 1, 2 …); depends on seed and number alone. */
  learnerOf(seed: string, index: number): Learner
  /** Those who have accounts and take no course. */
  teamOf(seed: string): readonly Person[]
}

const demoCatalogue: Catalogue = { courses: demoCourses, learnerOf, teamOf }

/** The demo site as it is when nobody says otherwise. */
export const defaultSite = { seed: 'panorama', learners: 2000, days: 365 } as const

export interface Site {
  /** The LMS's tables by the name of their file: CSV (RFC 4180) with a header, records with their line ends. */
  readonly tables: Readonly<Record<SiteTable, Iterable<string>>>
  /** Lines of the tracking log in the order of time, ASCII, without line ends. */
  readonly events: Iterable<string>
  /** The people of the site, each with their enrollments. */
  readonly planned: readonly PlannedLearner[]
}

export interface PlannedLearner {
  readonly learner: Learner
  readonly plans: readonly EnrollmentPlan[]
}

export type SiteTable = (typeof siteTables)[number]
export const siteTables = [
  'course_overviews.csv',
  'course_blocks.csv',
  'user_profile.csv',
  'external_id.csv',
  'course_enrollment.csv',
] as const

/**
 * A believable Open edX site: its courses, its people and what they did. The same options give the same bytes on
 * every machine, and one more learner changes nothing about the others.
 *
 * Everything is made while it is read: memory grows with the learners, not with the events.
 */
export function generateSite(options: SiteOptions): Site {
  const { seed, learners: size, days, now: end, firstLearner = 0, catalogue = demoCatalogue } = options
  const now = end.getTime()
  const runs = catalogue.courses.map((course) => buildCourse(course, seed, now))
  const byKey = new Map(runs.map((run) => [run.courseKey, run]))
  const learners = Array.from({ length: size }, (_, index) => catalogue.learnerOf(seed, firstLearner + index))
  const planned = learners.map((learner) => ({ learner, plans: plansOf(seed, learner, byKey, now) }))
  const dump = { id: uuidFrom(randomOf(seed, 'dump', now)), time: dumpedTime(now) }
  const people = [...learners, ...catalogue.teamOf(seed)]
  const enrollments = planned.flatMap(({ learner, plans }) => plans.map((plan) => ({ person: learner, plan })))
  return {
    tables: {
      'course_overviews.csv': { [Symbol.iterator]: () => courseOverviews(runs, dump) },
      'course_blocks.csv': { [Symbol.iterator]: () => courseBlocks(runs, dump) },
      'user_profile.csv': { [Symbol.iterator]: () => userProfiles(people, dump) },
      'external_id.csv': { [Symbol.iterator]: () => externalIds(people, dump) },
      'course_enrollment.csv': { [Symbol.iterator]: () => courseEnrollments(enrollments, dump) },
    },
    events: { [Symbol.iterator]: () => linesOf(seed, planned, now - days * day, now) },
    planned,
  }
}

/** All lives merged, one day at a time. */
function* linesOf(seed: string, planned: readonly PlannedLearner[], from: number, now: number): Generator<string> {
  const lives = planned.map(({ learner, plans }) => lifeOf(seed, learner, plans))
  const first = lives.reduce((earliest, { nextAt }) => Math.min(earliest, nextAt), now)
  let pending: LogEntry[] = []
  for (let dayEnds = startOfDay(first) + day; dayEnds - day < now; dayEnds += day) {
    for (const life of lives) {
      while (life.nextAt < dayEnds) life.live(pending)
    }
    pending.sort((one, other) => one.at - other.at)
    // A sitting over midnight has lines that belong among those of the next day.
    const cut = Math.min(dayEnds, now) * 1000
    const later = pending.findIndex(({ at }) => at >= cut)
    const ready = later === -1 ? pending : pending.slice(0, later)
    pending = later === -1 ? [] : pending.slice(later)
    for (const entry of ready) {
      if (entry.at >= from * 1000) yield lineOf(entry)
    }
  }
}
