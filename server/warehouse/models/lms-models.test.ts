import { afterAll, beforeAll, expect, test } from 'vitest'
import { actorOf, insertLmsRows, insertMirrorRows } from '../../testing/lms-tables.ts'
import { insertStatements, statement, usageKey } from '../../testing/statements.ts'
import { openTestWarehouse } from '../../testing/warehouse.ts'
import { type TableName, tablesOf } from '../tables.ts'
import { markCourses } from './marks.ts'
import { refreshModels } from './refresh.ts'

let warehouse: Awaited<ReturnType<typeof openTestWarehouse>>
beforeAll(async () => {
  warehouse = await openTestWarehouse()
})
afterAll(() => warehouse.close())

async function read(table: TableName, columns: string, course: string) {
  await markCourses(warehouse, 'real', [course])
  await refreshModels(warehouse, 'real')
  return warehouse.engine.rows({
    name: 'test',
    sql: `SELECT ${columns} FROM ${tablesOf(warehouse.databases, 'real')[table]} FINAL
      WHERE course_key = {course: String} ORDER BY ALL`,
    params: { course },
  })
}

const enrollment = 'enrollment_status, enrollment_mode, enrollment_changes'
const at = (time: string) => `2026-01-${time}:00.000000`

test('the enrollment table tells who is enrolled and, by its dumps, when somebody left; with events it makes one history', async () => {
  const course = 'course-v1:Org+Table+1'
  const people = [
    { external_user_id: actorOf('stays'), external_id_type: 'xapi', user_id: 1 },
    { external_user_id: actorOf('goes'), external_id_type: 'lti', user_id: 2 },
    { external_user_id: actorOf('has events'), external_id_type: 'xapi', user_id: 3 },
    { external_user_id: actorOf('leaves later'), external_id_type: 'xapi', user_id: 4 },
  ]
  await insertLmsRows(warehouse, 'real', 'externalId', '2026-01-01T00:00:00Z', people)
  const row = (user_id: number, is_active: boolean, mode: string) => ({
    course_key: course,
    user_id,
    is_active,
    mode,
    created: '2026-01-02 10:00:00.000000+00:00',
  })
  const dump = (on: string, ...rows: object[]) =>
    insertLmsRows(warehouse, 'real', 'courseEnrollment', `2026-01-${on}T03:00:00Z`, rows as Record<string, unknown>[])
  // User 9 has no external id: nothing tells which pseudonym is theirs.
  await dump(
    '05',
    row(1, true, 'audit'),
    row(2, true, 'audit'),
    row(3, true, 'audit'),
    row(4, true, 'audit'),
    row(9, true, 'audit'),
  )
  await dump('06', row(1, true, 'verified'), row(2, false, 'audit'))
  await dump('07', row(1, true, 'verified'), row(2, false, 'audit'))
  await insertStatements(warehouse, 'real', [
    statement({ verb: 'registered', actor: actorOf('has events'), course, at: '2026-01-01T09:00:00Z', mode: 'honor' }),
    statement({ verb: 'unregistered', actor: actorOf('leaves later'), course, at: '2026-01-09T09:00:00Z' }),
  ])
  const rows = await read('learnerCourse', `actor_id, ${enrollment}`, course)
  const of = (person: string) => rows.find(({ actor_id }) => actor_id === actorOf(person))
  expect(rows).toHaveLength(4)
  expect(of('stays')).toMatchObject({
    enrollment_status: 'registered',
    enrollment_mode: 'verified',
    enrollment_changes: [{ at: at('02 10:00'), change: 1, mode: 'audit' }],
  })
  expect(of('goes')).toMatchObject({
    enrollment_status: 'unregistered',
    enrollment_changes: [
      { at: at('02 10:00'), change: 1 },
      { at: at('06 03:00'), change: -1 },
    ],
  })
  expect(of('has events')).toMatchObject({
    enrollment_status: 'registered',
    // The newest word on the track is the table's.
    enrollment_mode: 'audit',
    enrollment_changes: [{ at: at('01 09:00'), change: 1, mode: 'honor' }],
  })
  expect(of('leaves later')).toMatchObject({
    enrollment_status: 'unregistered',
    enrollment_changes: [
      { at: at('02 10:00'), change: 1 },
      { at: at('09 09:00'), change: -1 },
    ],
  })
})

