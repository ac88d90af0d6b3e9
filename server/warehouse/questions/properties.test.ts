import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { effort } from '../../testing/effort.ts'
import { openQuestionBench, type QuestionBench } from '../../testing/questions.ts'
import { insertStatements, type StatementParts, statement } from '../../testing/statements.ts'
import { refreshModels } from '../models/refresh.ts'
import { courseActive } from './course/course-active.ts'
import { courseActivityByDay } from './course/course-activity-by-day.ts'
import { courseClassSize } from './course/course-class-size.ts'
import { courseEnrolled } from './course/course-enrolled.ts'
import { courseEnrollmentHistory } from './course/course-enrollment-history.ts'
import { courseGrades } from './course/course-grades.ts'
import { coursePassing } from './course/course-passing.ts'
import { courseTime } from './course/course-time.ts'
import { courseTriedAProblem } from './course/course-tried-a-problem.ts'
import { courseVideoSeconds } from './course/course-video-seconds.ts'
import { courseVideos } from './course/course-videos.ts'
import { courseWatchedAVideo } from './course/course-watched-a-video.ts'
import { learnerWeeks } from './learner/learner-weeks.ts'

/** Whatever happens in a course: figures of a part are never larger than those of the whole, and parts add up to it. */
let bench: QuestionBench
beforeAll(async () => {
  bench = await openQuestionBench()
})
afterAll(() => bench.close())

const actors = ['ann', 'bob', 'cleo', 'dan']
/** Something that one of four learners does within thirty days, some of it around midnight. */
const event: fc.Arbitrary<StatementParts> = fc
  .tuple(
    fc.constantFrom(...actors),
    fc.integer({ min: 0, max: 30 * 96 - 1 }),
    fc.oneof(
      fc.constantFrom<Partial<StatementParts>>(
        { verb: 'registered', mode: 'audit' },
        { verb: 'unregistered', mode: 'audit' },
        { verb: 'navigated', block: 'page' },
        { verb: 'earned', score: 0.42, gradeClass: 'Fail' },
        { verb: 'earned', score: 1, gradeClass: 'A' },
        { verb: 'evaluated', block: 'quiz', success: true, score: 1 },
        { verb: 'evaluated', block: 'quiz', success: false, score: 0 },
      ),
      fc.record({
        verb: fc.constantFrom('played' as const, 'paused' as const),
        block: fc.constant('film'),
        position: fc.integer({ min: 0, max: 40 }),
        duration: fc.constant(40),
      }),
    ),
  )
  .map(([actor, quarter, what]) => ({
    verb: 'navigated' as const,
    ...what,
    actor,
    at: new Date(Date.UTC(2026, 2, 1) + quarter * 900_000 + 840_000).toISOString().replace('.000Z', 'Z'),
  }))

const anyEvents = fc.array(event, { minLength: 1, maxLength: 40 })

let courses = 0
/** Checks something of a few courses in which anything happens; they share one refresh of the models, which takes longest. */
async function inAnyCourse<T>(also: fc.Arbitrary<T>, check: (course: string, also: T) => Promise<void>): Promise<void> {
  const site = fc.array(fc.tuple(anyEvents, also), { minLength: 6, maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(site, async (happenings) => {
      const keys = happenings.map(() => `course-v1:Org+Any+${++courses}`)
      const statements = happenings.flatMap(([events], index) =>
        events.map((parts, number) => statement({ ...parts, course: keys[index]!, salt: String(number) })),
      )
      await insertStatements(bench.warehouse, 'real', statements)
      await refreshModels(bench.warehouse, 'real')
      for (const [index, [, given]] of happenings.entries()) await check(keys[index]!, given)
    }),
    { numRuns: 2 * effort },
  )
}

const zones = fc.constantFrom('UTC', 'America/Lima', 'Asia/Kathmandu')
const march = (day: number) => `2026-03-${String(day).padStart(2, '0')}`
const first = <T>(rows: readonly T[]) => rows[0]!
const total = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0)

