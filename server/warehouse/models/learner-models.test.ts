import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertStatements, type StatementParts, statement, testCourse, usageKey } from '../../testing/statements.ts'
import { openTestWarehouse } from '../../testing/warehouse.ts'
import { type TableName, tablesOf } from '../tables.ts'
import { refreshModels } from './refresh.ts'

let warehouse: Awaited<ReturnType<typeof openTestWarehouse>>
beforeAll(async () => {
  warehouse = await openTestWarehouse()
})
afterAll(() => warehouse.close())

let learners = 0

/** Lets a fresh learner do these things and returns the chosen columns of their rows, in the order of the table. */
async function afterwards(parts: Omit<StatementParts, 'actor'>[], table: TableName, columns: string) {
  const actor = `learner-${learners++}`
  await insertStatements(
    warehouse,
    'real',
    parts.map((each) => statement({ ...each, actor })),
  )
  await refreshModels(warehouse, 'real')
  return warehouse.engine.rows({
    name: 'test',
    sql: `SELECT ${columns} FROM ${tablesOf(warehouse.databases, 'real')[table]} FINAL WHERE actor_id = {actor: String} ORDER BY ALL`,
    params: { actor },
  })
}

const day = '2026-03-02'
const at = (time: string) => `${day}T${time}Z`
const problem = (id: string) => usageKey(testCourse, 'problem', id)

test('an action marks 120 seconds, overlaps count once and quarters share a window', async () => {
  const rows = await afterwards(
    [
      { verb: 'navigated', block: 's1', at: at('10:00:00.2') }, // 10:00:00-10:02:00, 120 s
      { verb: 'navigated', block: 's2', at: at('10:00:00.9') }, // the same second
      { verb: 'navigated', block: 's1', at: at('10:01:00') }, // until 10:03:00, 60 s more
      { verb: 'navigated', block: 's1', at: at('10:14:30') }, // 30 s here, 90 s in the next quarter
      { verb: 'navigated', block: 's1', at: at('10:15:10') }, // until 10:17:10, 40 s more
    ],
    'learnerQuarter',
    'toString(quarter) AS quarter, active_seconds, actions',
  )
  expect(rows).toEqual([
    { quarter: `${day} 10:00:00`, active_seconds: 120 + 60 + 30, actions: 4 },
    { quarter: `${day} 10:15:00`, active_seconds: 90 + 40, actions: 1 },
  ])
})

test('a quarter never holds more than its 900 seconds', async () => {
  const busy = Array.from({ length: 40 }, (_, minute) => ({
    verb: 'navigated' as const,
    block: 's1',
    at: at(`11:${String(minute).padStart(2, '0')}:30`),
  }))
  const rows = await afterwards(busy, 'learnerQuarter', 'quarter, active_seconds')
  // 11:00:30 to 11:41:30 without a break: 870 s, 900 s, 690 s.
  expect(rows.map((row) => row.active_seconds)).toEqual([870, 900, 690])
})

test('what the LMS records about a learner is no activity', async () => {
  const recorded: Omit<StatementParts, 'actor'>[] = [
    { verb: 'registered', at: at('08:00:00'), mode: 'audit' },
    { verb: 'earned', at: at('09:00:00'), score: 0.4, gradeClass: 'Fail' },
    { verb: 'failed', at: at('09:00:01') },
    { verb: 'passed', at: at('09:00:02') },
    { verb: 'unregistered', at: at('09:00:03') },
  ]
  const rows = await afterwards(recorded, 'learnerCourse', 'first_activity, active_seconds, statements')
  expect(rows).toEqual([{ first_activity: null, active_seconds: 0, statements: 5 }])
})

