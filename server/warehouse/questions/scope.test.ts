import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Scope } from '../../contract/scope.ts'
import { effort } from '../../testing/effort.ts'
import { birdsOutline } from '../../testing/outline.ts'
import { openQuestionBench, type QuestionBench } from '../../testing/questions.ts'
import type { Question } from '../question.ts'
import { questions } from './all.ts'

/**
 * No scope ever yields a row outside it, over all questions. The sites are generated; every text in them carries the
 * organisation, course and learner it belongs to, so that a stray cell can be recognised; and since a stray row may
 * also hide in a number, an answer must not change when others do something.
 */
const minGroupSize = 3
let bench: QuestionBench
beforeAll(async () => {
  bench = await openQuestionBench({ minGroupSize })
})
afterAll(() => bench.close())

interface Course {
  readonly key: string
  readonly org: string
  readonly learners: readonly string[]
}

const courseOf = (org: string, name: string, learners: readonly string[]): Course => ({
  key: `course-v1:${org}+${name}+2026`,
  org,
  learners,
})

/** One row of everything for every learner of a course, each text marked with its course. */
async function fill({ key, learners }: Course): Promise<void> {
  const mark = `${key} `
  const rowsOf = (row: (actor: string, index: number) => object) =>
    learners.map((actor, index) => ({ course_key: key, actor_id: actor, ...row(actor, index) }))
  const block = (actor: string, name: string) => `${mark}${name} of ${actor}`
  await bench.insert('courseNames', [
    {
      course_key: key,
      run: '2026',
      display_name: `${mark}name`,
      course_start: '2026-02-01 00:00:00',
      course_end: '2026-06-01 00:00:00',
      lowest_passing_grade: 0.5,
    },
  ])
  await bench.insert('courseStructure', birdsOutline(key, mark))
  await bench.insert('coursePeers', [
    { course_key: key, learners: learners.length, median_grade: 0.5, median_blocks_completed: 3 },
  ])
  await bench.insert(
    'learnerCourse',
    rowsOf((actor, index) => ({
      enrollment_status: index % 3 === 2 ? 'unregistered' : 'registered',
      enrollment_mode: block(actor, 'mode'),
      enrollment_changes: [{ at: `2026-03-0${(index % 8) + 1} 10:00:00`, change: 1, mode: '' }],
      last_activity: `2026-03-0${(index % 8) + 1} 11:00:00`,
      grade: 0.5,
      passed: index % 2 === 0,
    })),
  )
  await bench.insert(
    'learnerQuarter',
    rowsOf((_, index) => ({ quarter: `2026-03-0${(index % 8) + 1} 10:00:00`, active_seconds: 60, actions: 2 })),
  )
  await bench.insert(
    'learnerBlock',
    rowsOf((actor) => ({
      block_key: block(actor, 'problem'),
      attempts: 2,
      hints: 1,
      completion: 1,
      last_tried_at: '2026-03-02 10:00:00',
      last_activity: '2026-03-02 10:00:00',
    })),
  )
  await bench.insert(
    'learnerBlock',
    rowsOf(() => ({ block_key: `${mark}film`, completion: 1, last_activity: '2026-03-02 10:00:00' })),
  )
  const video = { plays: 1, segments: [{ started: 0, ended: 3 }], watched_seconds: 3, covered_seconds: 3, duration: 9 }
  await bench.insert(
    'learnerVideo',
    // One video is known by the same key everywhere: only the scope keeps its viewers apart.
    rowsOf((actor) => ({ block_key: block(actor, 'video'), ...video })).concat(
      rowsOf(() => ({ block_key: 'shared video', ...video })),
    ),
  )
  await bench.insert(
    'learnerDemographics',
    rowsOf(() => ({ gender: 'f', level_of_education: 'm', year_of_birth: 1990 })),
  )
  await bench.insert(
    'statements',
    rowsOf((actor, index) => ({
      verb: index % 2 === 0 ? 'evaluated' : 'played',
      emission_time: '2026-03-02 10:00:00',
      block_key: block(actor, 'video'),
    })),
  )
  await bench.insert(
    'externalId',
    learners.map((_, index) => ({
      external_user_id: `00000000-0000-4000-8000-0000000000${10 + index}`,
      external_id_type: 'xapi',
      user_id: 1,
    })),
  )
  await bench.insert('quarantinedLines', [
    { line_id: key.padEnd(64, '.').slice(0, 64), reason: `${mark}reason`, source: mark, text: mark },
  ])
}

/** Parameters that every question finds its own in, pointed at one course. */
const pointedAt = (course: string) => ({
  course,
  from: '2026-03-01',
  to: '2026-03-31',
  zone: 'UTC',
  now: '2026-03-09T12:00:00Z',
  today: '2026-03-09',
  minimum: 1,
  video: 'shared video',
  user_id: 1,
  actor_ids: ['learner0', 'learner1', 'learner2'],
  text: '',
  whole: false,
})
const ask = (question: Question, course: string, scope: Scope) => bench.answer(question, pointedAt(course), scope)

/** The answers of all questions, about each of the courses. */
async function everything(courses: readonly Course[], scope: Scope): Promise<Record<string, unknown[]>> {
  const asked = courses.flatMap(({ key }) => questions.map((question) => ({ key, question })))
  const answers = asked.map(async ({ key, question }) => [
    `${question.name} of ${key}`,
    await ask(question, key, scope),
  ])
  return Object.fromEntries(await Promise.all(answers))
}

