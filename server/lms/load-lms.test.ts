import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actorIdOf } from '../kernel/actor-id.ts'
import type { Clock } from '../kernel/clock.ts'
import { openStore } from '../store/open-store.ts'
import type { Store } from '../store/store.ts'
import { type MadeLake, makeLake } from '../testing/made-lake.ts'
import { lmsTable, publishAll } from '../testing/made-lms.ts'
import { openTestWarehouse } from '../testing/warehouse.ts'
import { ask } from '../warehouse/ask.ts'
import { courseCompletionByUnit } from '../warehouse/questions/course/course-completion-by-unit.ts'
import { courseEnrolled } from '../warehouse/questions/course/course-enrolled.ts'
import { courseEnrollmentHistory } from '../warehouse/questions/course/course-enrollment-history.ts'
import { courseGrades } from '../warehouse/questions/course/course-grades.ts'
import { courseList } from '../warehouse/questions/course/course-list.ts'
import { coursePassing } from '../warehouse/questions/course/course-passing.ts'
import { type LoadOptions, loadLms } from './load-lms.ts'

const lmsUrl = 'https://lms.example'
const now = new Date('2026-05-01T04:00:00Z')
const clock: Clock = { now: () => now }
let warehouse: Awaited<ReturnType<typeof openTestWarehouse>>
let store: Store
let directory: string
let site: MadeLake

beforeAll(async () => {
  warehouse = await openTestWarehouse({ minGroupSize: 1 })
  directory = await mkdtemp(join(tmpdir(), 'panorama-load-'))
  store = await openStore(join(directory, 'store.db'), clock)
  site = await makeLake(warehouse.engine)
})
afterAll(async () => {
  await site.remove()
  await store.close()
  await warehouse.close()
  await rm(directory, { recursive: true })
})

const load = (options: Partial<LoadOptions> = {}) =>
  loadLms({ lake: site.lake, warehouse, dataSet: 'real', store, lmsUrl, clock, withNames: false, ...options })
const rows = (sql: string) => warehouse.engine.rows({ name: 'test', sql })
const asked = { scope: { kind: 'site' }, dataSet: 'real' } as const
const outcomes = async (options?: Partial<LoadOptions>) =>
  Object.fromEntries((await load(options)).tables.map(({ table, outcome, changed }) => [table, [outcome, changed]]))

const birds = 'course-v1:Org+Birds+2026'
const old = 'Org/Old/2014'
const unit = (id: string) => `block-v1:Org+Birds+2026+type@${id}`
const block = (id: string, type: string, order: number, [section, subsection, at]: readonly number[], name: string) => [
  'Org',
  birds,
  unit(id),
  name,
  JSON.stringify({
    block_type: type,
    section,
    subsection,
    unit: at,
    completion_mode: type === 'html' ? 'completable' : 'aggregator',
    detached: false,
  }),
  String(order),
  '2026-01-01 00:00:00',
]
const structure = [
  block('chapter', 'chapter', 1, [1, 0, 0], 'Nests'),
  block('sequential', 'sequential', 2, [1, 1, 0], 'Eggs'),
  block('vertical', 'vertical', 3, [1, 1, 1], 'Shells; "hard"\nand \\ soft'),
  block('a', 'html', 4, [1, 1, 1], 'A'),
  block('b', 'html', 5, [1, 1, 1], 'B'),
]

/** ann 7, bob 8, cleo 9 and dan 10 are in Birds; bob left; eve 11 is in nothing; dan alone has an external id. */
const users = [
  ['7', 'ann'],
  ['8', 'bob'],
  ['9', 'cleo'],
  ['10', 'dan'],
  ['11', 'eve'],
] as const
const danId = '0123456789abcdef0123456789abcdef'
const danActor = '01234567-89ab-cdef-0123-456789abcdef'
const enrollment = (id: string, user: string, course: string, day: string, active: string) => [
  id,
  user,
  course,
  `2026-03-${day} 10:00:00.000000`,
  active,
  'audit',
]
const enrollments = [
  enrollment('1', '7', birds, '01', '1'),
  enrollment('2', '8', birds, '01', '0'),
  enrollment('3', '9', birds, '02', '1'),
  enrollment('4', '10', birds, '04', '1'),
  enrollment('5', '7', old, '05', '1'),
]
const grade = (id: string, user: string, percent: string, letter: string | null) => [
  id,
  user,
  birds,
  percent,
  letter,
  '2026-04-01 10:00:00.000000',
]
const completion = (id: string, user: string, key: string, value: string) => [
  id,
  user,
  birds,
  unit(key),
  value,
  '2026-04-02 10:00:00.000000',
]