test('the questions of one problem are not counted beside it', async () => {
  const tried: Omit<StatementParts, 'actor'>[] = [
    { verb: 'evaluated', block: 'p1', at: at('10:00:00'), success: false },
    { verb: 'evaluated', block: 'p1_2_1', at: at('10:00:00'), success: true, part: true },
    { verb: 'evaluated', block: 'p1_3_1', at: at('10:00:00'), success: false, part: true },
  ]
  const rows = await afterwards(tried, 'learnerBlock', 'block_key, attempts')
  expect(rows).toEqual([{ block_key: problem('p1'), attempts: 1 }])
})

test('plays count in their quarter on videos of which a second was watched, and attempts as the server graded them', async () => {
  const rows = await afterwards(
    [
      { verb: 'played', block: 'v1', at: at('10:00:00'), position: 0 },
      { verb: 'paused', block: 'v1', at: at('10:00:09'), position: 9 },
      { verb: 'played', block: 'v1', at: at('10:20:00'), position: 9 },
      { verb: 'played', block: 'v2', at: at('10:20:30'), position: 0 }, // and nothing of it was watched
      { verb: 'evaluated', block: 'p1', at: at('10:21:00'), success: false },
      { verb: 'evaluated', block: 'p1_2_1', at: at('10:21:00'), success: true, part: true },
    ],
    'learnerQuarter',
    'toString(quarter) AS quarter, plays, attempts',
  )
  expect(rows).toEqual([
    { quarter: `${day} 10:00:00`, plays: 1, attempts: 0 },
    { quarter: `${day} 10:15:00`, plays: 1, attempts: 1 },
  ])
})

test('first and last tries go by time, and a try of unknown outcome stays unknown', async () => {
  const tries: Omit<StatementParts, 'actor'>[] = [
    { verb: 'evaluated', block: 'p1', at: at('10:02:00'), success: false, score: 0.5 },
    { verb: 'evaluated', block: 'p1', at: at('10:00:00'), success: false, score: 0.75 },
    { verb: 'evaluated', block: 'p1', at: at('10:03:00'), success: true, score: 0.6 },
    { verb: 'evaluated', block: 'p2', at: at('10:00:00') },
    { verb: 'evaluated', block: 'p2', at: at('10:01:00'), success: true },
  ]
  const rows = await afterwards(
    tries,
    'learnerBlock',
    'block_key, attempts, first_success, last_success, best_score, last_score, toString(first_tried_at) AS tried',
  )
  expect(rows).toEqual([
    {
      block_key: problem('p1'),
      attempts: 3,
      first_success: false,
      last_success: true,
      best_score: 0.75,
      last_score: 0.6,
      tried: `${day} 10:00:00.000000`,
    },
    {
      block_key: problem('p2'),
      attempts: 2,
      first_success: null,
      last_success: true,
      best_score: null,
      last_score: null,
      tried: `${day} 10:00:00.000000`,
    },
  ])
})

test('hints and shown answers belong to the problem', async () => {
  const asked: Omit<StatementParts, 'actor'>[] = [
    { verb: 'asked', block: 'p1', suffix: '/hint/0', at: at('10:00:00') },
    { verb: 'asked', block: 'p1', suffix: '/hint/1', at: at('10:00:05') },
    { verb: 'asked', block: 'p1', suffix: '/answer', at: at('10:00:09') },
  ]
  const rows = await afterwards(asked, 'learnerBlock', 'block_key, attempts, hints, answers_shown')
  expect(rows).toEqual([{ block_key: problem('p1'), attempts: 0, hints: 2, answers_shown: 1 }])
})

test('the newest word on completion holds, dated from when the block was first complete', async () => {
  const rows = await afterwards(
    [
      { verb: 'progressed', block: 'h1', at: at('10:00:00'), completion: 1 },
      { verb: 'progressed', block: 'h1', at: at('12:00:00'), completion: 1 },
      { verb: 'progressed', block: 'h2', at: at('10:00:00'), completion: 1 },
      { verb: 'progressed', block: 'h2', at: at('11:00:00'), completion: 0 }, // its state was reset
    ],
    'learnerBlock',
    'completion, toString(completed_at) AS completed_at',
  )
  expect(rows).toEqual([
    { completion: 0, completed_at: null },
    { completion: 1, completed_at: `${day} 10:00:00.000000` },
  ])
})

