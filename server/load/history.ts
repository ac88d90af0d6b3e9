import { generateSite, type Site, type SiteTable } from '../demo/site/generate-site.ts'
import { loadCatalogue } from './catalogue.ts'

/** What a made-up load is made from: the same plan gives the same lines on every machine. */
export interface LoadPlan {
  readonly seed: string
  readonly learners: number
  readonly courses: number
  /** Length of the log. */
  readonly days: number
  /** The moment at which it ends. */
  readonly now: Date
}

/** People whose lives are told together. It bounds the memory, whatever the size: about 200 MB. */
const learnersTogether = 20_000

/** How many people it takes to fill a log of so many lines, with some to spare: 150 lines each in a year, 58 in a month. */
export function learnersFor(events: number, days: number): number {
  const linesEach = 150 * (1 - Math.exp(-days / 60))
  return Math.max(50, Math.ceil((1.2 * events) / linesEach))
}

/**
 * The tracking log of a year in a large site, in the order of time for each 20,000 people: those of the next 20,000 follow,
 * as the logs of several hosts would. Nobody's events are ever before those they rest on.
 */
export function* historyOf(plan: LoadPlan): Generator<string> {
  for (const { site } of portionsOf(plan)) yield* site.events
}

/** A table of the LMS of the same site: CSV records with their line ends, the header first. */
export function* recordsOf(plan: LoadPlan, table: SiteTable): Generator<string> {
  const isOfCourses = table.startsWith('course_') && table !== 'course_enrollment.csv'
  for (const { site, isFirst } of portionsOf(plan)) {
    let isHeader = true
    for (const record of site.tables[table]) {
      if (!isHeader || isFirst) yield record
      isHeader = false
    }
    if (isOfCourses) return
  }
}

function* portionsOf(plan: LoadPlan): Generator<{ site: Site; isFirst: boolean }> {
  const { learners, courses, days, ...rest } = plan
  const catalogue = loadCatalogue(plan.seed, courses, days)
  for (let first = 0; first === 0 || first < learners; first += learnersTogether) {
    const together = Math.min(learnersTogether, learners - first)
    const site = generateSite({ ...rest, days, learners: together, firstLearner: first, catalogue })
    yield { site, isFirst: first === 0 }
  }
}
