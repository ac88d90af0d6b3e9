import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestWarehouse, testDatabases } from '../testing/warehouse.ts'
import { migrate, ownMigrations, statementsOf } from './migrations.ts'
import { readMigrations } from './read-migrations.ts'
import { databasesOf, scopedTables, tablesOf } from './tables.ts'

let warehouse: Awaited<ReturnType<typeof openTestWarehouse>>
let folder: string
beforeAll(async () => {
  warehouse = await openTestWarehouse()
  folder = await mkdtemp(join(tmpdir(), 'panorama-migrations-'))
})
afterAll(async () => {
  await warehouse.close()
  await rm(folder, { recursive: true, force: true })
})

const rows = (sql: string, params = {}) => warehouse.engine.rows({ name: 'test', sql, params })

test('a second run finds nothing to do', async () => {
  expect(ownMigrations.length).toBeGreaterThan(0)
  expect(await migrate(warehouse.engine, testDatabases, 'real')).toEqual([])
})

test('running them again by force changes nothing, since each is idempotent', async () => {
  const tables = `SELECT database, name, create_table_query FROM system.tables WHERE database = 'panorama' AND name != 'migrations' ORDER BY ALL`
  const before = await rows(tables)
  await warehouse.engine.command({ name: 'test', sql: 'TRUNCATE TABLE panorama.migrations' })
  expect(await migrate(warehouse.engine, testDatabases, 'real')).toEqual(ownMigrations.map(({ name }) => name))
  expect(await rows(tables)).toEqual(before)
})

test('marks that an earlier version has left are taken over', async () => {
  const command = (sql: string) => warehouse.engine.command({ name: 'test', sql })
  await command(`CREATE TABLE panorama.dirty_learners (course_key LowCardinality(String), actor_id String,
    token UUID DEFAULT generateUUIDv4()) ENGINE = MergeTree ORDER BY (course_key, actor_id)`)
  await command(`INSERT INTO panorama.dirty_learners (course_key, actor_id) VALUES ('course-v1:A+B+C', 'ann')`)
  await command(`DELETE FROM panorama.migrations WHERE name = '0008-learner-marks'`)
  expect(await migrate(warehouse.engine, testDatabases, 'real')).toEqual(['0008-learner-marks'])
  expect(await rows('SELECT course_key, actor_id, sign FROM panorama.learner_marks')).toEqual([
    { course_key: 'course-v1:A+B+C', actor_id: 'ann', sign: 1 },
  ])
})

test('every table that they make is in the registry, and everything in the registry is made', async () => {
  for (const dataSet of ['real', 'demo'] as const) {
    const databases = Object.values(databasesOf(testDatabases, dataSet))
    const made = await rows(
      `SELECT concat(database, '.', name) AS table FROM system.tables
       WHERE database IN {databases: Array(String)} AND engine NOT LIKE '%View' AND name != 'migrations' ORDER BY table`,
      { databases },
    )
    const tables = tablesOf(testDatabases, dataSet)
    expect(made.map(({ table }) => table)).toEqual(scopedTables.map(({ name }) => tables[name]).sort())
  }
})

test('every table has the columns by which its kind is narrowed', async () => {
  const wanted = {
    learner: ['course_key', 'org', 'actor_id'],
    course: ['course_key', 'org'],
    peers: ['course_key', 'org', 'learners'],
    anybody: [],
    operator: [],
  }
  const tables = tablesOf(testDatabases, 'real')
  for (const { name, holds } of scopedTables) {
    const columns = await rows(`SELECT name FROM system.columns WHERE concat(database, '.', table) = {table: String}`, {
      table: tables[name],
    })
    expect(columns.map((column) => column.name)).toEqual(expect.arrayContaining(wanted[holds]))
  }
})

describe('on a cluster', () => {
  const statements = ownMigrations.flatMap((migration) =>
    statementsOf(migration, databasesOf(testDatabases, 'real'), 'analytics').map((sql) => ({ sql })),
  )

  test.each(statements)('ClickHouse parses $sql', async ({ sql }) => {
    const [row] = await rows('SELECT formatQuery({sql: String}) AS parsed', { sql })
    const parsed = String(row?.parsed)
    // What is inserted reaches the other servers by itself.
    if (!parsed.startsWith('INSERT')) expect(parsed).toContain('ON CLUSTER analytics')
    if (parsed.startsWith('CREATE TABLE')) expect(parsed).toMatch(/ENGINE = Replicated(Replacing|Collapsing)?MergeTree/)
    expect(parsed).not.toContain('{{')
  })
})

describe("an operator's own folder", () => {
  test('runs after ours, in its order, once', async () => {
    await writeFile(
      join(folder, '0002-second.sql'),
      'ALTER TABLE {{panorama}}.local ADD COLUMN IF NOT EXISTS b UInt8;\n',
    )
    await writeFile(
      join(folder, '0001-first.sql'),
      '-- a comment; with a semicolon\nCREATE TABLE IF NOT EXISTS {{panorama}}.local {{on_cluster}} (a UInt8) ENGINE = {{MergeTree}} ORDER BY a;\n',
    )
    await writeFile(join(folder, 'README.md'), 'Not a migration.')
    const databases = { xapi: 'own_xapi', event_sink: 'own_sink', lms: 'own_lms', panorama: 'own_panorama' }
    const run = async () => migrate(warehouse.engine, databases, 'real', { extra: await readMigrations(folder) })
    expect((await run()).slice(-2)).toEqual(['site/0001-first', 'site/0002-second'])
    expect(await run()).toEqual([])
    expect(await rows('SELECT a, b FROM own_panorama.local')).toEqual([])

    await writeFile(join(folder, '0001-first.sql'), 'SELECT 1;\n')
    await expect(run()).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('site/0001-first') })
  })

  test('that is missing or holds a file without a place is refused with words', async () => {
    await expect(readMigrations(join(folder, 'missing'))).rejects.toMatchObject({ code: 'misconfigured' })
    await writeFile(join(folder, 'misnamed.sql'), 'SELECT 1;')
    await expect(readMigrations(folder)).rejects.toMatchObject({ message: expect.stringContaining('misnamed.sql') })
  })
})
