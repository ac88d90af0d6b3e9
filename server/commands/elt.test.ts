import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import { Command } from 'commander'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { ExtractionRun } from '../contract/extraction.ts'
import type { Finding } from '../contract/finding.ts'
import type { CatalogueOutcome } from '../lake/catalogue/catalogue.ts'
import type { LoadReport } from '../lms/load-lms.ts'
import { startMariadb, type TestMariadb } from '../testing/mariadb.ts'
import { startMoto } from '../testing/moto.ts'
import { addingCommands } from './command.ts'
import { createDatalakeTables, createTableViews, dropDatalakeTables } from './elt-catalogue.ts'
import { extractAndLoadHere } from './elt-extract-and-load.ts'
import { initElt } from './elt-init.ts'
import { setEltTables } from './elt-set-tables.ts'
import { setEltTablesFields } from './elt-set-tables-fields.ts'
import { testEltConnections } from './elt-test-connections.ts'
import { addEltCommands } from './families/elt.ts'
import { showOrSwitchMode } from './mode.ts'
import { createTerminal, type Terminal } from './terminal.ts'

// One site, from nothing; the tests read from top to bottom.

let directory: string
let mariadb: TestMariadb
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'panorama-elt-'))
  mariadb = await startMariadb()
  await mariadb.run(`
    CREATE TABLE auth_user (id int PRIMARY KEY, username varchar(150) NOT NULL, password varchar(128) NOT NULL, email varchar(254),
      is_active tinyint(1) NOT NULL, date_joined datetime(6) NOT NULL);
    CREATE TABLE student_courseenrollment (id int PRIMARY KEY, course_id varchar(255) NOT NULL, created datetime(6),
      is_active tinyint(1) NOT NULL, mode varchar(100) NOT NULL, user_id int NOT NULL);
    CREATE TABLE courseware_studentmodule (id bigint PRIMARY KEY, module_type varchar(32), module_id varchar(255),
      course_id varchar(255) NOT NULL, state longtext, grade double, max_grade double, done varchar(8), created datetime(6),
      modified datetime(6), student_id int);
    INSERT INTO auth_user VALUES (1, 'ingrid', 'pbkdf2$hash', 'ingrid@example.org', 1, '2024-02-29 12:00:00.000001');
    INSERT INTO student_courseenrollment VALUES (1, 'course-v1:A+B+1', '2024-03-01', 1, 'audit', 1);
    INSERT INTO courseware_studentmodule VALUES
      (1, 'problem', 'block-1', 'course-v1:A+B+1', '{"attempts": 1}', 1, 1, 'f', '2024-03-01', '2024-03-01', 1),
      (2, 'problem', 'block-2', 'course-v1:A+B+2', NULL, NULL, NULL, 'na', '2024-03-02', '2024-03-02', 1)`)
})
afterAll(async () => {
  await mariadb.stop()
  await rm(directory, { recursive: true })
})
afterEach(() => {
  process.exitCode = 0
})

const settingsFile = () => join(directory, 'lms.yaml')

/** Runs a command. @returns what it printed on standard output, as JSON, what it would exit with, and its log */
async function elt<T>(
  command: (terminal: Terminal, options: AnyOptions) => Promise<void>,
  options: AnyOptions = {},
  environment: Record<string, string> = { MYSQL_PASSWORD: mariadb.reader.password },
): Promise<{ report: T; exitCode: unknown; log: string }> {
  const [out, err] = [new PassThrough(), new PassThrough()]
  const site = { PANORAMA_DATA_DIR: join(directory, 'data'), ...environment }
  const terminal = createTerminal(true, site, out as never, err as never)
  await command(terminal, { settings: settingsFile(), ...options })
  return { report: JSON.parse(String(out.read())) as T, exitCode: process.exitCode, log: String(err.read() ?? '') }
}
type AnyOptions = Parameters<typeof extractAndLoadHere>[1] & Parameters<typeof setEltTablesFields>[1]
type Ran = ExtractionRun & { warehouse: LoadReport | null }
const extract = (options: AnyOptions) => elt<Ran>(extractAndLoadHere, options)
const outcomes = ({ tables }: ExtractionRun) => Object.fromEntries(tables.map(({ table, outcome }) => [table, outcome]))

