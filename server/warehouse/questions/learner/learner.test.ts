import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { birdsOutline } from '../../../testing/outline.ts'
import { openQuestionBench, type QuestionBench } from '../../../testing/questions.ts'
import { learnerCourses } from './learner-courses.ts'
import { learnerPeers } from './learner-peers.ts'
import { learnerProblems } from './learner-problems.ts'
import { learnerSections } from './learner-sections.ts'
import { learnerVideos } from './learner-videos.ts'
import { learnerWeeks } from './learner-weeks.ts'

const birds = 'course-v1:Org+Birds+2026'
const past = 'course-v1:Org+Past+2025'
const ann = { kind: 'self', actorId: 'ann' } as const
const moment = { now: '2026-03-12T12:00:00Z', today: '2026-03-12', zone: 'UTC' }

const block = (actor: string, key: string, fields: object) => ({
  course_key: birds,
  actor_id: actor,
  block_key: key,
  last_activity: '2026-03-01 10:00:00',
  ...fields,
})
const quarter = (actor: string, course: string, at: string, seconds: number, actions: number) => ({
  course_key: course,
  actor_id: actor,
  quarter: at,
  active_seconds: seconds,
  actions,
})

let bench: QuestionBench
beforeAll(async () => {
  bench = await openQuestionBench({ minGroupSize: 3 })
  await bench.insert('courseNames', [
    {
      course_key: birds,
      display_name: 'Birds',
      course_start: '2026-03-02 12:00:00',
      course_end: '2026-04-11 12:00:00', // 40 days
      lowest_passing_grade: 0.6,
    },
    { course_key: past, display_name: past },
  ])
  await bench.insert('courseStructure', birdsOutline(birds))
  const birdsRow = { course_key: birds, enrollment_status: 'registered', enrollment_mode: 'verified' }
  await bench.insert('learnerCourse', [
    { ...birdsRow, actor_id: 'ann', grade: 0.55, passed: false, last_activity: '2026-03-11 10:00:00' },
    { ...birdsRow, actor_id: 'bob', grade: 0.9, passed: true, last_activity: '2026-03-11 10:00:00' },
    { course_key: past, actor_id: 'ann', enrollment_status: 'unregistered', enrollment_mode: 'audit' },
  ])
  await bench.insert('learnerBlock', [
    // ann did the film, left the quiz half done, and was last seen on the second "Look".
    block('ann', 'film', { completion: 1, last_activity: '2026-03-08 10:00:00' }),
    block('ann', 'quiz', {
      completion: 0,
      attempts: 2,
      last_success: false,
      best_score: 0.5,
      last_tried_at: '2026-03-09 10:00:00',
      last_activity: '2026-03-09 10:00:00',
    }),
    block('ann', 'look2', { visits: 1, last_activity: '2026-03-10 10:00:00' }),
    // Solved although the newest submission is wrong: one of them earned everything. Its block has left the course.
    block('ann', 'removed', {
      completion: 1,
      attempts: 3,
      last_success: false,
      best_score: 1,
      last_tried_at: '2026-03-07 10:00:00',
    }),
    block('bob', 'quiz', { completion: 1, attempts: 1, last_success: true }),
    block('bob', 'essay', { completion: 1 }),
  ])
  await bench.insert('learnerQuarter', [
    quarter('ann', birds, '2026-03-06 10:00:00', 300, 4), // Friday, the first of the last 7 days
    quarter('ann', birds, '2026-03-05 10:00:00', 70, 1), // Thursday, one day too old
    quarter('ann', past, '2025-02-17 10:00:00', 60, 1), // a Monday
    quarter('ann', birds, '2026-03-12 10:00:00', 120, 2),
    quarter('bob', birds, '2026-03-11 10:00:00', 900, 9),
  ])
})
afterAll(() => bench.close())

describe('my courses', () => {
  test('show progress, time, grade and the first open step from where I last was', async () => {
    expect(await bench.answer(learnerCourses, moment, ann)).toEqual([
      {
        course_key: birds,
        name: 'Birds',
        org: 'Org',
        enrollment_status: 'registered',
        enrollment_mode: 'verified',
        blocks_completed: 1, // the film; the other completed block has left the course
        blocks_total: 4, // film, quiz, essay, exam
        elapsed_share: 0.25, // 10 of 40 days
        grade: 0.55,
        pass_mark: 0.6,
        passed: false,
        last_activity: '2026-03-11T10:00:00Z',
        seconds_last_7_days: 420,
        next_block_key: 'essay', // in "Look" of Colors, where she was; the quiz before it is still open
        next_block_name: 'essay',
        next_section_name: 'Eggs',
      },
      {
        course_key: past,
        name: past,
        org: 'Org',
        enrollment_status: 'unregistered',
        enrollment_mode: 'audit',
        blocks_completed: 0,
        blocks_total: null, // no outline
        elapsed_share: null, // no dates
        grade: null,
        pass_mark: null,
        passed: null,
        last_activity: null,
        seconds_last_7_days: 0,
        next_block_key: null,
        next_block_name: null,
        next_section_name: null,
      },
    ])
  })

  test('go back to the first open step when nothing is open from there on', async () => {
    await bench.insert('learnerCourse', [{ course_key: birds, actor_id: 'cleo', enrollment_status: 'registered' }])
    await bench.insert('learnerBlock', [
      block('cleo', 'film', { completion: 1 }),
      block('cleo', 'exam', { completion: 1, last_activity: '2026-03-09 10:00:00' }),
      block('cleo', 'essay', { completion: 1 }),
    ])
    const cleo = await bench.answer(learnerCourses, moment, { kind: 'self', actorId: 'cleo' })
    expect(cleo).toMatchObject([{ next_block_key: 'quiz', next_block_name: 'The quiz', next_section_name: 'Eggs' }])
  })

  test('have no next step when all is done, and begin at the beginning when nothing is', async () => {
    const members = ['done', 'new'].map((actor) => ({ course_key: birds, actor_id: actor }))
    await bench.insert('learnerCourse', members)
    const everything = ['film', 'quiz', 'essay', 'exam'].map((key) => block('done', key, { completion: 1 }))
    await bench.insert('learnerBlock', everything)
    expect(await bench.answer(learnerCourses, moment, { kind: 'self', actorId: 'done' })).toMatchObject([
      { blocks_completed: 4, blocks_total: 4, next_block_key: null },
    ])
    expect(await bench.answer(learnerCourses, moment, { kind: 'self', actorId: 'new' })).toMatchObject([
      { blocks_completed: 0, next_block_key: 'film', next_block_name: 'The film' },
    ])
  })
})

