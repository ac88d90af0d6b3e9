import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { birdsOutline } from '../../../testing/outline.ts'
import { openQuestionBench, type QuestionBench } from '../../../testing/questions.ts'
import { courseCompletionByUnit } from './course-completion-by-unit.ts'
import { courseProblems } from './course-problems.ts'
import { courseVideoSeconds } from './course-video-seconds.ts'
import { courseVideos } from './course-videos.ts'

const course = 'course-v1:Org+Birds+2026'
const unlisted = 'course-v1:Org+Unlisted+2026'
const block = (actor: string, key: string, fields: object) => ({
  course_key: course,
  actor_id: actor,
  block_key: key,
  last_activity: '2026-03-01 10:00:00',
  ...fields,
})

let bench: QuestionBench
beforeAll(async () => {
  bench = await openQuestionBench()
  const member = (actor: string, status: string) => ({
    course_key: course,
    actor_id: actor,
    enrollment_status: status,
  })
  await bench.insert('learnerCourse', [
    member('ann', 'registered'),
    member('bob', 'registered'),
    member('cleo', 'unregistered'),
    { ...member('ann', 'registered'), course_key: unlisted },
    { ...member('bob', 'registered'), course_key: unlisted },
  ])
  // An older dump had a block more in the first unit: nobody has to complete it any longer.
  const gone = { ...birdsOutline(course)[4], block_key: 'gone', version: 1 }
  await bench.insert('courseStructure', [...birdsOutline(course), gone])
})
afterAll(() => bench.close())

describe('completion by unit', () => {
  beforeAll(() =>
    bench.insert('learnerBlock', [
      // ann completed all of the first unit; bob half of it, and the essay, which an older row denies.
      block('ann', 'film', { completion: 1 }),
      block('ann', 'quiz', { completion: 1 }),
      block('bob', 'film', { completion: 1 }),
      block('bob', 'quiz', { completion: 0.5 }),
      { ...block('bob', 'essay', { completion: 0 }), version: 1 },
      { ...block('bob', 'essay', { completion: 1 }), version: 2 },
      block('cleo', 'exam', { completion: 1 }),
      { ...block('ann', 'film', { completion: 1 }), course_key: unlisted },
      { ...block('bob', 'film', { completion: 1 }), course_key: unlisted },
      { ...block('bob', 'a quiz', { completion: 1 }), course_key: unlisted },
    ]),
  )

  test('counts learners of the class who completed all of a unit; units of one name stay apart', async () => {
    const unit = (section: string, subsection: string, name: string, key: string, learners: number) => ({
      section,
      subsection,
      unit: name,
      block_key: key,
      learners,
      class_size: 2,
    })
    expect(await bench.answer(courseCompletionByUnit, { course })).toEqual([
      unit('Eggs', 'Shells', '1.1.1 Look', 'look', 1),
      unit('Eggs', 'Colors', '1.2.1 Look', 'look2', 1),
      unit('Feathers', 'Flight', '2.1.1 Try it', 'try', 0), // cleo has left
    ])
  })

  test('counts single blocks by their keys where the outline is not known', async () => {
    const rows = await bench.answer(courseCompletionByUnit, { course: unlisted })
    expect(rows).toMatchObject([
      { unit: 'film', block_key: 'film', learners: 2, class_size: 2 },
      { unit: 'a quiz', block_key: 'a quiz', learners: 1, class_size: 2 },
    ])
  })
})

