import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoCast } from '../../demo/cast.ts'
import { writeSite } from '../../demo/site/write-site.ts'
import { importLmsTables } from '../../ingest/import-lms-tables.ts'
import { importTrackingLogs } from '../../ingest/import-tracking-logs.ts'
import { systemClock } from '../../kernel/clock.ts'
import { openStore } from '../../store/open-store.ts'
import { openTestWarehouse } from '../../testing/warehouse.ts'
import { ask, type Warehouse } from '../ask.ts'
import { courseList } from '../questions/course/course-list.ts'
import { type BoardView, viewName } from './board-view.ts'
import { boardsDatabase, boardViews, layBoards } from './lay-boards.ts'
import { shownColumn } from './shown-columns.ts'

const zone = 'Asia/Kathmandu'
const minimum = 5
const edition = { locale: 'en', dataSet: 'demo' } as const
const scope = { kind: 'site' } as const
const periods = { '7d': 7, '28d': 28, '90d': 90, '365d': 365, all: null }

let warehouse: Warehouse
let courses: string[]
let database: string
const closing: (() => Promise<void>)[] = []

beforeAll(async () => {
  const dir = await mkdtemp(join(tmpdir(), 'panorama-boards-'))
  closing.push(() => rm(dir, { recursive: true, force: true }))
  const opened = await openTestWarehouse({ minGroupSize: minimum })
  warehouse = opened
  const store = await openStore(`file:${join(dir, 'store.db')}`, systemClock)
  closing.push(opened.close, store.close)
  const now = new Date()
  const { files } = await writeSite({ dir: join(dir, 'site'), seed: 'boards', learners: 60, days: 200, now })
  const into = { warehouse, store, clock: systemClock, dataSet: 'demo', lmsUrl: 'http://localhost:2100' } as const
  await importLmsTables({ ...into, files: files.filter((file) => file.endsWith('.csv')) })
  await importTrackingLogs({ ...into, files: files.filter((file) => file.endsWith('.log')) })
  await layBoards(warehouse.engine, warehouse.databases, 'demo', { zone, minimum, cluster: null })
  const known = await ask(warehouse, courseList, { scope, dataSet: 'demo', params: { now: now.toISOString() } })
  courses = known.map(({ course_key }) => course_key)
  database = boardsDatabase(warehouse.databases, 'demo')
})
afterAll(async () => {
  for (const close of closing.reverse()) await close()
})

const rowsOf = (sql: string, params = {}) => warehouse.engine.rows({ name: 'test', sql, params })

async function dayNow(): Promise<string> {
  const [row] = await rowsOf(`SELECT toDate(now(), '${zone}') AS day`)
  return String(row!.day)
}

function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10)
}

/** What the question answers where the view has no row: nothing was done. */
const isNothing = (row: object) => Object.values(row).every((cell) => cell === 0 || cell === null)

async function compare(view: BoardView, course: string, period: keyof typeof periods, block: string | null) {
  const { question, keys } = view
  const today = await dayNow()
  const days = periods[period]
  const params = {
    course,
    video: block,
    zone,
    today,
    minimum,
    from: days === null ? null : daysBefore(today, days - 1),
    to: days === null ? null : today,
  }
  const answer = (await ask(warehouse, question, { scope, dataSet: 'demo', params })) as Record<string, unknown>[]
  const columns = Object.keys(question.columns)
  const order = keys.includes('place')
    ? 'place'
    : (columns.find((name) => ['day', 'second'].includes(name)) ?? columns[0])
  const seen = await rowsOf(
    `SELECT ${columns.map((name) => `\`${name}\``).join(', ')} FROM ${database}.${viewName(view, edition)}
     WHERE course_key = {course: String} ${keys.includes('period') ? 'AND period = {period: String}' : ''}
       ${block === null ? '' : 'AND block_key = {block: String}'}
     ORDER BY ${order}`,
    { course, period, ...(block !== null && { block }) },
  )
  const wanted = seen.length === 0 && answer.length === 1 && isNothing(answer[0]!) ? [] : answer
  expect(seen, `${question.name} of ${course} in ${period}`).toEqual(wanted)
  return seen.length
}

describe.each(boardViews.map((view) => [view.question.name, view] as const))('%s', (name, view) => {
  test('has for every course run and period the figures of the question', async () => {
    let rows = 0
    for (const course of courses) {
      const videos = await rowsOf(
        `SELECT DISTINCT block_key FROM ${database}.panorama_demo_course_videos_en WHERE course_key = {course: String} ORDER BY block_key LIMIT 3`,
        { course },
      )
      const blocks = name === 'course-video-seconds' ? videos.map(({ block_key }) => String(block_key)) : [null]
      const each = view.keys.includes('period')
        ? (Object.keys(periods) as (keyof typeof periods)[])
        : (['all'] as const)
      for (const block of blocks) for (const period of each) rows += await compare(view, course, period, block)
    }
    expect(rows).toBeGreaterThan(0)
  })

  test('says of every row whose it is, and nothing of a single learner', async () => {
    const columns = await rowsOf(`DESCRIBE TABLE ${database}.${viewName(view, edition)}`)
    const names = columns.map((column) => String(column.name))
    const shown = Object.entries(view.question.columns).map(([key, column]) => shownColumn(key, column))
    expect(names.sort()).toEqual(
      [...new Set(['course_key', 'org', ...view.keys, ...Object.keys(view.question.columns), ...shown])].sort(),
    )
    const [odd] = await rowsOf(
      `SELECT countIf(course_key = '' OR org = '') AS nobody FROM ${database}.${viewName(view, edition)}`,
    )
    expect(odd).toEqual({ nobody: 0 })
  })
})

test('codes are put into words in each language, lengths into milliseconds', async () => {
  const rowOf = async (name: string, columns: string) =>
    (await rowsOf(`SELECT ${columns} FROM ${database}.panorama_demo_${name} LIMIT 1`))[0]
  const none = `bucket = 'none' AS is_none, bucket_shown`
  const grades = async (locale: string) =>
    rowsOf(`SELECT DISTINCT ${none} FROM ${database}.panorama_demo_course_grades_${locale} WHERE is_none`)
  expect(await grades('en')).toEqual([{ is_none: 1, bucket_shown: 'No grade yet' }])
  expect(await grades('es')).toEqual([{ is_none: 1, bucket_shown: 'Sin calificación todavía' }])
  expect(await rowOf('course_video_seconds_en', 'second * 1000 = second_shown AS same')).toEqual({ same: 1 })
})

test('the boards know the course runs of the demo and no learner of it', async () => {
  const everything = await Promise.all(
    boardViews.map((view) => rowsOf(`SELECT * FROM ${database}.${viewName(view, edition)}`)),
  )
  const text = JSON.stringify(everything)
  const actors = await rowsOf(`SELECT DISTINCT actor_id FROM demo_panorama.learner_course`)
  expect(actors.length).toBeGreaterThan(20)
  for (const { actor_id } of actors) expect(text).not.toContain(String(actor_id))
  for (const { username } of demoCast) expect(text).not.toContain(`"${username}"`)
})