/** A learner whom the LMS has given no external id. */
const account = (user_id: number, person: string) => ({ user_id, actor_id: actorOf(person) })

test('of the LMS’s table of grades and the statements, whichever was changed last holds', async () => {
  const course = 'course-v1:Org+Graded+1'
  await insertMirrorRows(warehouse, 'lmsAccounts', [
    account(41, 'only listed'),
    account(42, 'listed later'),
    account(43, 'told later'),
    account(44, 'listed as failing'),
    account(45, 'without a grade'),
  ])
  await insertLmsRows(
    warehouse,
    'real',
    'courseEnrollment',
    '2026-01-05T03:00:00Z',
    [41, 42, 43, 44, 45].map((user_id) => ({
      course_key: course,
      user_id,
      is_active: true,
      mode: 'audit',
      created: '2026-01-02',
    })),
  )
  const listed = (user_id: number, percent_grade: number, letter_grade: string, day: string) => ({
    course_key: course,
    user_id,
    percent_grade,
    letter_grade,
    modified: `2026-02-${day} 10:00:00`,
  })
  await insertMirrorRows(warehouse, 'lmsGrades', [
    listed(41, 0.7, 'C', '01'),
    listed(42, 0.8, 'B', '03'),
    listed(43, 0.9, 'A', '03'),
    listed(44, 0.2, 'Fail', '01'),
    // Nobody in the class: what it says of a learner without an enrollment makes no learner.
    listed(99, 1, 'A', '01'),
  ])
  const earned = (person: string, score: number, gradeClass: string, day: string) =>
    statement({ verb: 'earned', actor: actorOf(person), course, score, gradeClass, at: `2026-02-${day}T10:00:00Z` })
  await insertStatements(warehouse, 'real', [
    earned('listed later', 0.1, 'Fail', '02'),
    earned('told later', 0.3, 'Fail', '04'),
  ])
  const rows = await read('learnerCourse', 'actor_id, grade, passed, toString(graded_at) AS graded_at', course)
  const grades = Object.fromEntries(rows.map(({ actor_id, ...row }) => [String(actor_id), row]))
  expect(grades).toEqual({
    [actorOf('only listed')]: { grade: 0.7, passed: true, graded_at: '2026-02-01 10:00:00.000000' },
    [actorOf('listed later')]: { grade: 0.8, passed: true, graded_at: '2026-02-03 10:00:00.000000' },
    [actorOf('told later')]: { grade: 0.3, passed: false, graded_at: '2026-02-04 10:00:00.000000' },
    [actorOf('listed as failing')]: { grade: 0.2, passed: false, graded_at: '2026-02-01 10:00:00.000000' },
    [actorOf('without a grade')]: { grade: null, passed: null, graded_at: null },
  })
})

