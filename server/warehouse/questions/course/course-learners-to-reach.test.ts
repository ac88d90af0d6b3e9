import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Scope } from '../../../contract/scope.ts'
import { openQuestionBench, type QuestionBench } from '../../../testing/questions.ts'
import { courseLearnersToReach } from './course-learners-to-reach.ts'

const course = 'course-v1:Org+Birds+2026'
const ended = 'course-v1:Org+Ended+2026'
const future = 'course-v1:Org+Future+2026'
/** A Thursday; a week before it is the 5th. */
const now = '2026-03-12T12:00:00Z'

const enrolled = (at: string) => [{ at, change: 1, mode: 'audit' }]
const learner = (actor: string, fields: object, courseKey = course) => ({
  course_key: courseKey,
  actor_id: actor,
  enrollment_status: 'registered',
  enrollment_changes: enrolled('2026-02-01 09:00:00.000000'),
  ...fields,
})
const tried = (actor: string, block: string, at: string, right: boolean | null) => ({
  course_key: course,
  actor_id: actor,
  block_key: block,
  attempts: 1,
  last_success: right,
  last_tried_at: at,
  last_activity: at,
})

let bench: QuestionBench
beforeAll(async () => {
  bench = await openQuestionBench()
  await bench.insert('courseNames', [
    { course_key: course, course_start: '2026-02-02 00:00:00', course_end: '2026-06-01 00:00:00' },
    { course_key: ended, course_start: '2026-01-01 00:00:00', course_end: '2026-03-12 11:59:59' },
    { course_key: future, course_start: '2026-03-06 00:00:00' },
  ])
  await bench.insert('learnerCourse', [
    // Here yesterday. Of four problems tried lately two are not right; an old one does not count, so two are too few.
    learner('two-unsolved', { last_activity: '2026-03-11 12:00:00' }),
    // Three of six are not right: half of them.
    learner('stuck', { last_activity: '2026-03-11 10:00:00', grade: 0.2 }),
    // Three of seven: less than half.
    learner('on-the-way', { last_activity: '2026-03-11 10:00:00' }),
    // To the second: a week is not more than a week ago, and is away.
    learner('away', { last_activity: '2026-03-05 12:00:00', grade: 0.4, passed: false }),
    learner('not-yet-away', { last_activity: '2026-03-05 12:00:01' }),
    learner('three-weeks-away', { last_activity: '2026-02-18 15:30:00' }),
    learner('long-away', { last_activity: '2026-02-10 12:00:00' }),
    learner('passed', { last_activity: '2026-02-10 12:00:00', passed: true }),
    learner('left', { last_activity: '2026-02-10 12:00:00', enrollment_status: 'unregistered' }),
    // Nobody knows whether they are enrolled.
    learner('guest', { last_activity: '2026-02-10 12:00:00', enrollment_status: '', enrollment_changes: [] }),
    learner('not-begun', {}),
    learner('new', { enrollment_changes: enrolled('2026-03-05 12:00:01.000000') }),
    // Left and came back: enrolled since yesterday.
    learner('back', {
      enrollment_changes: [
        ...enrolled('2026-02-01 09:00:00.000000'),
        { at: '2026-02-03 09:00:00.000000', change: -1, mode: '' },
        ...enrolled('2026-03-11 09:00:00.000000'),
      ],
    }),
    learner('too-late', { last_activity: '2026-02-10 12:00:00' }, ended),
    learner('early', {}, future),
    learner('early-bird', { last_activity: '2026-03-01 12:00:00' }, future),
  ])
  const lately = '2026-03-10 10:00:00'
  const problems = (actor: string, right: number, wrong: number) => [
    ...Array.from({ length: right }, (_, index) => tried(actor, `right-${index}`, lately, true)),
    ...Array.from({ length: wrong }, (_, index) => tried(actor, `wrong-${index}`, lately, index === 0 ? null : false)),
  ]
  await bench.insert('learnerBlock', [
    ...problems('two-unsolved', 2, 2),
    tried('two-unsolved', 'old', '2026-02-26 12:00:00', false),
    ...problems('stuck', 3, 3),
    ...problems('on-the-way', 4, 3),
    tried('away', 'right-0', '2026-03-05 12:00:00', true),
  ])
})
afterAll(() => bench.close())

const reached = (key: string) => bench.answer(courseLearnersToReach, { course: key, now, zone: 'Asia/Tokyo' })

test('names whoever is stuck, away or has not begun, once, and those last who are away for long', async () => {
  const row = (
    who: string,
    reason: string,
    last_here: string | null,
    unsolved = 0,
    solved = 0,
    grade: number | null = null,
  ) => ({
    learner: who,
    reason,
    last_here,
    unsolved,
    solved,
    grade,
  })
  expect(await reached(course)).toEqual([
    row('stuck', 'stuck', '2026-03-11', 3, 3, 0.2),
    row('away', 'away', '2026-03-05', 0, 1, 0.4),
    row('not-begun', 'not_begun', null),
    // Half past midnight in Tokyo.
    row('three-weeks-away', 'long_away', '2026-02-19'),
    row('long-away', 'long_away', '2026-02-10'),
  ])
})

test('leaves people in peace when the course has ended', async () => {
  expect(await reached(ended)).toEqual([])
})

test('takes nobody for late while the course has been open for less than a week', async () => {
  expect((await reached(future)).map(({ learner, reason }) => [learner, reason])).toEqual([['early-bird', 'away']])
})

test('knows no course that is not in scope', async () => {
  const scope: Scope = { kind: 'courses', courseKeys: [ended], orgs: [] }
  expect(await bench.answer(courseLearnersToReach, { course, now, zone: 'UTC' }, scope)).toEqual([])
})