describe('videos', () => {
  beforeAll(() => {
    const video = (actor: string, key: string, fields: object) => ({
      course_key: course,
      actor_id: actor,
      block_key: key,
      ...fields,
    })
    return bench.insert('learnerVideo', [
      // ann: 0-4, then 2-6 again: 8 s, of which 2 and 3 twice; 6 distinct
      video('ann', 'film', {
        plays: 2,
        segments: [
          { started: 0, ended: 4 },
          { started: 2, ended: 6 },
        ],
        watched_seconds: 8,
        covered_seconds: 6,
        duration: 10,
      }),
      // cleo left the course later: her views are still views; a player that reports no length
      video('cleo', 'film', { plays: 1, segments: [{ started: 3, ended: 5 }], watched_seconds: 2, covered_seconds: 2 }),
      video('bob', 'film', { plays: 3, segments: [], watched_seconds: 0, covered_seconds: 0, duration: 10 }),
      video('bob', 'an extra', {
        plays: 1,
        segments: [{ started: 0, ended: 1 }],
        watched_seconds: 1,
        covered_seconds: 1,
      }),
    ])
  })

  test('have viewers, plays and the part that viewers watched on average', async () => {
    expect(await bench.answer(courseVideos, { course })).toEqual([
      // 6/10 and 2/10 make 0.4 on average; bob never saw a second of it
      { block_key: 'film', name: 'The film', duration: 10, viewers: 2, watched_share: 0.4, plays: 6, rewatched: 1 },
      {
        block_key: 'an extra',
        name: 'an extra',
        duration: null,
        viewers: 1,
        watched_share: null,
        plays: 1,
        rewatched: 0,
      },
    ])
  })

  test('show for each second who watched it and how often again', async () => {
    const second = (at: number, viewers: number, replays: number) => ({ second: at, viewers, replays, duration: 10 })
    expect(await bench.answer(courseVideoSeconds, { course, video: 'film' })).toEqual([
      second(0, 1, 0),
      second(1, 1, 0),
      second(2, 1, 1), // ann twice
      second(3, 2, 1), // ann twice, cleo once
      second(4, 2, 0),
      second(5, 1, 0),
    ])
  })

  test('are not drawn beyond a day, whatever a player reports', async () => {
    await bench.insert('learnerVideo', [
      {
        course_key: course,
        actor_id: 'ann',
        block_key: 'endless',
        segments: [{ started: 86_398, ended: 4_000_000_000 }],
      },
    ])
    const rows = await bench.answer(courseVideoSeconds, { course, video: 'endless' })
    expect(rows.map(({ second }) => second)).toEqual([86_398, 86_399])
  })
})

test('problems show who tried, who was right at first and in the end, and what help they took', async () => {
  const tried = (attempts: number, first: boolean, last: boolean, help = {}) => ({
    attempts,
    first_success: first,
    last_success: last,
    ...help,
  })
  const problems = 'course-v1:Org+Problems+2026'
  await bench.insert('courseStructure', birdsOutline(problems))
  const rows = [
    block('ann', 'exam', tried(1, true, true)),
    block('ann', 'quiz', tried(3, false, true, { hints: 2 })),
    block('bob', 'quiz', tried(1, true, true)),
    block('cleo', 'quiz', tried(2, false, false, { answers_shown: 1 })),
    block('dan', 'quiz', tried(4, true, false)),
    block('eve', 'quiz', { attempts: 0, hints: 1 }),
    block('eve', 'essay', { attempts: 0, answers_shown: 2 }),
    block('eve', 'film', { visits: 3 }),
  ]
  await bench.insert(
    'learnerBlock',
    rows.map((row) => ({ ...row, course_key: problems })),
  )
  expect(await bench.answer(courseProblems, { course: problems })).toEqual([
    {
      block_key: 'quiz',
      name: 'The quiz',
      section: 'Eggs',
      learners: 4,
      right_first_share: 0.5, // bob and dan of four; eve gave no answer
      right_in_the_end_share: 0.5, // ann and bob
      mean_attempts: 2.5, // (3 + 1 + 2 + 4) / 4
      hints: 3,
      answers_shown: 1,
    },
    {
      block_key: 'essay', // has no name
      name: 'essay',
      section: 'Eggs',
      learners: 0,
      right_first_share: null,
      right_in_the_end_share: null,
      mean_attempts: null,
      hints: 0,
      answers_shown: 2,
    },
    {
      block_key: 'exam',
      name: 'The exam',
      section: 'Feathers',
      learners: 1,
      right_first_share: 1,
      right_in_the_end_share: 1,
      mean_attempts: 1,
      hints: 0,
      answers_shown: 0,
    },
  ])
})