test('every command tells what it takes, without settings', async () => {
  let told = ''
  const program = new Command('panorama').exitOverride().configureOutput({
    writeOut(text) {
      told += text
    },
  })
  addEltCommands(program, addingCommands({}))
  const family = program.commands.find((command) => command.name() === 'elt')!
  const names = family.commands.map((command) => command.name())
  for (const name of names) {
    const words = ['node', 'panorama', 'elt', name, '--help']
    await expect(program.parseAsync(words)).rejects.toMatchObject({ code: 'commander.helpDisplayed', exitCode: 0 })
    expect(told).toContain(`panorama elt ${name}`)
  }
  expect(names).toEqual(
    expect.arrayContaining([
      ...['init', 'test-connections', 'extract-and-load', 'set-tables', 'set-tables-fields'],
      ...['create-datalake-tables', 'create-table-views', 'drop-datalake-tables'],
    ]),
  )
})

test('a settings file is written once, from what the plugin is told', async () => {
  const environment = {
    PANORAMA_BUCKET: 'acme',
    PANORAMA_AWS_SECRET_ACCESS_KEY: 'geheim',
    PANORAMA_AWS_ACCESS_KEY: 'AK',
  }
  const bucket = join(directory, 'bucket.yaml')
  await elt(initElt, { settings: bucket }, environment)
  const text = await readFile(bucket, 'utf8')
  expect(text).toContain('panorama_raw_data_bucket: acme')
  expect(text).toContain(`aws_secret_access_key: ${'$'}{PANORAMA_AWS_SECRET_ACCESS_KEY}`)
  expect(text).not.toContain('geheim')
  await elt(initElt)
  const written = await readFile(settingsFile(), 'utf8')
  await expect(elt(initElt)).rejects.toMatchObject({ code: 'conflict', exitCode: 1 })
  expect(await readFile(settingsFile(), 'utf8')).toBe(written)
  const { host, port, username } = mariadb.reader
  const edited = written
    .replaceAll('mysql_host: mysql', `mysql_host: ${host}`)
    .replaceAll('mysql_port: 3306', `mysql_port: ${port}`)
    .replaceAll('mysql_username: panorama', `mysql_username: ${username}`)
  // MongoDB is not there to be asked, and would be waited for.
  await writeFile(settingsFile(), edited.slice(0, edited.indexOf('  # What courses are made of')))
})

test('a secret that is not there is named with its place, before anything is connected to', async () => {
  await expect(elt(testEltConnections, {}, {})).rejects.toMatchObject({
    exitCode: 78,
    message: expect.stringMatching(/lms\.yaml:\d+:\d+: .*the environment has no MYSQL_PASSWORD/),
  })
})

test('a connection that does not work ends with 1 and says which (panorama-elt 35)', async () => {
  const { report, exitCode } = await elt<Finding[]>(testEltConnections, {}, { MYSQL_PASSWORD: 'another' })
  expect(exitCode).toBe(1)
  const outcomeOf = (subject: string) => report.find((finding) => finding.subject === subject)?.outcome
  expect(outcomeOf('lake')).toBe('ok')
  expect(outcomeOf('lms: MySQL')).toBe('problem')
  expect(JSON.stringify(report)).not.toContain(mariadb.reader.password)
})

test('tables and columns that the site does not have are taken out of the file, and nothing else of it changes', async () => {
  const before = await readFile(settingsFile(), 'utf8')
  const { exitCode } = await elt(setEltTablesFields, { datasource: 'lms', removeMissing: true })
  expect(exitCode).toBe(0)
  const after = await readFile(settingsFile(), 'utf8')
  const left = after.split('\n')
  expect(
    before
      .split('\n')
      .filter((line) => line.trim().startsWith('#'))
      .every((line) => left.includes(line)),
  ).toBe(true)
  expect(after).toContain('- name: auth_user\n')
  expect(after).not.toMatch(/completion_blockcompletion|last_login|password, type/)
  // A second time there is nothing to do.
  await elt(setEltTablesFields, { datasource: 'lms', removeMissing: true })
  expect(await readFile(settingsFile(), 'utf8')).toBe(after)
})

