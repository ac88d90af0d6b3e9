import { afterAll, beforeAll, expect, test } from 'vitest'
import { openQuestionBench, type QuestionBench } from '../../../testing/questions.ts'
import { courseComparison } from './course-comparison.ts'

const birds = 'course-v1:Org+Birds+2026'
const stars = 'course-v1:Space+Stars+1'
const empty = 'course-v1:Org+Empty+1'
const now = '2026-03-12T12:00:00Z'

let bench: QuestionBench
beforeAll(async () => {
  bench = await openQuestionBench()
  await bench.insert('courseNames', [
    { course_key: birds, display_name: 'Birds', run: '2026' },
    { course_key: stars, display_name: 'Stars', run: '1' },
    { course_key: empty, display_name: 'Empty', run: '1' },
  ])
  const learner = (course_key: string, actor_id: string, fields: object = {}) => ({
    course_key,
    actor_id,
    enrollment_status: 'registered',
    enrollment_changes: [{ at: '2026-02-01 09:00:00.000000', change: 1, mode: 'audit' }],
    last_activity: '2026-03-11 10:00:00',
    ...fields,
  })
  await bench.insert('learnerCourse', [
    learner(birds, 'ann', { passed: true }),
    learner(birds, 'bob', { last_activity: '2026-03-01 10:00:00' }),
    learner(birds, 'cleo', { last_activity: null }),
    learner(birds, 'dan', { last_activity: '2026-02-01 10:00:00', passed: false }),
    // Left, and passed before: not one of the class any more.
    learner(birds, 'eve', { enrollment_status: 'unregistered', passed: true }),
    learner(stars, 'ann'),
    learner(empty, 'eve', { enrollment_status: 'unregistered' }),
  ])
  const quarter = (course_key: string, actor_id: string, at: string, active_seconds: number, actions = 1) => ({
    ...{ course_key, actor_id, active_seconds, actions },
    quarter: `2026-03-${at}:00`,
  })
  await bench.insert('learnerQuarter', [
    quarter(birds, 'ann', '11 10:00', 600),
    quarter(birds, 'ann', '11 10:15', 120),
    quarter(birds, 'bob', '01 10:00', 900),
    // A window that reaches into a day without an action does not make anybody active.
    quarter(birds, 'dan', '11 00:00', 60, 0),
    quarter(birds, 'eve', '11 10:00', 800),
  ])
  const tried = (course_key: string, actor_id: string, block_key: string, first: boolean | null) => ({
    ...{ course_key, actor_id, block_key, attempts: 2, first_success: first, last_success: true },
    last_activity: '2026-03-01 10:00:00',
  })
  await bench.insert('learnerBlock', [
    tried(birds, 'ann', 'p1', true),
    tried(birds, 'ann', 'p2', false),
    tried(birds, 'bob', 'p1', null),
    tried(birds, 'eve', 'p1', true),
    { ...tried(birds, 'bob', 'film', null), attempts: 0 },
  ])
})
afterAll(() => bench.close())

const lately = { from: '2026-03-06', to: '2026-03-12', zone: 'UTC', now }
const ofBirds = {
  ...{ course_key: birds, name: 'Birds', run: '2026', enrolled: 4 },
  active_share: 0.25, // ann
  mean_seconds: 720,
  right_first_share: 0.5, // of four: ann once, eve
  passing_share: 0.25, // ann
  to_reach: 2, // bob is away, cleo has not begun; dan is long away
}
const ofStars = {
  ...{ course_key: stars, name: 'Stars', run: '1', enrolled: 1 },
  active_share: 0,
  mean_seconds: null,
  right_first_share: null,
  passing_share: 0,
  to_reach: 0,
}

test('puts the course runs beside each other, the largest first, and none that nobody is in', async () => {
  expect(await bench.answer(courseComparison, lately)).toEqual([ofBirds, ofStars])
})

test('takes a longer period for what depends on it', async () => {
  expect((await bench.answer(courseComparison, { ...lately, from: null }))[0]).toEqual({
    ...ofBirds,
    active_share: 0.5, // ann and bob
    mean_seconds: 810,
  })
})

test('knows the course runs of a scope alone', async () => {
  const scope = { kind: 'courses' as const, courseKeys: [], orgs: ['Space'] }
  expect(await bench.answer(courseComparison, lately, scope)).toEqual([ofStars])
})
