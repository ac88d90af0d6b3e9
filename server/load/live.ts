import { generateSite } from '../demo/site/generate-site.ts'
import { type LearnerLife, lifeOf } from '../demo/site/learner-life.ts'
import { type LogEntry, lineOf } from '../demo/site/log-line.ts'
import { randomOf } from '../demo/site/random.ts'
import { loadCatalogue } from './catalogue.ts'
import type { LoadPlan } from './history.ts'

/** Within a sitting, a line follows the one before after about so many seconds. */
const secondsBetweenLines = 12

/** More would take much memory; at higher rates, sittings pass faster than in life. */
const mostSittings = 2_000

/** How many people are at work together, so that a sitting lasts about as long as in life at this many lines a second. */
export function sittingsFor(rate: number, learners: number): number {
  return Math.max(1, Math.min(learners, mostSittings, Math.ceil(rate * secondsBetweenLines)))
}

/** One person at work: what they will do until they leave. */
interface Sitting {
  readonly life: LearnerLife
  readonly entries: readonly LogEntry[]
  next: number
  /** When the next line is due, microseconds of the time that those at work would count. */
  due: number
}

/**
 * What people do right now, without end: so many sittings at a time, each in its own order, and a new one for each that ends.
 * Whoever is through with their courses is followed by somebody new.
 *
 * @returns makes the next line, with the time that it is given: microseconds since 1970, more with every call
 */
export function createLive(plan: LoadPlan, sittings: number): (at: number) => string {
  const nextSitting = sittingsOf(plan)
  const random = randomOf(plan.seed, 'live')
  // Due last first: what is next is taken from the end.
  const atWork: Sitting[] = []
  for (let count = 0; count < sittings; count++) insert(atWork, nextSitting(random.between(0, 1_800_000_000)))

  return (at) => {
    const sitting = atWork.pop() as Sitting
    const entry = sitting.entries[sitting.next] as LogEntry
    sitting.next += 1
    const following = sitting.entries[sitting.next]
    if (following) {
      sitting.due += following.at - entry.at
      insert(atWork, sitting)
    } else {
      insert(atWork, nextSitting(sitting.due, sitting.life))
    }
    return lineOf({ ...entry, at })
  }
}

function insert(atWork: Sitting[], sitting: Sitting): void {
  let [low, high] = [0, atWork.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((atWork[middle]?.due ?? 0) > sitting.due) low = middle + 1
    else high = middle
  }
  atWork.splice(low, 0, sitting)
}

/** Has somebody sit down: one who was not there yet, as long as the site is not full, else the one who waited longest. */
function sittingsOf(plan: LoadPlan): (due: number, gone?: LearnerLife) => Sitting {
  const lives = livesOf(plan)
  const ended = plan.now.getTime()
  const waiting: LearnerLife[] = []
  let around = 0
  return (due, gone) => {
    if (gone) waiting.push(gone)
    for (;;) {
      const isFull = around >= plan.learners
      const life = isFull ? (waiting.shift() as LearnerLife) : (lives.next().value as LearnerLife)
      if (!isFull) around += 1
      if (life.nextAt >= ended) {
        around -= 1
        continue
      }
      const entries: LogEntry[] = []
      life.live(entries)
      if (entries.length > 0) return { life, entries: entries.sort((one, other) => one.at - other.at), next: 0, due }
      waiting.push(life)
    }
  }
}

const learnersTogether = 500

function* livesOf({ seed, courses, days, now }: LoadPlan): Generator<LearnerLife, never> {
  const catalogue = loadCatalogue(seed, courses, days)
  for (let firstLearner = 0; ; firstLearner += learnersTogether) {
    const { planned } = generateSite({ seed, learners: learnersTogether, days, now, firstLearner, catalogue })
    for (const { learner, plans } of planned) yield lifeOf(seed, learner, plans)
  }
}