test('the LMS’s table of completions and the statements make one history of a block', async () => {
  const course = 'course-v1:Org+Completed+1'
  await insertMirrorRows(warehouse, 'lmsAccounts', [account(51, 'completes')])
  await insertLmsRows(warehouse, 'real', 'courseEnrollment', '2026-01-05T03:00:00Z', [
    { course_key: course, user_id: 51, is_active: true, mode: 'audit', created: '2026-01-02' },
  ])
  const block = (id: string) => usageKey(course, 'html', id)
  const listed = (id: string, completion: number, day: string) => ({
    course_key: course,
    user_id: 51,
    block_key: block(id),
    completion,
    modified: `2026-02-${day} 10:00:00`,
  })
  await insertMirrorRows(warehouse, 'lmsCompletions', [
    listed('only-listed', 1, '01'),
    listed('told-first', 1, '03'),
    listed('reset', 0, '03'),
    listed('told-later', 0.5, '01'),
  ])
  const progressed = (id: string, completion: number) => {
    const at = '2026-02-02T10:00:00Z'
    return statement({ verb: 'progressed', actor: actorOf('completes'), course, block: block(id), completion, at })
  }
  await insertStatements(warehouse, 'real', [
    progressed('told-first', 0.5),
    progressed('reset', 1),
    progressed('told-later', 1),
  ])
  const columns = 'block_key, completion, toString(completed_at) AS complete, toString(last_activity) AS last'
  const on = (day: string) => `2026-02-${day} 10:00:00.000000`
  expect(await read('learnerBlock', columns, course)).toEqual([
    { block_key: block('only-listed'), completion: 1, complete: on('01'), last: on('01') },
    { block_key: block('reset'), completion: 0, complete: null, last: on('03') },
    { block_key: block('told-first'), completion: 1, complete: on('03'), last: on('03') },
    { block_key: block('told-later'), completion: 1, complete: on('02'), last: on('02') },
  ])
  expect(await read('learnerCourse', 'blocks_completed, statements', course)).toEqual([
    { blocks_completed: 3, statements: 3 },
  ])
})

test('demographics come from the newest profile and are blank for a learner who has none', async () => {
  const course = 'course-v1:Org+People+1'
  const actors = [actorOf('p'), actorOf('q')]
  await insertLmsRows(warehouse, 'real', 'externalId', '2026-01-01T00:00:00Z', [
    { external_user_id: actors[0], external_id_type: 'xapi', user_id: 21 },
  ])
  const profile = { id: 5, user_id: 21, name: 'Somebody', gender: '', level_of_education: 'm', year_of_birth: '' }
  await insertLmsRows(warehouse, 'real', 'userProfile', '2026-01-01T00:00:00Z', [profile])
  await insertLmsRows(warehouse, 'real', 'userProfile', '2026-01-02T00:00:00Z', [
    { ...profile, gender: 'f', year_of_birth: '1990' },
  ])
  await insertStatements(
    warehouse,
    'real',
    actors.map((actor) => statement({ verb: 'registered', actor, course, at: '2026-01-03T09:00:00Z' })),
  )
  const rows = await read('learnerDemographics', 'gender, level_of_education, year_of_birth', course)
  expect(rows).toEqual([
    { gender: '', level_of_education: '', year_of_birth: null },
    { gender: 'f', level_of_education: 'm', year_of_birth: 1990 },
  ])
})

test('a course is called by its key until the LMS tells its name, and the newest overview holds', async () => {
  const columns = 'org, run, display_name, toString(course_start) AS start, course_end, lowest_passing_grade, language'
  const course = 'course-v1:Org+Named+2026_T1'
  const unknown = {
    org: 'Org',
    run: '2026_T1',
    start: null,
    course_end: null,
    lowest_passing_grade: null,
    language: '',
  }
  expect(await read('courseNames', columns, course)).toEqual([{ ...unknown, display_name: course }])
  const overview = (display_name: string, modified: string) => ({
    org: 'Org',
    course_key: course,
    display_name,
    course_start: '2026-02-01 00:00:00+00:00',
    course_end: 'None',
    course_data_json: JSON.stringify({ lowest_passing_grade: 0.6, language: 'es' }),
    modified,
  })
  await insertLmsRows(warehouse, 'real', 'courseOverviews', '2026-01-03T00:00:00Z', [overview('New', '2026-01-02')])
  await insertLmsRows(warehouse, 'real', 'courseOverviews', '2026-01-04T00:00:00Z', [overview('Old', '2026-01-01')])
  expect(await read('courseNames', columns, course)).toEqual([
    { ...unknown, display_name: 'New', start: '2026-02-01 00:00:00.000000', lowest_passing_grade: 0.6, language: 'es' },
  ])
})