test('my weeks begin on Monday where I am, and a week off is a week', async () => {
  const always = { from: null, to: null, zone: 'UTC' }
  expect(await bench.answer(learnerWeeks, { course: birds, ...always }, ann)).toEqual([
    { week: '2026-03-02', active_seconds: 370, actions: 5 },
    { week: '2026-03-09', active_seconds: 120, actions: 2 },
  ])
  const everywhere = await bench.answer(learnerWeeks, { course: null, ...always }, ann)
  expect(everywhere).toHaveLength(56) // 17 February 2025 to 9 March 2026: 385 days are 55 weeks
  expect(everywhere.slice(0, 2)).toEqual([
    { week: '2025-02-17', active_seconds: 60, actions: 1 },
    { week: '2025-02-24', active_seconds: 0, actions: 0 },
  ])
  // A quarter to midnight on Sunday in UTC is Monday in Oslo.
  await bench.insert('learnerQuarter', [quarter('dan', birds, '2026-03-08 23:45:00', 30, 1)])
  const dan = { kind: 'self', actorId: 'dan' } as const
  expect(await bench.answer(learnerWeeks, { course: birds, ...always, zone: 'Europe/Oslo' }, dan)).toMatchObject([
    { week: '2026-03-09' },
  ])
})

test('sections count what I completed of what there is', async () => {
  expect(await bench.answer(learnerSections, { course: birds }, ann)).toEqual([
    { section: 1, name: 'Eggs', completed: 1, total: 3 },
    { section: 2, name: 'Feathers', completed: 0, total: 1 },
  ])
  expect(await bench.answer(learnerSections, { course: past }, ann)).toEqual([])
})

test('open problems come first', async () => {
  expect(await bench.answer(learnerProblems, { course: birds }, ann)).toEqual([
    {
      block_key: 'quiz',
      name: 'The quiz',
      section: 'Eggs',
      attempts: 2,
      solved: false,
      best_score: 0.5,
      last_tried: '2026-03-09T10:00:00Z',
    },
    {
      block_key: 'removed',
      name: 'removed',
      section: '',
      attempts: 3,
      solved: true,
      best_score: 1,
      last_tried: '2026-03-07T10:00:00Z',
    },
  ])
})

test('half-watched videos come first, and a video is finished at 95 per cent', async () => {
  const video = (key: string, covered: number, duration: number | null, at: string) => ({
    course_key: birds,
    actor_id: 'ann',
    block_key: key,
    watched_seconds: covered,
    covered_seconds: covered,
    duration,
    last_played_at: at,
  })
  await bench.insert('learnerVideo', [
    video('finished', 95, 100, '2026-03-09 10:00:00'),
    video('half', 50, 100, '2026-03-07 10:00:00'),
    video('no length', 50, null, '2026-03-08 10:00:00'),
    video('rounded up', 10, 9.5, '2026-03-06 10:00:00'),
    video('never seen', 0, 100, '2026-03-10 10:00:00'),
  ])
  const rows = await bench.answer(learnerVideos, { course: birds }, ann)
  expect(rows.map(({ block_key, covered_share }) => [block_key, covered_share])).toEqual([
    ['no length', null],
    ['half', 0.5],
    ['finished', 0.95],
    ['rounded up', 1],
  ])
})

test('the class is there for those who are in it, while it is large enough', async () => {
  const figures = { median_grade: 0.7, median_blocks_completed: 12, median_weekly_seconds: 3600.5 }
  await bench.insert('coursePeers', [{ course_key: birds, learners: 3, ...figures, version: 1 }])
  expect(await bench.answer(learnerPeers, { course: birds }, ann)).toEqual([{ learners: 3, ...figures }])
  expect(await bench.answer(learnerPeers, { course: birds }, { kind: 'self', actorId: 'stranger' })).toEqual([])
  // It shrinks: the older, larger row does not come through.
  await bench.insert('coursePeers', [{ course_key: birds, learners: 2, ...figures, version: 2 }])
  expect(await bench.answer(learnerPeers, { course: birds }, ann)).toEqual([])
})