test('in DEMO nothing is extracted', async () => {
  await expect(extract({ all: true })).rejects.toMatchObject({ code: 'forbidden', exitCode: 77 })
  await elt((terminal) => showOrSwitchMode(terminal, {}, ['SAAS']))
})

test.each([
  ['nothing', {}],
  ['all and some', { all: true, tables: 'auth_user' }],
  ['an unknown table', { tables: 'auth_usr' }],
  ['an unknown datasource', { datasource: 'lsm' }],
])('to ask for %s is a mistake of whoever asks', async (_, asked) => {
  await expect(extract(asked)).rejects.toMatchObject({ exitCode: 64 })
})

describe('a run', () => {
  test('brings the tables into the lake and the warehouse; the next finds nothing new', async () => {
    const { report, exitCode, log } = await extract({ datasource: 'lms' })
    expect(report.tables.filter(({ failure }) => failure !== null)).toEqual([])
    expect({ exitCode, outcome: report.outcome }).toEqual({ exitCode: 0, outcome: 'done' })
    expect(outcomes(report)).toEqual({
      auth_user: 'done',
      student_courseenrollment: 'done',
      courseware_studentmodule: 'done',
    })
    const lake = join(directory, 'data/lake')
    const enrollments = join(lake, 'student_courseenrollment/lms=lms.example.org/student_courseenrollment.csv')
    expect(await readFile(enrollments, 'utf8')).toContain('course-v1:A+B+1')
    expect(existsSync(join(lake, 'courseware_studentmodule/lms=lms.example.org/course_id=course-v1%3AA%2BB%2B2'))).toBe(
      true,
    )
    expect(report.warehouse?.tables.find(({ table }) => table === 'course_enrollment')).toMatchObject({ rows: 1 })
    // A line of the log for each table, and nobody in it.
    const lines = log
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(lines.filter(({ msg }) => msg === 'table extracted')).toHaveLength(3)
    expect(log).not.toContain('ingrid')

    const again = await extract({ datasource: 'lms' })
    expect(outcomes(again.report)).toEqual({
      auth_user: 'unchanged',
      student_courseenrollment: 'unchanged',
      courseware_studentmodule: 'unchanged',
    })
    expect(await readdir(join(directory, 'data/extraction'))).toEqual([])
    const reports = await readdir(join(lake, '_panorama/lms=lms.example.org/runs'))
    expect(reports.map((name) => name.replace(/^\d+-|\.json$/g, '')).sort()).toEqual(
      [report.id, again.report.id].sort(),
    )
  })

  test('ends with 1 when a table fails, after the others are done (panorama-elt 12, 35)', async () => {
    await mariadb.run(`
      RENAME TABLE auth_user TO auth_user_aside;
      UPDATE student_courseenrollment SET is_active = 0`)
    const { report, exitCode } = await extract({ datasource: 'lms' })
    await mariadb.run('RENAME TABLE auth_user_aside TO auth_user')
    expect({ exitCode, outcome: report.outcome }).toEqual({ exitCode: 1, outcome: 'failed' })
    expect(report.tables).toMatchObject([
      { table: 'auth_user', outcome: 'failed', rows: 1, failure: expect.stringContaining('auth_user') },
      { table: 'student_courseenrollment', outcome: 'done', rowsWritten: 1 },
      { table: 'courseware_studentmodule', outcome: 'unchanged' },
    ])
    expect(report.warehouse?.tables.find(({ table }) => table === 'course_enrollment')).toMatchObject({ changed: 1 })
  })
})

