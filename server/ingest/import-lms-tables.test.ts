import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Clock } from '../kernel/clock.ts'
import { openStore } from '../store/open-store.ts'
import type { Store } from '../store/store.ts'
import { openTestWarehouse } from '../testing/warehouse.ts'
import { importLmsTables } from './import-lms-tables.ts'

const clock: Clock = { now: () => new Date('2026-05-03T12:00:00Z') }
let warehouse: Awaited<ReturnType<typeof openTestWarehouse>>
let store: Store
let directory: string

beforeAll(async () => {
  warehouse = await openTestWarehouse()
  directory = await mkdtemp(join(tmpdir(), 'panorama-dumps-'))
  store = await openStore(join(directory, 'store.db'), clock)
})
afterAll(async () => {
  await store.close()
  await warehouse.close()
  await rm(directory, { recursive: true })
})

const rows = (sql: string) => warehouse.engine.rows({ name: 'test', sql })

async function importFile(name: string, content: string | Buffer) {
  const path = join(directory, name)
  await writeFile(path, content)
  return importLmsTables({ files: [path], warehouse, dataSet: 'real', store, lmsUrl: 'https://lms.example', clock })
}

const dump = '11111111-2222-4333-8444-555555555555,2026-05-01 00:00:00'
const enrollments = (records: readonly string[]) =>
  `id,course_key,created,is_active,mode,username,user_id,dump_id,time_last_dumped\n${records.join('')}`
const enrollment = (id: number | string, username = 'ann') =>
  `${id},course-v1:Org+Course+Run,2026-01-01 00:00:00,True,audit,${username},${id},${dump}\n`

describe('a dump of a table of the LMS', () => {
  test('is read by the names of its columns, whatever their order and whatever else there is', async () => {
    const columns = 'username,extra,user_id,external_id_type,external_user_id,time_last_dumped,dump_id'
    const record = `ann,"a, ""b""\nc",7,xapi,99999999-2222-4333-8444-555555555555,2026-05-01,11111111-2222-4333-8444-555555555555`
    const report = await importFile('external_id.csv', `\uFEFF${columns}\r\n${record}\r\n`)
    expect(report).toEqual({ read: 1, kept: 1, duplicates: 0, dropped: {}, quarantined: {} })
    expect(
      await rows(
        'SELECT username, user_id, external_id_type, toString(external_user_id) AS actor FROM event_sink.external_id',
      ),
    ).toEqual([
      { username: 'ann', user_id: 7, external_id_type: 'xapi', actor: '99999999-2222-4333-8444-555555555555' },
    ])
  })

  test('becomes what the models know of the course', async () => {
    const overviews = `org,course_key,display_name,course_start,course_end,enrollment_start,enrollment_end,self_paced,course_data_json,created,modified,dump_id,time_last_dumped
Org,course-v1:Org+Course+Run,"Course, the",,,,,false,{},2026-01-01,2026-01-01,${dump}`
    await importFile('course_overviews.csv.gz', gzipSync(overviews))
    expect(await rows('SELECT course_key, display_name FROM panorama.course_names FINAL')).toEqual([
      { course_key: 'course-v1:Org+Course+Run', display_name: 'Course, the' },
    ])
    expect(await store.runs(1)).toMatchObject([{ what: 'LMS tables', outcome: 'done', report: { read: 1, kept: 1 } }])
  })

  test('again changes nothing; a newer one is added', async () => {
    const first = enrollments([enrollment(1), enrollment(2), enrollment(2)])
    expect(await importFile('course_enrollment.csv', first)).toMatchObject({ read: 3, kept: 2, duplicates: 1 })
    const before = await rows('SELECT * FROM event_sink.course_enrollment ORDER BY ALL')
    expect(await importFile('course_enrollment.csv', first)).toMatchObject({ read: 3, kept: 0, duplicates: 3 })
    expect(await rows('SELECT * FROM event_sink.course_enrollment ORDER BY ALL')).toEqual(before)
    const second = first.replaceAll('2026-05-01 00:00:00', '2026-05-02 00:00:00')
    expect(await importFile('course_enrollment.csv', second)).toMatchObject({ read: 3, kept: 2, duplicates: 1 })
  })

  test('loses only the records that do not fit, and keeps those aside', async () => {
    const records = Array.from({ length: 40 }, (_, index) => enrollment(100 + index))
    records[7] = enrollment('seven', '"j,\n"')
    records[30] = 'too,few\n'
    const report = await importFile('course_enrollment.csv', enrollments(records))
    expect(report).toMatchObject({ read: 40, kept: 38, quarantined: { 'record does not fit the table': 2 } })
    // The header is record 1.
    expect(
      await rows('SELECT line_number, detail, text FROM panorama.quarantined_lines FINAL ORDER BY line_number'),
    ).toEqual([
      { line_number: 9, detail: 'courseEnrollment', text: records[7] },
      { line_number: 32, detail: 'courseEnrollment', text: 'too,few\n' },
    ])
  })
})

describe('a file that is no such dump', () => {
  test.each([
    ['courses.csv', 'id\n1\n', 'not the name of a table'],
    ['course_blocks.csv', '', 'is empty'],
    [
      'course_blocks.csv',
      'org,course_key\na,b\n',
      'lacks location, display_name, xblock_data_json, edited_on, dump_id, time_last_dumped',
    ],
    ['course_enrollment.csv', enrollments([`1,"${'x'.repeat(17_000_000)}\n`]), 'never closed'],
    ['course_enrollment.csv.gz', gzipSync(enrollments([enrollment(1)])).subarray(0, 60), 'cut off'],
  ])('is refused by name, and nothing of it is taken over: %s', async (name, content, message) => {
    const before = await rows('SELECT count() AS rows FROM event_sink.course_enrollment')
    await expect(importFile(name, content)).rejects.toMatchObject({
      code: 'bad_input',
      exitCode: 65,
      message: expect.stringContaining(message),
    })
    expect(await rows('SELECT count() AS rows FROM event_sink.course_enrollment')).toEqual(before)
    expect(await rows("SELECT name FROM system.tables WHERE name LIKE 'import\\_course%'")).toEqual([])
  })
})
