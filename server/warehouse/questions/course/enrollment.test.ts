import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Scope } from '../../../contract/scope.ts'
import { openQuestionBench, type QuestionBench } from '../../../testing/questions.ts'
import { courseClassSize } from './course-class-size.ts'
import { courseEnrolled } from './course-enrolled.ts'
import { courseEnrollmentHistory } from './course-enrollment-history.ts'
import { courseGrades } from './course-grades.ts'
import { courseList } from './course-list.ts'
import { courseNewestActivity } from './course-newest-activity.ts'
import { coursePassing } from './course-passing.ts'

const course = 'course-v1:Org+Birds+2026'
const change = (at: string, by: 1 | -1) => ({ at, change: by, mode: 'audit' })

/**
 * ann   enrolled 1 March, passing with 0.95
 * bob   enrolled 1 March, left 3 March; had passed
 * cleo  enrolled 2 March, failing with 0.599; her newest row says 0.6
 * dan   enrolled 4 March 23:30 UTC, which is 5 March in Oslo; no grade
 * eve   acted, no enrollment known; the LMS said that she fails, without a score
 */
const rows = [
  {
    course_key: course,
    actor_id: 'ann',
    enrollment_status: 'registered',
    enrollment_changes: [change('2026-03-01 10:00:00', 1)],
    grade: 0.95,
    passed: true,
    last_activity: '2026-03-05 12:00:00.250',
  },
  {
    course_key: course,
    actor_id: 'bob',
    enrollment_status: 'unregistered',
    enrollment_changes: [change('2026-03-01 11:00:00', 1), change('2026-03-03 11:00:00', -1)],
    grade: 0.8,
    passed: true,
    last_activity: '2026-03-02 12:00:00',
  },
  {
    course_key: course,
    actor_id: 'cleo',
    enrollment_status: 'registered',
    enrollment_changes: [change('2026-03-02 10:00:00', 1)],
    grade: 0.599,
    passed: false,
    last_activity: '2026-02-26 12:00:00',
  },
  {
    course_key: course,
    actor_id: 'dan',
    enrollment_status: 'registered',
    enrollment_changes: [change('2026-03-04 23:30:00', 1)],
  },
  { course_key: course, actor_id: 'eve', passed: false, last_activity: '2026-02-20 12:00:00' },
]

let bench: QuestionBench
beforeAll(async () => {
  bench = await openQuestionBench()
  await bench.insert('learnerCourse', rows)
  await bench.insert('learnerCourse', [{ ...rows[2], grade: 0.6, version: 2 }])
  await bench.insert('courseNames', [
    {
      course_key: course,
      run: '2026',
      display_name: 'Birds',
      course_start: '2026-02-01 00:00:00',
      course_end: '2026-06-01 00:00:00',
    },
    { course_key: 'Old/Style/2014', org: 'Old', run: '2014', display_name: 'Old/Style/2014' },
  ])
})
afterAll(() => bench.close())

test('enrolled are those whose newest word is that they are in', async () => {
  expect(await bench.answer(courseEnrolled, { course })).toEqual([{ enrolled: 3, left: 1, ever_enrolled: 4 }])
})

test('the class is the enrolled and eve, of whose enrollment nothing is known; not bob, who left', async () => {
  expect(await bench.answer(courseClassSize, { course })).toEqual([{ learners: 4 }])
})

test('of the class ann passes, cleo and eve do not yet, dan has no grade; bob is not counted', async () => {
  expect(await bench.answer(coursePassing, { course })).toEqual([
    { passing: 1, not_passing_yet: 2, no_grade_yet: 1, learners: 4 },
  ])
})

test('grades fall into tens cut before rounding, and no grade is not zero', async () => {
  const expected = new Map([
    ['60-69', 1], // cleo's newest: 0.6
    ['90-100', 1], // ann
    ['none', 2], // dan and eve
  ])
  const buckets = ['0-9', '10-19', '20-29', '30-39', '40-49', '50-59', '60-69', '70-79', '80-89', '90-100', 'none']
  expect(await bench.answer(courseGrades, { course })).toEqual(
    buckets.map((bucket) => ({ bucket, learners: expected.get(bucket) ?? 0 })),
  )
})

test('the edges of the tens belong to the upper one, and full marks to the last', async () => {
  const grades = [0, 0.0999, 0.1, 0.3, 0.7, 0.8999, 0.9, 1]
  await bench.insert(
    'learnerCourse',
    grades.map((grade, index) => ({ course_key: 'course-v1:Org+Edges+1', actor_id: `learner ${index}`, grade })),
  )
  const answer = await bench.answer(courseGrades, { course: 'course-v1:Org+Edges+1' })
  expect(answer.filter(({ learners }) => learners > 0)).toEqual([
    { bucket: '0-9', learners: 2 },
    { bucket: '10-19', learners: 1 },
    { bucket: '30-39', learners: 1 },
    { bucket: '70-79', learners: 1 },
    { bucket: '80-89', learners: 1 },
    { bucket: '90-100', learners: 2 },
  ])
})

