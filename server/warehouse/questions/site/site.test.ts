import { afterAll, beforeAll, expect, test } from 'vitest'
import { openQuestionBench, type QuestionBench } from '../../../testing/questions.ts'
import { actorOfUser } from './actor-of-user.ts'
import { pipelineState } from './pipeline-state.ts'
import { quarantineByReason } from './quarantine-by-reason.ts'

let bench: QuestionBench
beforeAll(async () => {
  bench = await openQuestionBench()
})
afterAll(() => bench.close())

test('the state of the pipeline counts a repeated event once and a learner of two courses once', async () => {
  expect(await bench.answer(pipelineState, {})).toEqual([
    { statements: 0, courses: 0, learners: 0, first_event: null, last_event: null, pending_learners: 0 },
  ])
  const event = (id: number, course: string, at: string) => ({
    event_id: `00000000-0000-4000-8000-00000000000${id}`,
    course_key: course,
    actor_id: 'ann',
    emission_time: at,
  })
  const [first, second] = ['course-v1:Org+A+1', 'course-v1:Org+B+1'] as const
  await bench.insert('statements', [event(1, first, '2026-03-01 10:00:00'), event(2, second, '2026-03-05 10:00:00.5')])
  await bench.insert('statements', [event(1, first, '2026-03-01 10:00:00')])
  await bench.insert('courseNames', [{ course_key: first }, { course_key: second }, { course_key: first, version: 2 }])
  await bench.insert('learnerCourse', [
    { course_key: first, actor_id: 'ann' },
    { course_key: second, actor_id: 'ann' },
  ])
  expect(await bench.answer(pipelineState, {})).toEqual([
    {
      statements: 2,
      courses: 2,
      learners: 1,
      first_event: '2026-03-01T10:00:00Z',
      last_event: '2026-03-05T10:00:00Z',
      pending_learners: 1, // the statements have marked ann; nothing has recomputed her yet
    },
  ])
})

test('quarantine tells how many lines, why, and where the newest is; never what it says', async () => {
  const line = (id: string, reason: string, number: number, at: string, detail = '') => ({
    line_id: id.padEnd(64, '0'),
    reason,
    detail,
    source: 'tracking.log',
    line_number: number,
    text: 'secret',
    quarantined_at: at,
  })
  await bench.insert('quarantinedLines', [
    line('a', 'not JSON', 7, '2026-03-01 10:00:00'),
    line('b', 'not JSON', 9, '2026-03-02 10:00:00', 'at byte 12'),
    line('c', 'too long', 1, '2026-03-03 10:00:00'),
  ])
  await bench.insert('quarantinedLines', [line('a', 'not JSON', 7, '2026-03-01 12:00:00')])
  expect(await bench.answer(quarantineByReason, {})).toEqual([
    { reason: 'not JSON', lines: 2, example: 'tracking.log:9 at byte 12', last_seen: '2026-03-02T10:00:00Z' },
    { reason: 'too long', lines: 1, example: 'tracking.log:1', last_seen: '2026-03-03T10:00:00Z' },
  ])
})

test('a user is known by the newest external id of the type that events carry', async () => {
  const id = (last: number, user: number, type: string, dumped: string) => ({
    external_user_id: `00000000-0000-4000-8000-00000000000${last}`,
    external_id_type: type,
    user_id: user,
    time_last_dumped: dumped,
  })
  await bench.insert('externalId', [
    id(1, 7, 'xapi', '2026-03-01 10:00:00'),
    id(2, 7, 'xapi', '2026-03-02 10:00:00'),
    id(3, 7, 'lti', '2026-03-03 10:00:00'),
    id(4, 8, 'lti', '2026-03-03 10:00:00'),
  ])
  expect(await bench.answer(actorOfUser, { user_id: 7 })).toEqual([
    { actor_id: '00000000-0000-4000-8000-000000000002' },
  ])
  expect(await bench.answer(actorOfUser, { user_id: 8 })).toEqual([])
})