test('a lake without anything is no failure, and changes nothing', async () => {
  const report = await load()
  expect(report).toMatchObject({ read: 0, kept: 0 })
  expect(new Set(report.tables.map(({ outcome }) => outcome))).toEqual(new Set(['missing']))
})

test('names, structure, enrollments, grades and completion come from the LMS’s tables alone', async () => {
  await publishAll(site, '2026-05-01T03:00:00.000Z', [
    lmsTable.users(users),
    lmsTable.externalIdTypes(),
    lmsTable.externalIds([[danId, '10', '1']]),
    lmsTable.profiles([
      ['1', '7', 'Ann Example', 'f', 'm', '1990'],
      ['2', '9', 'Cleo', null, '', null],
    ]),
    lmsTable.overviews([
      [birds, 'Org', 'Birds, "all"', '2026-02-01 00:00:00.000000', null, '0.60', '0', '2026-01-01 00:00:00.000000'],
      ['course-v1:Org+Empty+1', 'Org', 'Nobody is here', null, null, null, '1', '2026-01-01 00:00:00.000000'],
    ]),
    lmsTable.blocks(structure),
    lmsTable.enrollments(enrollments),
    lmsTable.grades([grade('1', '7', '0.95', 'A'), grade('2', '8', '0.8', 'B'), grade('3', '9', '0.599', '')]),
    lmsTable.completions([
      completion('1', '7', 'a', '1'),
      completion('2', '7', 'b', '1'),
      completion('3', '9', 'a', '1'),
      completion('4', '9', 'b', '0.5'),
    ]),
  ])
  const report = await load()
  expect(report).toMatchObject({ read: 5 + 1 + 2 + 2 + 5 + 5 + 3 + 4, duplicates: 0, dropped: {}, quarantined: {} })
  expect(report.kept).toBe(report.read)
  expect(await ask(warehouse, courseList, { ...asked, params: { now: '2026-05-01T00:00:00Z' } })).toMatchObject(
    [
      {
        course_key: birds,
        name: 'Birds, "all"',
        enrolled: 3,
        course_start: '2026-02-01T00:00:00Z',
        last_activity: null,
      },
      { course_key: 'course-v1:Org+Empty+1', name: 'Nobody is here', enrolled: 0 },
      { course_key: old, name: old, org: 'Org', enrolled: 1 },
    ].toSorted((left, right) => (left.name < right.name ? -1 : 1)),
  )
  expect(await ask(warehouse, courseEnrolled, { ...asked, params: { course: birds } })).toEqual([
    { enrolled: 3, left: 1, ever_enrolled: 4 },
  ])
  expect(
    await ask(warehouse, courseEnrollmentHistory, {
      ...asked,
      params: { course: birds, from: null, to: null, zone: 'UTC' },
    }),
  ).toEqual(
    expect.arrayContaining([
      { day: '2026-03-01', joined: 2, left: 0, enrolled: 2 },
      { day: '2026-03-04', joined: 1, left: 0, enrolled: 4 },
      // Nobody knows when bob left: on the day on which the table said so.
      { day: '2026-05-01', joined: 0, left: 1, enrolled: 3 },
    ]),
  )
  // The class: ann, cleo and dan. Bob, who passed, has left.
  expect(await ask(warehouse, coursePassing, { ...asked, params: { course: birds } })).toEqual([
    { passing: 1, not_passing_yet: 1, no_grade_yet: 1, learners: 3 },
  ])
  const grades = await ask(warehouse, courseGrades, { ...asked, params: { course: birds } })
  expect(grades.filter(({ learners }) => learners > 0)).toEqual([
    { bucket: '50-59', learners: 1 },
    { bucket: '90-100', learners: 1 },
    { bucket: 'none', learners: 1 },
  ])
  expect(await ask(warehouse, courseCompletionByUnit, { ...asked, params: { course: birds } })).toEqual([
    {
      section: 'Nests',
      subsection: 'Eggs',
      unit: '1.1.1 Shells; "hard"\nand \\ soft',
      block_key: unit('vertical'),
      learners: 1,
      class_size: 3,
    },
  ])
  const ann = actorIdOf(lmsUrl, { userId: 7 })
  expect(
    await rows(`SELECT actor_id, gender, year_of_birth FROM panorama.learner_demographics FINAL
      WHERE course_key = '${birds}' AND actor_id IN ('${ann}', '${danActor}') ORDER BY gender`),
  ).toEqual([
    { actor_id: danActor, gender: '', year_of_birth: null },
    { actor_id: ann, gender: 'f', year_of_birth: 1990 },
  ])
})

