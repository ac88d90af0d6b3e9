import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectToMysql, type MysqlConnection } from '../extract/mysql/connection.ts'
import { readPages } from '../extract/mysql/read-pages.ts'
import { actorIdOf } from '../kernel/actor-id.ts'
import { openStore } from '../store/open-store.ts'
import type { Store } from '../store/store.ts'
import { startMariadb, type TestMariadb } from '../testing/mariadb.ts'
import { openTestWarehouse } from '../testing/warehouse.ts'
import { type DumpOptions, dumpLms } from './dump-lms.ts'

const lmsUrl = 'https://lms.example'
let seconds = 0
const clock = { now: () => new Date(Date.UTC(2026, 4, 1, 4, 0, ++seconds)) }
let mariadb: TestMariadb
let connection: MysqlConnection
let warehouse: Awaited<ReturnType<typeof openTestWarehouse>>
let store: Store
let directory: string

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'panorama-dump-'))
  store = await openStore(join(directory, 'store.db'), clock)
  ;[mariadb, warehouse] = await Promise.all([startMariadb(), openTestWarehouse()])
  await mariadb.run(
    `CREATE TABLE auth_user (id int PRIMARY KEY, username varchar(150), email varchar(254));
    INSERT INTO auth_user SELECT seq, concat('user', seq), concat('user', seq, '@example.org') FROM seq_1_to_7;
    CREATE TABLE student_courseenrollment (id int PRIMARY KEY, user_id int, course_id varchar(255), created datetime(6), is_active tinyint(1), mode varchar(100));
    INSERT INTO student_courseenrollment SELECT seq * 10, seq, 'course-v1:Org+Dump+1', '2026-03-01 10:00:00', seq % 2, 'audit' FROM seq_1_to_7;
    CREATE TABLE oel_tagging_tag (id int PRIMARY KEY, taxonomy_id int, parent_id int, value varchar(500), external_id varchar(255));
    INSERT INTO oel_tagging_tag VALUES (1, 1, NULL, 'Science', NULL), (2, 1, 1, 'Bio "logy"', 'b'), (3, 1, 2, 'Birds', NULL);
    CREATE TABLE course_overviews_courseoverview (id varchar(255) PRIMARY KEY, org longtext, display_name longtext);
    INSERT INTO course_overviews_courseoverview VALUES ('course-v1:Org+A+1', 'Org', 'A'), ('course-v1:Org+B+1', 'Org', 'B''s'), ('course-v1:Org+C+1', 'Org', 'C');
    CREATE TABLE grades_persistentcoursegrade (id int PRIMARY KEY)`,
    'openedx',
  )
  connection = await connectToMysql(mariadb.reader)
})
afterAll(async () => {
  connection.close()
  await Promise.all([mariadb.stop(), warehouse.close(), store.close()])
  await rm(directory, { recursive: true })
})

const dump = (object: string, options: Partial<DumpOptions> = {}) =>
  dumpLms({
    ...{ database: readPages(connection, mariadb.reader), object, warehouse, dataSet: 'real', store, clock, lmsUrl },
    ...{ withNames: false, force: false, batchSize: 2, sleepSeconds: 0, ...options },
  })
const rows = (sql: string) => warehouse.engine.rows({ name: 'test', sql })
const enrolled = async () =>
  (await rows('SELECT id FROM event_sink.course_enrollment ORDER BY id')).map(({ id }) => Number(id))

test('a limit holds to the row, whatever the size of the batches, and a key is where the next goes on', async () => {
  let last = ''
  const report = await dump('course_enrollment', { limit: 3, onProgress: ({ lastPk }) => (last = lastPk) })
  expect([report.read, report.kept, last]).toEqual([3, 3, '30'])
  expect(await enrolled()).toEqual([10, 20, 30])
  expect(await dump('course_enrollment', { startPk: last, idsToSkip: ['50'] })).toMatchObject({ read: 3, kept: 3 })
  expect(await enrolled()).toEqual([10, 20, 30, 40, 60, 70])
  expect(await dump('course_enrollment', { ids: ['50', '70', '999'] })).toMatchObject({
    read: 2,
    kept: 1,
    duplicates: 1,
  })
  expect(await enrolled()).toEqual([10, 20, 30, 40, 50, 60, 70])
})

test('what is there already is left out, unless it is forced, and figures follow', async () => {
  expect(await dump('course_enrollment')).toMatchObject({ read: 7, kept: 0, duplicates: 7 })
  expect(await dump('course_enrollment', { force: true, ids: ['10'] })).toMatchObject({ read: 1, kept: 1 })
  expect(await enrolled()).toEqual([10, 10, 20, 30, 40, 50, 60, 70])
  expect(
    await rows(
      "SELECT count() AS n, countIf(enrollment_status = 'registered') AS enrolled FROM panorama.learner_course FINAL",
    ),
  ).toEqual([{ n: 7, enrolled: 4 }])
  expect(
    await rows(
      `SELECT enrollment_status FROM panorama.learner_course FINAL WHERE actor_id = '${actorIdOf(lmsUrl, { userId: 2 })}'`,
    ),
  ).toEqual([{ enrollment_status: 'unregistered' }])
  expect(await rows('SELECT username FROM event_sink.course_enrollment WHERE id = 70')).toEqual([{ username: 'user7' }])
})

test('rows of course overviews go by their keys, and tags have the line of those above them', async () => {
  expect(await dump('course_overviews', { startPk: 'course-v1:Org+A+1', limit: 1 })).toMatchObject({ read: 1 })
  expect(await rows('SELECT course_key, display_name FROM event_sink.course_overviews')).toEqual([
    { course_key: 'course-v1:Org+B+1', display_name: "B's" },
  ])
  expect(await dump('tag', { ids: ['3'] })).toMatchObject({ kept: 1 })
  expect(await rows('SELECT value, parent, lineage FROM event_sink.tag')).toEqual([
    { value: 'Birds', parent: 2, lineage: '["Science","Bio \\"logy\\"","Birds"]' },
  ])
})

test('what there is not is said by name', async () => {
  await expect(dump('grades')).rejects.toMatchObject({
    code: 'not_found',
    advice: expect.stringContaining('course_overviews, course_enrollment, user_profile'),
  })
  await expect(dump('external_id')).rejects.toMatchObject({
    code: 'misconfigured',
    message: expect.stringContaining('external_user_ids_externalid.external_user_id'),
  })
})