test('a course key of the old style has its organisation before the first slash and its run behind the last', async () => {
  expect(await read('courseNames', 'org, run', 'Org/Course/2013_Spring')).toEqual([{ org: 'Org', run: '2013_Spring' }])
})

test('a block that has left the course leaves the structure', async () => {
  const course = 'course-v1:Org+Tree+1'
  const block = (id: string, order: number, graded = false) => ({
    org: 'Org',
    course_key: course,
    location: `block-v1:Org+Tree+1+type@html+block@${id}`,
    display_name: id,
    order,
    xblock_data_json: JSON.stringify({
      block_type: 'html',
      graded,
      completion_mode: 'completable',
      section: 1,
      subsection: 2,
      unit: 3,
      detached: false,
    }),
  })
  const columns = 'display_name, position, block_type, section, subsection, unit, graded, completion_mode, detached'
  const row = {
    block_type: 'html',
    section: 1,
    subsection: 2,
    unit: 3,
    graded: false,
    completion_mode: 'completable',
    detached: false,
  }
  await insertLmsRows(warehouse, 'real', 'courseBlocks', '2026-01-01T00:00:00Z', [block('a', 1), block('b', 2)])
  expect(await read('courseStructure', columns, course)).toEqual([
    { ...row, display_name: 'a', position: 1 },
    { ...row, display_name: 'b', position: 2 },
  ])
  const newer = [block('b', 1, true), block('c', 2)]
  await insertLmsRows(warehouse, 'real', 'courseBlocks', '2026-01-02T00:00:00Z', newer)
  const left = [
    { ...row, display_name: 'b', position: 1, graded: true },
    { ...row, display_name: 'c', position: 2 },
  ]
  expect(await read('courseStructure', columns, course)).toEqual(left)
  await insertLmsRows(warehouse, 'real', 'courseBlocks', '2026-01-02T00:00:00Z', newer)
  expect(await read('courseStructure', columns, course)).toEqual(left)
})

test('the class is the learners enrolled now, with medians over those a figure exists for', async () => {
  const course = 'course-v1:Org+Class+1'
  const done = (actor: string, blocks: number) =>
    Array.from({ length: blocks }, (_, index) =>
      statement({ verb: 'progressed', actor, course, block: `h${index}`, completion: 1, at: '2026-01-01T10:00:00Z' }),
    )
  const enrolled = ['a', 'b', 'c', 'd'].map((actor) =>
    statement({ verb: 'registered', actor, course, at: '2026-01-01T00:00:00Z' }),
  )
  const earned = (actor: string, score: number) =>
    statement({ verb: 'earned', actor, course, score, gradeClass: 'Fail', at: '2026-02-01T00:00:00Z' })
  const active = (actor: string, at: string) => statement({ verb: 'navigated', actor, course, block: 's', at })
  await insertStatements(warehouse, 'real', [
    ...enrolled,
    statement({ verb: 'unregistered', actor: 'd', course, at: '2026-01-09T00:00:00Z' }),
    ...done('a', 4),
    ...done('b', 1),
    ...done('d', 9),
    earned('a', 0.9),
    earned('b', 0.4),
    earned('d', 0.1),
    // The newest activity is on 1 February: the 28 days begin after 4 January, and what was done on the first is not in them.
    active('a', '2026-02-01T10:00:00Z'),
    active('a', '2026-01-20T10:00:00Z'),
    active('b', '2026-01-25T10:00:00Z'),
  ])
  // Enrolled: a, b, c. Grades 0.4 and 0.9; blocks 0, 1, 4; a was active for 240 s and b for 120 s in four weeks.
  expect(
    await read('coursePeers', 'learners, median_grade, median_blocks_completed, median_weekly_seconds', course),
  ).toEqual([{ learners: 3, median_grade: 0.65, median_blocks_completed: 1, median_weekly_seconds: 45 }])
})