const segments = 'segments, watched_seconds, covered_seconds, plays'

test('what a seek skipped is not watched', async () => {
  const rows = await afterwards(
    [
      { verb: 'initialized', block: 'v1', at: at('10:00:00'), duration: 300 },
      { verb: 'played', block: 'v1', at: at('10:00:01'), position: 0 },
      { verb: 'seeked', block: 'v1', at: at('10:00:31'), position: 30.2, positionTo: 200.5 }, // 0-31
      { verb: 'paused', block: 'v1', at: at('10:00:41'), position: 210.1 }, // 200-211
      { verb: 'played', block: 'v1', at: at('10:01:00'), position: 10 },
      { verb: 'completed', block: 'v1', at: at('10:06:00'), position: 20 }, // 10-20, seen before
    ],
    'learnerVideo',
    `${segments}, duration`,
  )
  const watched = [
    { started: 0, ended: 31 },
    { started: 200, ended: 211 },
    { started: 10, ended: 20 },
  ]
  expect(rows).toEqual([
    { segments: watched, watched_seconds: 31 + 11 + 10, covered_seconds: 31 + 11, plays: 2, duration: 300 },
  ])
})

test('only the first end after a play closes it, and a play takes the place of the play before it', async () => {
  const rows = await afterwards(
    [
      { verb: 'paused', block: 'v1', at: at('09:59:00'), position: 50 }, // no play before it
      { verb: 'played', block: 'v1', at: at('10:00:00'), position: 100 }, // never ended
      { verb: 'played', block: 'v1', at: at('10:00:10'), position: 5 },
      { verb: 'paused', block: 'v1', at: at('10:00:15'), position: 9.5 }, // 5-10
      { verb: 'terminated', block: 'v1', at: at('10:00:20'), position: 60 }, // already closed
      { verb: 'seeked', block: 'v1', at: at('10:00:25'), position: 9.5, positionTo: 80 }, // while paused
      { verb: 'paused', block: 'v1', at: at('10:00:30'), position: 90 },
    ],
    'learnerVideo',
    segments,
  )
  expect(rows).toEqual([{ segments: [{ started: 5, ended: 10 }], watched_seconds: 5, covered_seconds: 5, plays: 2 }])
})

test('unknown and impossible places give nothing', async () => {
  const rows = await afterwards(
    [
      { verb: 'played', block: 'v1', at: at('10:00:00') }, // where?
      { verb: 'paused', block: 'v1', at: at('10:00:10'), position: 10 },
      { verb: 'played', block: 'v1', at: at('10:01:00'), position: 40 },
      { verb: 'paused', block: 'v1', at: at('10:01:10'), position: 40 }, // no time between
      { verb: 'played', block: 'v1', at: at('10:02:00'), position: 40 },
      { verb: 'paused', block: 'v1', at: at('10:02:10'), position: 30 }, // backwards
      { verb: 'played', block: 'v1', at: at('10:03:00'), position: -4 },
      { verb: 'paused', block: 'v1', at: at('10:03:10'), position: 1e18 },
      { verb: 'played', block: 'v1', at: at('10:04:00'), position: 40 },
      { verb: 'seeked', block: 'v1', at: at('10:04:10'), position: 44 }, // 40-44, then nobody knows where
      { verb: 'seeked', block: 'v1', at: at('10:04:20'), position: 50, positionTo: 60 },
      { verb: 'paused', block: 'v1', at: at('10:04:30'), position: 70 },
    ],
    'learnerVideo',
    segments,
  )
  expect(rows).toEqual([{ segments: [{ started: 40, ended: 44 }], watched_seconds: 4, covered_seconds: 4, plays: 5 }])
})