/** Marks of what must not be there. */
function expectNoTrace(answers: object, courses: readonly Course[], actors: readonly string[]) {
  const text = JSON.stringify(Object.values(answers))
  for (const { key } of courses) expect(text).not.toContain(key)
  for (const actor of actors) expect(text).not.toContain(`of ${actor}"`)
}

let sites = 0
/** Two organisations with two courses each; some learners are in several of them. Names differ in every run. */
const site = fc
  .array(fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 5 }), { minLength: 4, maxLength: 4 })
  .map((rosters) => {
    const run = ++sites
    const org = (index: number) => `Org${run}${index < 2 ? 'A' : 'B'}`
    return rosters.map((roster, index) =>
      courseOf(
        org(index),
        `C${index}`,
        roster.map((learner) => `learner${learner}`),
      ),
    )
  })

async function forAnySite(check: (courses: readonly Course[], pick: number) => Promise<void>, numRuns = 2 * effort) {
  await fc.assert(fc.asyncProperty(site, fc.nat(), check), { numRuns })
}

describe('in the scope of courses', () => {
  test('there is no trace of another course, and what happens there changes nothing', async () => {
    await forAnySite(async (courses, pick) => {
      const mine = courses[pick % courses.length]!
      const others = courses.filter((course) => course !== mine)
      const scope: Scope = { kind: 'courses', courseKeys: [mine.key], orgs: [] }
      const asked = [mine, others[0]!]
      await fill(mine)
      const alone = await everything(asked, scope)
      for (const other of others) await fill(other)
      const among = await everything(asked, scope)
      expect(among).toEqual(alone)
      expectNoTrace(among, others, [])
      expect(JSON.stringify(among)).toContain(`${mine.key} name`)
    })
  })

  test('an organisation is all of its courses and none of another', async () => {
    await forAnySite(async (courses) => {
      const org = courses[0]!.org
      for (const course of courses) await fill(course)
      const answers = await everything(courses, { kind: 'courses', courseKeys: [], orgs: [org] })
      expectNoTrace(
        answers,
        courses.filter((course) => course.org !== org),
        [],
      )
      for (const course of courses.filter((course) => course.org === org)) {
        expect(JSON.stringify(answers)).toContain(`${course.key} name`)
      }
    }, 2)
  })

  test('no courses are no rows but those of an empty site', async () => {
    const [course] = fc.sample(site, 1)[0]!
    const nothing: Scope = { kind: 'courses', courseKeys: [], orgs: [] }
    await fill(course!)
    const answers = await everything([course!], nothing)
    const cells = Object.values(answers).flatMap((rows) => rows.flatMap((row) => Object.values(row as object)))
    expect(cells.filter((cell) => cell !== 0 && cell !== null)).toEqual([])
  })
})

describe('in a learner’s own scope', () => {
  test('there is no trace of another learner or of a course that is not theirs, and what others do changes nothing', async () => {
    await forAnySite(async (courses, pick) => {
      const everybody = [...new Set(courses.flatMap(({ learners }) => learners))]
      const me = everybody[pick % everybody.length]!
      const scope = { kind: 'self', actorId: me } as const
      const mine = courses.filter(({ learners }) => learners.includes(me))
      for (const course of mine) await fill({ ...course, learners: [me] })
      const asked = [mine[0]!, courses.find((course) => !mine.includes(course)) ?? mine[0]!]
      const alone = await everything(asked, scope)
      const others = courses.map((course) => ({ ...course, learners: course.learners.filter((actor) => actor !== me) }))
      for (const course of others.filter(({ learners }) => learners.length > 0)) await fill(course)
      const among = await everything(asked, scope)
      expectNoTrace(
        among,
        courses.filter((course) => !mine.includes(course)),
        everybody.filter((actor) => actor !== me),
      )
      // The class is the one thing of others that a learner may see, and its size decides whether they do.
      const own = (answers: typeof alone) =>
        Object.fromEntries(Object.entries(answers).filter(([name]) => !name.startsWith('learner-peers')))
      expect(own(among)).toEqual(own(alone))
    })
  })

  test('the class is there for its learners from the minimum size on, and never for others', async () => {
    await forAnySite(async (courses) => {
      for (const course of courses) await fill(course)
      const peers = questions.find(({ name }) => name === 'learner-peers')!
      for (const { key, learners } of courses) {
        for (const actor of ['learner0', 'learner1', 'stranger']) {
          const rows = await ask(peers, key, { kind: 'self', actorId: actor })
          expect(rows).toHaveLength(learners.includes(actor) && learners.length >= minGroupSize ? 1 : 0)
        }
      }
    }, 2)
  })

  test('a stranger sees an empty site', async () => {
    const [course] = fc.sample(site, 1)[0]!
    await fill(course!)
    const answers = await everything([course!], { kind: 'self', actorId: "stranger' OR 1" })
    const cells = Object.values(answers).flatMap((rows) => rows.flatMap((row) => Object.values(row as object)))
    expect(cells.filter((cell) => cell !== 0 && cell !== null)).toEqual([])
  })
})