test('names and mail addresses come in only where the site shows them', async () => {
  const profiles = () =>
    rows('SELECT user_id, name, email, username, gender FROM event_sink.user_profile ORDER BY user_id')
  expect(await profiles()).toMatchObject([
    { user_id: 7, name: '', email: '', gender: 'f' },
    { user_id: 9, name: '' },
  ])
  await load({ withNames: true })
  expect(await profiles()).toMatchObject([
    { user_id: 7, name: 'Ann Example', email: 'ann@example.org', username: 'ann', gender: 'f' },
    { user_id: 9, name: 'Cleo' },
  ])
  await load()
  expect(await profiles()).toMatchObject([
    { user_id: 7, name: '', email: '' },
    { user_id: 9, name: '' },
  ])
})

describe('again', () => {
  test('nothing is read of what is as it was, and of each table it is known how new it is (panorama-elt 33)', async () => {
    site.filesRead()
    await publishAll(site, '2026-05-02T03:00:00.000Z', [
      lmsTable.grades([grade('1', '7', '0.95', 'A'), grade('2', '8', '0.8', 'B'), grade('3', '9', '0.599', '')]),
    ])
    expect(await outcomes()).toMatchObject({ grades: ['unchanged', 0], course_enrollment: ['unchanged', 0] })
    expect(site.filesRead()).toBe(0)
    expect(
      await rows(
        `SELECT target, toString(as_of) AS at FROM lms.loads FINAL WHERE target IN ('grades', 'course_enrollment') ORDER BY target`,
      ),
    ).toEqual([
      { target: 'course_enrollment', at: '2026-05-01 03:00:00.000' },
      { target: 'grades', at: '2026-05-02 03:00:00.000' },
    ])
  })

  test('only rows that differ count, and a load by force finds none', async () => {
    const before = await rows('SELECT * FROM event_sink.course_enrollment ORDER BY ALL')
    const forced = await load({ force: true })
    expect(forced).toMatchObject({ kept: 0, dropped: {}, quarantined: {} })
    expect(await rows('SELECT * FROM event_sink.course_enrollment ORDER BY ALL')).toEqual(before)
    const changed = enrollments.map((row) => (row[0] === '3' ? [...row.slice(0, 4), '0', 'audit'] : row))
    await publishAll(site, '2026-05-03T03:00:00.000Z', [lmsTable.enrollments(changed)])
    expect(await outcomes()).toMatchObject({ course_enrollment: ['loaded', 1], grades: ['unchanged', 0] })
    const history = await ask(warehouse, courseEnrollmentHistory, {
      ...asked,
      params: { course: birds, from: '2026-05-01', to: null, zone: 'UTC' },
    })
    // Bob’s day stays what it was.
    expect(history.filter(({ left }) => left > 0)).toEqual([
      { day: '2026-05-01', joined: 0, left: 1, enrolled: 3 },
      { day: '2026-05-03', joined: 0, left: 1, enrolled: 2 },
    ])
  })
})

test('what the LMS has deleted goes: a learner, a grade, a completion, a block, a course run', async () => {
  await publishAll(site, '2026-05-04T03:00:00.000Z', [
    lmsTable.enrollments([enrollments[0]!, enrollments[3]!]),
    lmsTable.grades([]),
    // What cleo completed is still told of, although her enrollment is gone.
    lmsTable.completions([completion('1', '7', 'a', '1'), completion('3', '9', 'a', '1')]),
    lmsTable.blocks(structure.slice(0, 4)),
    lmsTable.overviews([
      [birds, 'Org', 'Birds', '2026-02-01 00:00:00.000000', null, '0.60', '0', '2026-05-04 00:00:00.000000'],
    ]),
  ])
  await load()
  expect(await ask(warehouse, courseList, { ...asked, params: { now: '2026-05-01T00:00:00Z' } })).toMatchObject([
    { course_key: birds, name: 'Birds', enrolled: 2 },
  ])
  expect(await ask(warehouse, courseEnrolled, { ...asked, params: { course: birds } })).toEqual([
    { enrolled: 2, left: 0, ever_enrolled: 2 },
  ])
  expect(await ask(warehouse, coursePassing, { ...asked, params: { course: birds } })).toEqual([
    { passing: 0, not_passing_yet: 0, no_grade_yet: 2, learners: 2 },
  ])
  expect(await rows(`SELECT DISTINCT block_key FROM panorama.learner_block FINAL`)).toEqual([{ block_key: unit('a') }])
  expect(await rows('SELECT count() AS n FROM lms.changes')).toEqual([{ n: 0 }])
  expect(await rows(`SELECT blocks_completed FROM panorama.learner_course FINAL ORDER BY 1`)).toEqual([
    { blocks_completed: 0 },
    { blocks_completed: 1 },
  ])
  expect(await rows('SELECT count() AS n FROM panorama.course_structure FINAL')).toEqual([{ n: 4 }])
  expect(await rows('SELECT learners FROM panorama.course_peers FINAL')).toEqual([{ learners: 2 }])
})