test('a shorter period never has more learners, and two halves have all of the whole', async () => {
  await inAnyCourse(fc.tuple(zones, fc.integer({ min: 2, max: 29 })), async (course, [zone, middle]) => {
    const figures = async (from: string | null, to: string | null) => {
      const asked = { course, from, to, zone }
      const [active, watched, tried, time, days] = await Promise.all([
        bench.answer(courseActive, asked).then(first),
        bench.answer(courseWatchedAVideo, asked).then(first),
        bench.answer(courseTriedAProblem, asked).then(first),
        bench.answer(courseTime, asked).then(first),
        bench.answer(courseActivityByDay, asked),
      ])
      return { active, watched, tried, time, days }
    }
    const [whole, early, late] = await Promise.all([
      figures(null, null),
      figures(null, march(middle)),
      figures(march(middle + 1), null),
    ])
    for (const part of [early, late]) {
      expect(part.active.active).toBeLessThanOrEqual(whole.active.active)
      expect(part.watched.watched).toBeLessThanOrEqual(whole.watched.watched)
      expect(part.tried.tried).toBeLessThanOrEqual(whole.tried.tried)
    }
    expect(whole.active.active).toBeLessThanOrEqual(early.active.active + late.active.active)
    expect([...early.days, ...late.days]).toEqual(whole.days)
    for (const { active, watched, tried, time, days } of [whole, early, late]) {
      expect(active.active).toBeLessThanOrEqual(active.learners)
      expect(watched.watched).toBeLessThanOrEqual(active.active)
      expect(tried.tried).toBeLessThanOrEqual(active.active)
      expect([watched.learners, tried.learners]).toEqual([active.learners, active.learners])
      expect(time.learners).toBe(active.active)
      for (const day of days) expect(day.learners).toBeLessThanOrEqual(active.active)
    }
  })
})

test('the period before is the period that lies before', async () => {
  await inAnyCourse(fc.integer({ min: 8, max: 25 }), async (course, day) => {
    const week = { course, from: march(day), to: march(day + 3), zone: 'UTC' }
    const weekBefore = { course, from: march(day - 4), to: march(day - 1), zone: 'UTC' }
    const [active, activeBefore] = [
      await bench.answer(courseActive, week),
      await bench.answer(courseActive, weekBefore),
    ]
    expect(first(active).previous).toBe(first(activeBefore).active)
    const [time, timeBefore] = [await bench.answer(courseTime, week), await bench.answer(courseTime, weekBefore)]
    expect(first(time).previous_mean_seconds).toBe(first(timeBefore).mean_seconds)
  })
})

test('time and actions are the same in every time zone, by day, by week and by learner', async () => {
  await inAnyCourse(zones, async (course, zone) => {
    const always = { course, from: null, to: null, zone }
    const days = await bench.answer(courseActivityByDay, always)
    const utc = await bench.answer(courseActivityByDay, { ...always, zone: 'UTC' })
    const weeks = await Promise.all(
      actors.map((actorId) => bench.answer(learnerWeeks, always, { kind: 'self', actorId })),
    )
    for (const figure of ['active_seconds', 'actions'] as const) {
      const byDay = total(days.map((row) => row[figure]))
      expect(byDay).toBe(total(utc.map((row) => row[figure])))
      expect(byDay).toBe(total(weeks.flat().map((row) => row[figure])))
    }
  })
})

test('the class is the sum of its parts', async () => {
  await inAnyCourse(fc.constant(null), async (course) => {
    const asked = { course }
    const { enrolled, left, ever_enrolled } = first(await bench.answer(courseEnrolled, asked))
    const { learners } = first(await bench.answer(courseClassSize, asked))
    const passing = first(await bench.answer(coursePassing, asked))
    const grades = await bench.answer(courseGrades, asked)
    expect(ever_enrolled).toBe(enrolled + left)
    expect(learners).toBeGreaterThanOrEqual(enrolled)
    expect(passing.passing + passing.not_passing_yet + passing.no_grade_yet).toBe(learners)
    expect(total(grades.map((row) => row.learners))).toBe(learners)

    const history = await bench.answer(courseEnrollmentHistory, { course, from: null, to: null, zone: 'UTC' })
    expect(history.at(-1)?.enrolled ?? 0).toBe(enrolled)
    expect(total(history.map((day) => day.joined - day.left))).toBe(enrolled)
  })
})

test('the seconds of a video add up to its viewers and their views', async () => {
  await inAnyCourse(fc.constant(null), async (course) => {
    for (const video of await bench.answer(courseVideos, { course })) {
      const seconds = await bench.answer(courseVideoSeconds, { course, video: video.block_key })
      expect(Math.max(0, ...seconds.map(({ viewers }) => viewers))).toBeLessThanOrEqual(video.viewers)
      expect(seconds.some(({ replays }) => replays > 0)).toBe(video.rewatched > 0)
      // The mean part watched, times its viewers, is what they covered between them.
      if (video.watched_share !== null) {
        const covered = total(seconds.map(({ viewers }) => viewers))
        expect(video.watched_share * video.viewers * video.duration!).toBeCloseTo(covered, 6)
      }
    }
  })
})