test('a new table of the LMS is listed when it is asked for, then its columns, and it is extracted', async () => {
  await mariadb.run(`
    CREATE TABLE teams_courseteam (id int PRIMARY KEY, name varchar(255), course_id varchar(255));
    INSERT INTO teams_courseteam VALUES (1, 'The "owls", and\\nothers', 'course-v1:A+B+1')`)
  const missing = await elt<{ unknown: string[] }>(setEltTables, {
    datasource: 'lms',
    tables: 'teams_courseteam, teams_courseteem',
  })
  expect(missing).toMatchObject({ exitCode: 1, report: { unknown: ['teams_courseteem'] } })
  process.exitCode = 0
  // Named, it is missed; among all tables it is passed by, and told of.
  await expect(extract({ tables: 'teams_courseteam', lakeOnly: true })).rejects.toMatchObject({
    exitCode: 65,
    advice: expect.stringContaining('set-tables-fields --tables teams_courseteam'),
  })
  const passedBy = await extract({ datasource: 'lms', lakeOnly: true })
  expect(outcomes(passedBy.report)).toMatchObject({ teams_courseteam: 'skipped', auth_user: 'unchanged' })
  expect(passedBy.exitCode).toBe(0)
  await elt(setEltTablesFields, { tables: 'teams_courseteam' })
  const { report, exitCode } = await extract({ tables: 'teams_courseteam', lakeOnly: true })
  expect({ exitCode, warehouse: report.warehouse, tables: report.tables }).toMatchObject({
    exitCode: 0,
    warehouse: null,
    tables: [{ table: 'teams_courseteam', outcome: 'done', rows: 1 }],
  })
})

test('a lake in S3 has a catalogue that follows each run; what fails there fails the run', async () => {
  await expect(elt(createDatalakeTables, { all: true })).rejects.toMatchObject({ exitCode: 78 })
  const moto = await startMoto()
  try {
    const { region, credentials, url } = moto
    const s3 = new S3Client({ region, credentials, endpoint: url, forcePathStyle: true })
    await s3.send(new CreateBucketCommand({ Bucket: 'acme' }))
    s3.destroy()
    const inBucket = (await readFile(settingsFile(), 'utf8')).replace(
      /directory: .*/,
      [
        'panorama_raw_data_bucket: acme',
        `aws_region: ${region}`,
        `endpoint: ${url}`,
        `aws_access_key: ${credentials.accessKeyId}`,
        `aws_secret_access_key: ${credentials.secretAccessKey}`,
        'datalake_database: campus',
        'datalake_workgroup: primary',
      ].join('\n  '),
    )
    await writeFile(settingsFile(), inBucket)
    const { report, exitCode } = await extract({ tables: 'auth_user', lakeOnly: true })
    expect(report.tables).toMatchObject([{ table: 'auth_user', outcome: 'done', failure: null }])
    expect(exitCode).toBe(0)
    const made = await elt<CatalogueOutcome[]>(createDatalakeTables, { tables: 'auth_user' })
    expect(made.report.filter(({ kind }) => kind === 'raw table')).toMatchObject([
      { object: 'raw_auth_user', outcome: 'unchanged' },
    ])
    await elt(createTableViews, { tables: 'auth_user' })
    const dropped = await elt<CatalogueOutcome[]>(dropDatalakeTables, { tables: 'auth_user' })
    expect(dropped.report.some(({ outcome }) => outcome === 'dropped')).toBe(true)
    expect(dropped.exitCode).toBe(0)

    await writeFile(settingsFile(), inBucket.replace('datalake_workgroup: primary', 'datalake_workgroup: nowhere'))
    const failing = await elt<CatalogueOutcome[]>(createTableViews, { tables: 'auth_user' })
    expect(failing.exitCode).toBe(1)
    process.exitCode = 0
    const following = await extract({ tables: 'auth_user', lakeOnly: true })
    expect(following.exitCode).toBe(1)
    expect(following.report.tables).toMatchObject([
      { table: 'auth_user', outcome: 'failed', rows: 1, failure: expect.stringMatching(/view .*auth_user.*nowhere/s) },
    ])
  } finally {
    await moto.stop()
  }
})