test('a chain of seeks keeps playing', async () => {
  const rows = await afterwards(
    [
      { verb: 'played', block: 'v1', at: at('10:00:00'), position: 0 },
      { verb: 'seeked', block: 'v1', at: at('10:00:05'), position: 5, positionTo: 100 }, // 0-5
      { verb: 'seeked', block: 'v1', at: at('10:00:06'), position: 101, positionTo: 3 }, // 100-101
      { verb: 'terminated', block: 'v1', at: at('10:00:10'), position: 7 }, // 3-7
    ],
    'learnerVideo',
    segments,
  )
  const watched = [
    { started: 0, ended: 5 },
    { started: 100, ended: 101 },
    { started: 3, ended: 7 },
  ]
  expect(rows).toEqual([{ segments: watched, watched_seconds: 10, covered_seconds: 8, plays: 1 }])
})

const change = (time: string, change: number, mode: string) => ({ at: `${day} ${time}.000000`, change, mode })

test('a change of track is no new enrolment and leaving twice is leaving once', async () => {
  const rows = await afterwards(
    [
      { verb: 'unregistered', at: at('07:00:00'), mode: 'audit' },
      { verb: 'registered', at: at('08:00:00'), mode: 'audit' },
      { verb: 'registered', at: at('09:00:00'), mode: 'verified' },
      { verb: 'unregistered', at: at('10:00:00'), mode: 'verified' },
      { verb: 'unregistered', at: at('11:00:00'), mode: 'verified' },
      { verb: 'registered', at: at('12:00:00'), mode: 'honor' },
    ],
    'learnerCourse',
    'enrollment_status, enrollment_mode, enrollment_changes',
  )
  const changes = [change('08:00:00', 1, 'audit'), change('10:00:00', -1, 'verified'), change('12:00:00', 1, 'honor')]
  expect(rows).toEqual([{ enrollment_status: 'registered', enrollment_mode: 'honor', enrollment_changes: changes }])
})

test('a failed course does not turn the grade into zero, and the newest word on passing holds', async () => {
  const columns = 'grade, toString(graded_at) AS graded_at, passed'
  const words: Omit<StatementParts, 'actor'>[] = [
    { verb: 'earned', at: at('08:00:00'), score: 0.3, gradeClass: 'Fail' },
    { verb: 'earned', at: at('09:00:00'), score: 0.7, gradeClass: 'Pass' },
    { verb: 'earned', at: at('09:30:00'), score: 0.1, block: 's1' }, // a subsection
  ]
  const graded = { grade: 0.7, graded_at: `${day} 09:00:00.000000` }
  expect(await afterwards(words, 'learnerCourse', columns)).toEqual([{ ...graded, passed: true }])
  const failed = [...words, { verb: 'failed' as const, at: at('10:00:00') }]
  expect(await afterwards(failed, 'learnerCourse', columns)).toEqual([{ ...graded, passed: false }])
})

test('a learner nobody enrolled or graded has neither status nor grade', async () => {
  const rows = await afterwards(
    [
      { verb: 'played', block: 'v1', at: at('10:00:00'), position: 0 },
      { verb: 'paused', block: 'v1', at: at('10:00:10'), position: 10 },
      { verb: 'evaluated', block: 'p1', at: at('10:00:20'), success: true },
      { verb: 'progressed', block: 'h1', at: at('10:00:30'), completion: 1 },
    ],
    'learnerCourse',
    `enrollment_status, enrollment_changes, grade, passed, active_seconds, problems_tried, videos_watched, blocks_completed,
     toString(first_activity) AS first, toString(last_activity) AS last, org`,
  )
  expect(rows).toEqual([
    {
      enrollment_status: '',
      enrollment_changes: [],
      grade: null,
      passed: null,
      active_seconds: 150,
      problems_tried: 1,
      videos_watched: 1,
      blocks_completed: 1,
      first: `${day} 10:00:00.000000`,
      last: `${day} 10:00:30.000000`,
      org: 'Org',
    },
  ])
})