describe('the enrollment history', () => {
  const day = (name: string, joined: number, left: number, enrolled: number) => ({ day: name, joined, left, enrolled })

  test('adds one for every enrollment, takes one for every leaving, and has every day', async () => {
    expect(await bench.answer(courseEnrollmentHistory, { course, from: null, to: null, zone: 'UTC' })).toEqual([
      day('2026-03-01', 2, 0, 2),
      day('2026-03-02', 1, 0, 3),
      day('2026-03-03', 0, 1, 2),
      day('2026-03-04', 1, 0, 3),
    ])
  })

  test('cuts days where the viewer is', async () => {
    const rows = await bench.answer(courseEnrollmentHistory, { course, from: null, to: null, zone: 'Europe/Oslo' })
    expect(rows.slice(-2)).toEqual([day('2026-03-04', 0, 0, 2), day('2026-03-05', 1, 0, 3)])
  })

  test('carries what was before the period into its first day and goes on to its last', async () => {
    const period = { from: '2026-03-03', to: '2026-03-06' }
    expect(await bench.answer(courseEnrollmentHistory, { course, ...period, zone: 'UTC' })).toEqual([
      day('2026-03-03', 0, 1, 2),
      day('2026-03-04', 1, 0, 3),
      day('2026-03-05', 0, 0, 3),
      day('2026-03-06', 0, 0, 3),
    ])
  })

  test('is a level line in a period without changes, and nothing before the first', async () => {
    const later = { from: '2026-04-01', to: '2026-04-02' }
    expect(await bench.answer(courseEnrollmentHistory, { course, ...later, zone: 'UTC' })).toEqual([
      day('2026-04-01', 0, 0, 3),
      day('2026-04-02', 0, 0, 3),
    ])
    const earlier = { from: '2026-01-01', to: '2026-01-31' }
    expect(await bench.answer(courseEnrollmentHistory, { course, ...earlier, zone: 'UTC' })).toEqual([])
  })
})

test('the list of courses counts who is enrolled now and who acted in the last 7 × 24 hours', async () => {
  // From 27 February 12:00 on: ann (5 March) and bob (2 March); not cleo (26 February) or eve (20 February).
  expect(await bench.answer(courseList, { now: '2026-03-06T12:00:00Z' })).toEqual([
    {
      course_key: course,
      name: 'Birds',
      org: 'Org',
      run: '2026',
      enrolled: 3,
      active_last_7_days: 2,
      last_activity: '2026-03-05T12:00:00Z',
      course_start: '2026-02-01T00:00:00Z',
      course_end: '2026-06-01T00:00:00Z',
    },
    {
      course_key: 'Old/Style/2014',
      name: 'Old/Style/2014',
      org: 'Old',
      run: '2014',
      enrolled: 0,
      active_last_7_days: 0,
      last_activity: null,
      course_start: null,
      course_end: null,
    },
  ])
})

test('the newest event is an action, an enrollment or a grade, whichever came last', async () => {
  expect(await bench.answer(courseNewestActivity, { course })).toEqual([
    { newest: '2026-03-05T12:00:00Z', lms_as_of: null },
  ])
  await bench.insert('learnerCourse', [
    { course_key: 'course-v1:Org+Graded+1', actor_id: 'ann', graded_at: '2026-03-09 08:00:00' },
  ])
  expect(await bench.answer(courseNewestActivity, { course: null })).toEqual([
    { newest: '2026-03-09T08:00:00Z', lms_as_of: null },
  ])
})

test('where the LMS’s tables were loaded, the oldest of them says how new those are, and only deeds are news', async () => {
  const loaded = (target: string, as_of: string) => ({ target, as_of, rows: 1, loaded_at: '2026-03-10 09:00:00' })
  const { engine } = bench.warehouse
  const insert = (...rows: object[]) =>
    engine.insert(
      'lms.loads',
      ['target', 'as_of', 'rows', 'loaded_at'],
      'JSONEachRow',
      Buffer.from(rows.map((row) => JSON.stringify(row)).join('\n')),
    )
  await insert(
    loaded('course_enrollment', '2026-03-10 08:00:00'),
    loaded('grades', '2026-03-10 07:00:00'),
    // No course dashboard reads it.
    loaded('tag', '2026-03-01 00:00:00'),
  )
  const graded = 'course-v1:Org+Graded+1'
  expect(await bench.answer(courseNewestActivity, { course: graded })).toEqual([
    { newest: null, lms_as_of: '2026-03-10T07:00:00Z' },
  ])
  const teacher: Scope = { kind: 'courses', courseKeys: [course], orgs: [] }
  expect(await bench.answer(courseNewestActivity, { course: null }, teacher)).toEqual([
    { newest: '2026-03-05T12:00:00Z', lms_as_of: '2026-03-10T07:00:00Z' },
  ])
})
