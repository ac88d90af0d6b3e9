import { invalidRequest } from '../kernel/errors.ts'
import { mostLoadLearners } from '../load/catalogue.ts'
import { type LoadPlan, learnersFor } from '../load/history.ts'
import { type Progress, readProgress } from '../load/progress-file.ts'
import { readAmount, readDuration, readMoment } from './load-amounts.ts'

/** `panorama load generate` as it was typed. */
export interface LoadOptions {
  readonly out?: string
  readonly append?: string
  readonly http?: string
  readonly keyFile?: string
  readonly engine?: boolean
  readonly dataSet?: string
  readonly multiply?: string
  readonly learners?: string
  readonly courses: string
  readonly days: string
  readonly events?: string
  readonly seed: string
  readonly now?: string
  readonly rate?: string
  readonly for?: string
  readonly rotate: string
  readonly senders: string
  readonly resume?: string
}

/** What was asked for, whatever the place it goes to. */
export interface LoadRequest {
  readonly plan: LoadPlan
  /** Lines after which to stop; Infinity for all there are. */
  readonly events: number
  /** Seconds after which to stop; Infinity for never. */
  readonly seconds: number
  /** Lines a second, with times of now; null for a history as fast as it goes. */
  readonly rate: number | null
  /** The file that keeps how far it came. */
  readonly progressFile: string | null
  /** How far a run before this one came; null for a new load. */
  readonly begun: Progress | null
}

/** @throws PanoramaError `invalid_request`, before anything is made or written */
export async function readRequest(options: LoadOptions): Promise<LoadRequest> {
  const places = [options.out, options.append, options.http, options.engine].filter((place) => place !== undefined)
  if (places.length !== 1) {
    throw invalidRequest('A load goes to one place.', {
      advice: 'Name one of --out DIR, --append FILE, --http URL and --engine.',
    })
  }
  if (options.rate !== undefined && (options.resume ?? options.multiply) !== undefined) {
    throw invalidRequest('What happens right now can be neither resumed nor multiplied.', {
      advice: 'Leave out --rate, or --resume and --multiply.',
    })
  }
  if (options.multiply !== undefined && !options.engine) {
    throw invalidRequest('It is the engine that multiplies.', { advice: 'Use --multiply together with --engine.' })
  }
  const begun = options.resume === undefined ? null : await readProgress(options.resume)
  return {
    plan: begun?.plan ?? readPlan(options),
    events: options.events === undefined ? Number.POSITIVE_INFINITY : readAmount('--events', options.events),
    seconds: options.for === undefined ? Number.POSITIVE_INFINITY : readDuration('--for', options.for),
    rate: options.rate === undefined ? null : readRate(options.rate),
    progressFile: options.resume ?? null,
    begun,
  }
}

function readPlan(options: LoadOptions): LoadPlan {
  const days = readAmount('--days', options.days)
  const courses = readAmount('--courses', options.courses)
  const learners =
    options.learners === undefined ? usualLearners(options, days) : readAmount('--learners', options.learners)
  if (learners < 1 || learners > mostLoadLearners) {
    throw invalidRequest(`A load has from 1 to ${mostLoadLearners.toLocaleString('en')} learners.`, {
      advice: 'For more statements than they leave, use --engine --multiply.',
    })
  }
  if (courses < 1 || courses > 5_000) throw invalidRequest('A load has from 1 to 5,000 course runs.')
  if (days < 1 || days > 3_650) throw invalidRequest('A load covers from 1 to 3,650 days.')
  const now = options.now === undefined ? new Date() : readMoment('--now', options.now)
  return { seed: options.seed, learners, courses, days, now }
}

function usualLearners({ rate, events }: LoadOptions, days: number): number {
  if (rate !== undefined) return 5_000
  return events === undefined ? 2_000 : learnersFor(readAmount('--events', events), days)
}

function readRate(text: string): number {
  const rate = Number(text)
  if (rate > 0 && rate <= 1_000_000) return rate
  throw invalidRequest(`--rate takes a number of events a second, not ${text}.`)
}
