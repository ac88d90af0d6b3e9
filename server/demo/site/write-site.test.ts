import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestWarehouse, testDatabases } from '../../testing/warehouse.ts'
import { databasesOf } from '../../warehouse/tables.ts'
import { siteTables } from './generate-site.ts'
import { groupedBy, smallSite, testNow } from './testing/small-site.ts'
import { type WrittenSite, writeSite } from './write-site.ts'

const options = { seed: 'test', learners: 60, days: 365, now: testNow }
const progress: { events: number; bytes: number }[] = []
let directory: string
let written: WrittenSite
let warehouse: Awaited<ReturnType<typeof openTestWarehouse>>

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'panorama-site-'))
  written = await writeSite({ ...options, dir: join(directory, 'site'), onProgress: (so) => progress.push(so) })
  warehouse = await openTestWarehouse()
})

afterAll(async () => {
  await warehouse.close()
  await rm(directory, { recursive: true, force: true })
})

describe('the files of a site', () => {
  it('are the log and a file for each table, and add up to what is reported', async () => {
    expect(written.files.map((file) => basename(file))).toEqual(['tracking.log', ...siteTables])
    const sizes = await Promise.all(written.files.map(async (file) => (await stat(file)).size))
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(written.bytes)
    expect(progress.at(-1)).toEqual({ events: written.events, bytes: written.bytes })
  })

  it('hold the lines that were generated, one after the other', async () => {
    const log = await readFile(written.files[0] ?? '', 'utf8')
    const lines = [...smallSite().events]
    expect(log).toBe(`${lines.join('\n')}\n`)
    expect(written.events).toBe(lines.length)
  })

  it('are read by the engine as CSV, with the columns of the event_sink tables', async () => {
    const database = databasesOf(testDatabases, 'demo').event_sink
    for (const file of written.files.slice(1)) {
      const table = basename(file, '.csv')
      const columns = await warehouse.engine.rows({
        name: 'test',
        sql: 'SELECT name, type FROM system.columns WHERE database = {database: String} AND table = {table: String} ORDER BY position',
        params: { database, table },
      })
      const header = (await readFile(file, 'utf8')).split('\r\n')[0]
      expect(header).toBe(columns.map(({ name }) => name).join(','))
      const structure = columns.map(({ name, type }) => `\`${name}\` ${type}`).join(', ')
      await warehouse.engine.command({
        name: 'test',
        sql: `INSERT INTO ${database}.${table} SELECT * FROM file('${file}', 'CSVWithNames', '${structure}')`,
      })
    }

    const [counts] = await warehouse.engine.rows({
      name: 'test',
      sql: `SELECT
        (SELECT count() FROM ${database}.course_overviews) AS courses,
        (SELECT count() FROM ${database}.user_profile) AS profiles,
        (SELECT uniqExact(external_user_id) FROM ${database}.external_id WHERE external_id_type = 'xapi') AS actors,
        (SELECT uniqExact(username) FROM ${database}.user_profile) AS usernames,
        (SELECT countIf(e.user_id = 0) FROM ${database}.course_enrollment c LEFT JOIN ${database}.external_id e USING (user_id)) AS strangers`,
    })
    // Sixty learners and the three of the cast who teach or administer.
    expect(counts).toEqual({ courses: 8, profiles: 63, actors: 63, usernames: 63, strangers: 0 })
  })

  it('tell the structure of every course: each block once, in order, below the unit before it', async () => {
    const database = databasesOf(testDatabases, 'demo').event_sink
    const blocks = await warehouse.engine.rows({
      name: 'test',
      sql: `SELECT course_key, location, order, JSONExtractString(xblock_data_json, 'block_type') AS type,
          JSONExtractUInt(xblock_data_json, 'section') AS section, JSONExtractUInt(xblock_data_json, 'unit') AS unit
        FROM ${database}.course_blocks ORDER BY course_key, order`,
    })
    const courses = groupedBy(blocks, ({ course_key: key }) => String(key))
    expect(courses.size).toBe(8)
    for (const [key, inCourse] of courses) {
      expect(inCourse.map(({ order }) => order)).toEqual(inCourse.map((_, index) => index + 1))
      expect(inCourse[0]?.type).toBe('course')
      expect(new Set(inCourse.map(({ location }) => location)).size).toBe(inCourse.length)
      const run = String(key).slice('course-v1:'.length)
      expect(inCourse.every(({ location }) => String(location).startsWith(`block-v1:${run}+type@`))).toBe(true)
      for (const { type, unit } of inCourse) {
        const isLeaf = ['video', 'problem', 'html'].includes(String(type))
        expect(Number(unit) > 0, String(type)).toBe(isLeaf || type === 'vertical')
      }
    }
  })
})
