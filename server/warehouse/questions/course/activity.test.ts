import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openQuestionBench, type QuestionBench } from '../../../testing/questions.ts'
import { courseActive } from './course-active.ts'
import { courseActivityByDay } from './course-activity-by-day.ts'
import { courseTime } from './course-time.ts'
import { courseTriedAProblem } from './course-tried-a-problem.ts'
import { courseWatchedAVideo } from './course-watched-a-video.ts'

const course = 'course-v1:Org+Birds+2026'
const quarter = (actor: string, at: string, seconds: number, actions: number) => ({
  course_key: course,
  actor_id: actor,
  quarter: at,
  active_seconds: seconds,
  actions,
})
const march = (from: number, to: number) => ({
  course,
  from: `2026-03-${String(from).padStart(2, '0')}`,
  to: `2026-03-${String(to).padStart(2, '0')}`,
  zone: 'UTC',
})
const always = { course, from: null, to: null, zone: 'UTC' }

/**
 * ann and bob are enrolled, cleo has left, dan acted without an enrollment that we know of, fay is enrolled and absent.
 * 10 March: ann 600 s, 5 actions (300 s of them in an older row that no longer holds); bob 120 s, 1 action
 * 11 March: ann 60 s that reach over midnight, no action
 * 12 March: cleo 240 s, 2 actions; dan 30 s, 1 action
 *  3 March: bob 900 s, 3 actions
 */
let bench: QuestionBench
beforeAll(async () => {
  bench = await openQuestionBench()
  await bench.insert('learnerCourse', [
    { course_key: course, actor_id: 'ann', enrollment_status: 'registered' },
    { course_key: course, actor_id: 'bob', enrollment_status: 'registered' },
    { course_key: course, actor_id: 'fay', enrollment_status: 'registered' },
    { course_key: course, actor_id: 'cleo', enrollment_status: 'unregistered' },
    { course_key: course, actor_id: 'dan' },
  ])
  await bench.insert('learnerQuarter', [
    { ...quarter('ann', '2026-03-10 23:45:00', 300, 3), version: 1 },
    { ...quarter('ann', '2026-03-10 23:45:00', 600, 5), version: 2 },
    quarter('ann', '2026-03-11 00:00:00', 60, 0),
    quarter('bob', '2026-03-10 08:00:00', 120, 1),
    quarter('cleo', '2026-03-12 08:00:00', 240, 2),
    quarter('dan', '2026-03-12 08:15:00', 30, 1),
    quarter('bob', '2026-03-03 08:00:00', 900, 3),
  ])
})
afterAll(() => bench.close())

describe('active learners', () => {
  test('acted in the period; the whole is the class and those who left but acted', async () => {
    // Class: ann, bob, fay, dan; and cleo, who acted on 12 March. The seven days before: bob.
    expect(await bench.answer(courseActive, march(10, 16))).toEqual([{ active: 4, previous: 1, learners: 5 }])
  })

  test('do not include the learner who left and did nothing in the period', async () => {
    expect(await bench.answer(courseActive, march(10, 11))).toEqual([{ active: 2, previous: 0, learners: 4 }])
  })

  test('have no period before one that is open', async () => {
    expect(await bench.answer(courseActive, always)).toEqual([{ active: 4, previous: null, learners: 5 }])
    expect(await bench.answer(courseActive, { ...march(10, 16), from: null })).toMatchObject([{ previous: null }])
  })

  test('are found on the day it is where the viewer is', async () => {
    // 23:45 UTC on 10 March is 05:30 on 11 March in Kathmandu, whose days begin at a quarter to the hour.
    const kathmandu = { ...march(11, 11), zone: 'Asia/Kathmandu' }
    expect(await bench.answer(courseActive, kathmandu)).toMatchObject([{ active: 1, previous: 1 }])
  })
})

test('time is the mean and the median over the learners who were active', async () => {
  // ann 660, bob 120, cleo 240, dan 30: mean 1050 / 4 = 262.5, median (120 + 240) / 2 = 180; before: bob 900.
  expect(await bench.answer(courseTime, march(10, 16))).toEqual([
    { learners: 4, mean_seconds: 262.5, median_seconds: 180, previous_mean_seconds: 900 },
  ])
  // On 11 March nobody did anything: ann's 60 seconds belong to an action of the day before.
  expect(await bench.answer(courseTime, march(11, 11))).toEqual([
    { learners: 0, mean_seconds: null, median_seconds: null, previous_mean_seconds: 360 },
  ])
})

test('each day has its learners, time and actions, and a quiet day has no row', async () => {
  expect(await bench.answer(courseActivityByDay, march(4, 31))).toEqual([
    { day: '2026-03-10', learners: 2, active_seconds: 720, actions: 6 },
    { day: '2026-03-11', learners: 0, active_seconds: 60, actions: 0 },
    { day: '2026-03-12', learners: 2, active_seconds: 270, actions: 3 },
  ])
})

describe('videos and problems in a period', () => {
  beforeAll(async () => {
    await bench.insert('learnerQuarter', [
      { ...quarter('ann', '2026-03-10 09:00:00', 300, 3), plays: 2, attempts: 1 },
      { ...quarter('ann', '2026-03-02 09:00:00', 300, 3), plays: 1 },
      quarter('bob', '2026-03-11 09:00:00', 300, 3),
      { ...quarter('bob', '2026-03-03 09:00:00', 300, 3), attempts: 2 },
      { ...quarter('cleo', '2026-03-20 09:00:00', 300, 3), plays: 1 },
    ])
  })

  test('who watched a video is who pressed play in the period on one that they watched', async () => {
    expect(await bench.answer(courseWatchedAVideo, march(9, 15))).toEqual([{ watched: 1, previous: 1, learners: 5 }])
    expect(await bench.answer(courseWatchedAVideo, always)).toEqual([{ watched: 2, previous: null, learners: 5 }])
  })

  test('who tried a problem is who has a graded submission in the period', async () => {
    expect(await bench.answer(courseTriedAProblem, march(9, 15))).toEqual([{ tried: 1, previous: 1, learners: 5 }])
  })
})
