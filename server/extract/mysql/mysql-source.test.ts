import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { generate } from 'selfsigned'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openCuttingProxy } from '../../testing/cutting-proxy.ts'
import { effort } from '../../testing/effort.ts'
import { startMariadb, type TestMariadb } from '../../testing/mariadb.ts'
import { openEmbeddedEngine } from '../../warehouse/embedded-engine.ts'
import type { Engine } from '../../warehouse/engine.ts'
import type { FieldSettings, MysqlSettings, TableSettings } from '../settings/settings.ts'
import type { Source } from '../source.ts'
import { openLakeInMemory, type Row, sorted } from '../testing/lake-in-memory.ts'
import { asNumbers, inHexadecimal, nastyTable } from '../testing/nasty-table.ts'
import { connectToMysql } from './connection.ts'
import { openMysqlSource } from './mysql-source.ts'

let directory: string
let engine: Engine
let mariadb: TestMariadb
let source: Source
let ca: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'panorama-mysql-'))
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] },
    ],
  })
  ca = join(directory, 'ca.pem')
  await writeFile(ca, cert)
  await writeFile(join(directory, 'key.pem'), key)
  // As awkward as servers come: far from UTC, with other quotes, and a statement that may be long.
  mariadb = await startMariadb({
    options: [
      '--default-time-zone=+13:00',
      '--sql-mode=ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PAD_CHAR_TO_FULL_LENGTH',
      `--ssl-cert=${ca}`,
      `--ssl-key=${join(directory, 'key.pem')}`,
    ],
  })
  await mariadb.run(`SET SESSION sql_mode = '', time_zone = '+00:00'`)
  engine = await openEmbeddedEngine(join(directory, 'engine'))
  source = openMysqlSource(mariadb.reader)
})
afterAll(async () => {
  await engine.close()
  await mariadb.stop()
  await rm(directory, { recursive: true, force: true })
})

let lakes = 0
const newLake = (of = source) => openLakeInMemory(of, engine, join(directory, `lake-${++lakes}`))

/** The settings of a table as `set-tables-fields` makes them. */
async function settingsOf(name: string, options: Partial<TableSettings> = {}): Promise<TableSettings> {
  const fields = await source.fields(name)
  return { name, fields, partitions: null, rawTable: null, view: null, ...options }
}

const partitions = { fields: ['course_id'], overlapSeconds: 3_600, timestampField: 'modified' }

/** What MySQL itself shows of a table. */
async function rowsOf(table: string, fields: readonly Pick<FieldSettings, 'name'>[]): Promise<Row[]> {
  const values = fields.map(({ name }) => {
    const quoted = `\`${name.replaceAll('`', '``')}\``
    if (inHexadecimal.includes(name)) return `HEX(${quoted}) AS ${quoted}`
    return asNumbers.includes(name) ? `CAST(${quoted} AS UNSIGNED) AS ${quoted}` : quoted
  })
  return sorted(await mariadb.run(`SELECT ${values.join(', ')} FROM \`${table}\``))
}

/** Statements that the reader has sent while something was done, in their order. */
async function statementsDuring(work: () => Promise<unknown>): Promise<string[]> {
  await mariadb.run(`TRUNCATE mysql.general_log; SET GLOBAL log_output = 'TABLE', general_log = 1`)
  try {
    await work()
  } finally {
    await mariadb.run('SET GLOBAL general_log = 0')
  }
  const rows = await mariadb.run(
    `SELECT argument FROM mysql.general_log WHERE user_host LIKE '%reader%' AND command_type = 'Query'`,
  )
  return rows.map(({ argument }) => argument!)
}

const at = (time: string) => ({ now: new Date(time) })
/** The day on which tests of changes begin, and a moment within the day that follows. */
const first = at('2026-03-02T00:00:00Z')
const later = at('2026-03-02T12:00:00Z')
const nextDay = at('2026-03-03T00:00:00Z')

describe('values', () => {
  it('all types and all awkward values arrive as MySQL shows them, NULL and empty apart (panorama-elt 8)', async () => {
    await mariadb.run(nastyTable)
    const table = await settingsOf('nasty')
    const lake = newLake()
    const { columns } = await lake.extract(table)
    const expected = await rowsOf('nasty', table.fields)
    expect(expected).toHaveLength(6)
    expect(lake.rows()).toEqual(expected)
    expect(Object.fromEntries(columns.map(({ name, type }) => [name, type]))).toMatchObject({
      id: 'bigint unsigned',
      tiny: 'tinyint',
      filled: 'int unsigned',
      exact: 'decimal(65,30)',
      money: 'decimal(10,2) unsigned',
      bits: 'bit(64)',
      body: 'longtext',
      choice: 'enum',
      span_6: 'time(6)',
      moment_6: 'datetime(6)',
    })
    // By a column that holds some of them, NULL among them, the table comes apart and together again.
    const parted = newLake()
    await parted.extract({
      ...table,
      partitions: { fields: ['big_u', 'free_text'], overlapSeconds: null, timestampField: null },
    })
    expect(parted.partitions().size).toBe(6)
    expect(parted.rows()).toEqual(expected)
  })

  it.skipIf(!existsSync('../shared/data/lms'))('tables of a real LMS arrive as MySQL shows them', async () => {
    const tables = [
      ...['auth_userprofile', 'certificates_generatedcertificate', 'course_groups_courseusergroup'],
      ...['courseware_studentmodule', 'grades_persistentcoursegrade', 'student_courseenrollment'],
    ]
    for (const name of tables) {
      await mariadb.load(`../shared/data/lms/load_${name}.sql`)
      const table = await settingsOf(name)
      const lake = newLake()
      await lake.extract(table)
      expect(lake.rows().length).toBeGreaterThan(0)
      expect(lake.rows()).toEqual(await rowsOf(name, table.fields))
    }
  })
})

describe('changes', () => {
  let made = 0
  /** A table of states in ten courses, a change each hour, the newest one weeks before the tests' first day. */
  async function makeStates(): Promise<TableSettings> {
    const name = `states_${++made}`
    await mariadb.run(
      `CREATE TABLE ${name} (id INT AUTO_INCREMENT PRIMARY KEY, course_id VARCHAR(255), grade DOUBLE, modified DATETIME(6), KEY (course_id), KEY (modified));
       INSERT INTO ${name} (course_id, grade, modified) SELECT CONCAT('course-v1:Org+C', seq % 10, '+2026'), seq, '2026-02-01 00:00:00' + INTERVAL seq HOUR FROM seq_1_to_30`,
    )
    return settingsOf(name, { partitions })
  }
  const partitionsOf = ({ parts }: { parts: readonly { partition: Row }[] }) =>
    parts.map(({ partition }) => partition.course_id)

  it('goes on from the newest change that it saw, however long it did not run (panorama-elt 1)', async () => {
    const table = await makeStates()
    const lake = newLake()
    expect((await lake.extract(table, first)).parts).toHaveLength(10)
    // Changed weeks before the next run, and far longer ago than the overlap reaches.
    await mariadb.run(
      `UPDATE ${table.name} SET grade = -1, modified = '2026-02-02 07:00:00' WHERE id = 4;
       INSERT INTO ${table.name} (course_id, grade, modified) VALUES ('course-v1:Org+New+2026', 1, '2026-02-04')`,
    )
    const extracted = await lake.extract(table, later)
    expect(partitionsOf(extracted)).toEqual(['course-v1:Org+C4+2026', 'course-v1:Org+New+2026'])
    expect(lake.rows()).toEqual(await rowsOf(table.name, table.fields))
  })

  it('takes in what became visible behind the newest change, as far as the overlap reaches', async () => {
    const table = await makeStates()
    const lake = newLake()
    await lake.extract(table, first)
    await mariadb.run(
      `INSERT INTO ${table.name} (course_id, grade, modified) VALUES ('course-v1:Org+C2+2026', 7, '2026-02-02 05:01:00')`,
    )
    expect(partitionsOf(await lake.extract(table, later))).toEqual(['course-v1:Org+C2+2026'])
    expect(lake.rows()).toEqual(await rowsOf(table.name, table.fields))
  })

  it('knows changes by UTC, on a server that lives far east of it (panorama-elt 2)', async () => {
    const table = await makeStates()
    const lake = newLake()
    await mariadb.run(`ALTER TABLE ${table.name} ADD seen TIMESTAMP NULL; UPDATE ${table.name} SET seen = modified`)
    const withTimestamp = await settingsOf(table.name, { partitions: { ...partitions, timestampField: 'seen' } })
    const before = Date.now()
    const { asOf } = await lake.extract(withTimestamp)
    expect(Math.abs(asOf.getTime() - before)).toBeLessThan(60_000)
    await mariadb.run(`UPDATE ${table.name} SET grade = 5, seen = UTC_TIMESTAMP() WHERE id = 3`)
    expect(partitionsOf(await lake.extract(withTimestamp))).toEqual(['course-v1:Org+C3+2026'])
    expect(lake.rows()).toEqual(await rowsOf(table.name, withTimestamp.fields))
    // What claims to come from the future holds nothing up.
    await mariadb.run(`UPDATE ${table.name} SET grade = 6, seen = '2037-01-01' WHERE id = 3`)
    await lake.extract(withTimestamp)
    await mariadb.run(`UPDATE ${table.name} SET grade = 7, seen = UTC_TIMESTAMP() WHERE id = 4`)
    expect(partitionsOf(await lake.extract(withTimestamp))).toEqual(['course-v1:Org+C4+2026'])
  })

  it('finds deleted rows and courses once a day, in the quietest course (panorama-elt 3)', async () => {
    const table = await makeStates()
    const lake = newLake()
    await lake.extract(table, first)
    await mariadb.run(`DELETE FROM ${table.name} WHERE course_id LIKE '%C0%' OR id = 4`)
    expect((await lake.extract(table, later)).parts).toEqual([])
    const extracted = await lake.extract(table, nextDay)
    expect(extracted.gone).toEqual([{ course_id: 'course-v1:Org+C0+2026' }])
    expect(partitionsOf(extracted)).toEqual(['course-v1:Org+C4+2026'])
    expect(lake.rows()).toEqual(await rowsOf(table.name, table.fields))
  })

  it('finds bulk updates that left the timestamp alone, and rows without one, once a day (panorama-elt 4)', async () => {
    const table = await makeStates()
    const lake = newLake()
    await lake.extract(table, first)
    await mariadb.run(
      `UPDATE ${table.name} SET grade = grade + 1 WHERE course_id LIKE '%C1%';
       INSERT INTO ${table.name} (course_id, grade) VALUES ('course-v1:Org+C2+2026', 1), (NULL, 2)`,
    )
    expect(partitionsOf(await lake.extract(table, nextDay))).toEqual([
      null,
      'course-v1:Org+C1+2026',
      'course-v1:Org+C2+2026',
    ])
    expect(lake.rows()).toEqual(await rowsOf(table.name, table.fields))
  })

  it('publishes nothing in the place of rows that are there, and says when a table really became empty (panorama-elt 5)', async () => {
    const table = await makeStates()
    const lake = newLake()
    await lake.extract(table, first)
    // Shows nothing to whoever reads it in a transaction that only reads, as a broken proxy might.
    await mariadb.run(
      `RENAME TABLE ${table.name} TO ${table.name}_kept;
       CREATE FUNCTION is_in_transaction() RETURNS INT NOT DETERMINISTIC RETURN @@in_transaction; GRANT EXECUTE ON openedx.* TO reader;
       CREATE VIEW ${table.name} AS SELECT * FROM ${table.name}_kept WHERE NOT is_in_transaction()`,
    )
    await expect(lake.extract(table, nextDay)).rejects.toMatchObject({
      code: 'unavailable',
      message: `${table.name}: MySQL counts 30 rows and has sent none. The lake keeps what it has.`,
    })
    await mariadb.run(
      `DROP VIEW ${table.name}; RENAME TABLE ${table.name}_kept TO ${table.name}; DELETE FROM ${table.name}`,
    )
    const { gone, warnings } = await lake.extract(table, nextDay)
    expect(gone).toHaveLength(10)
    expect(warnings).toEqual([`${table.name} is empty at the source; it had 30 rows before.`])
  })

  it('parts by several columns in the order of the folders, whatever the order of the fields (panorama-elt 6)', async () => {
    await mariadb.run(
      `CREATE TABLE swapped (a VARCHAR(9), b VARCHAR(9), v INT); INSERT INTO swapped VALUES ('a', 'b', 1), ('b', 'a', 2)`,
    )
    const lake = newLake()
    const { parts } = await lake.extract(
      await settingsOf('swapped', { partitions: { fields: ['b', 'a'], overlapSeconds: null, timestampField: null } }),
    )
    expect(parts.map(({ partition }) => Object.entries(partition))).toEqual([
      [
        ['b', 'a'],
        ['a', 'b'],
      ],
      [
        ['b', 'b'],
        ['a', 'a'],
      ],
    ])
    expect(lake.rows()).toEqual([
      { v: '1', b: 'b', a: 'a' },
      { v: '2', b: 'a', a: 'b' },
    ])
  })

  it('parts by numbers, dates, NULL, and names that MySQL takes for the same (panorama-elt 7)', async () => {
    await mariadb.run(
      `CREATE TABLE typed (org VARCHAR(20), n BIGINT UNSIGNED, d DATE, v INT, modified DATETIME);
       INSERT INTO typed VALUES ('Org', 18446744073709551615, '0000-00-00', 1, '2026-02-01'), ('org', 18446744073709551614, '2026-01-01', 2, '2026-02-01'),
         ('org ', 0, NULL, 3, '2026-02-01'), (NULL, NULL, NULL, 4, '2026-02-01'), ('', NULL, NULL, 5, '2026-02-01'), ('q', 1, NULL, 6, '2026-02-01'), ('r', 1, NULL, 7, '2026-02-01')`,
    )
    const table = await settingsOf('typed', { partitions: { ...partitions, fields: ['org', 'n', 'd'] } })
    const lake = newLake()
    await lake.extract(table, first)
    expect(lake.partitions().size).toBe(7)
    expect(lake.rows()).toEqual(await rowsOf('typed', table.fields))
    await mariadb.run(`UPDATE typed SET v = v + 10, modified = '2026-02-02' WHERE v IN (2, 4)`)
    expect((await lake.extract(table, later)).parts.map(({ partition }) => Object.values(partition))).toEqual([
      [null, null, null],
      ['org', '18446744073709551614', '2026-01-01'],
    ])
    expect(lake.rows()).toEqual(await rowsOf('typed', table.fields))
  })

  it('asks for no row of a table that is as it was, and writes no partition that is (panorama-elt 28)', async () => {
    const states = await makeStates()
    const quiet = { ...states, partitions: null }
    const lake = newLake()
    await lake.extract(quiet, first)
    const selects = (statements: readonly string[]) => statements.filter((sql) => sql.includes('`grade`'))
    expect(
      selects(await statementsDuring(async () => expect((await lake.extract(quiet, later)).parts).toEqual([]))),
    ).toEqual([])
    expect(selects(await statementsDuring(() => lake.extract(quiet, nextDay)))).toHaveLength(1)
    // Another row, and the partitions beside it stay.
    const parted = { ...states, partitions: { fields: ['course_id'], overlapSeconds: null, timestampField: null } }
    const lakeOfParts = newLake()
    await lakeOfParts.extract(parted, first)
    await mariadb.run(`UPDATE ${states.name} SET grade = 0.5 WHERE id = 1`)
    expect(partitionsOf(await lakeOfParts.extract(parted, later))).toEqual(['course-v1:Org+C1+2026'])
    expect(lakeOfParts.rows()).toEqual(await rowsOf(states.name, states.fields))
  })

  it('reads a table in one statement of a transaction that ends with it, and holds no connection afterwards (panorama-elt 29)', async () => {
    const table = await makeStates()
    const statements = await statementsDuring(() => newLake().extract(table, first))
    const reading = statements.findIndex((sql) => sql.includes('`grade`'))
    expect(statements.filter((sql) => sql.includes('`grade`'))).toHaveLength(1)
    expect(statements.slice(0, reading)).toContain('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY')
    expect(statements[reading + 1]).toBe('COMMIT')
    await expect
      .poll(() => mariadb.run(`SELECT id FROM information_schema.processlist WHERE user = 'reader'`))
      .toEqual([])
  })

  it('says as of when it is, and how many rows of which columns each part has (panorama-elt 33)', async () => {
    const table = await makeStates()
    const [clock] = await mariadb.run('SELECT UTC_TIMESTAMP(3) AS now')
    const { asOf, parts, columns } = await newLake().extract(table)
    expect(asOf.getTime()).toBeGreaterThanOrEqual(Date.parse(`${clock!.now}Z`))
    expect(parts.map(({ rows }) => rows)).toEqual(Array(10).fill(3))
    expect(columns).toEqual([
      { name: 'id', type: 'int', isNullable: false },
      { name: 'grade', type: 'double', isNullable: true },
      { name: 'modified', type: 'datetime(6)', isNullable: true },
    ])
  })

  it('whatever is changed, going on from what is there comes to the same as reading all', async () => {
    const course = fc.constantFrom('A', 'a', 'A ', "o'Neil \\", '')
    const change = fc.oneof(
      fc.record({ does: fc.constant('insert' as const), course: fc.option(course), grade: fc.nat(9) }),
      fc.record({ does: fc.constant('update' as const), id: fc.nat(20), grade: fc.nat(9) }),
      fc.record({ does: fc.constant('delete' as const), id: fc.nat(20) }),
      fc.record({ does: fc.constant('rewrite' as const), id: fc.nat(20), grade: fc.nat(9) }),
      fc.record({ does: fc.constant('move' as const), id: fc.nat(20), course }),
    )
    type Change = typeof change extends fc.Arbitrary<infer T> ? T : never
    const text = (value: string | null) =>
      value === null ? 'NULL' : `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
    let clock = 0
    function statementOf(table: string, change: Change): string {
      const moment = `'2026-02-03' + INTERVAL ${++clock} SECOND`
      if (change.does === 'insert') {
        return `INSERT INTO ${table} (course_id, grade, modified) VALUES (${text(change.course)}, ${change.grade}, ${moment})`
      }
      if (change.does === 'delete') return `DELETE FROM ${table} WHERE id % 21 = ${change.id}`
      if (change.does === 'move') {
        return `UPDATE ${table} SET course_id = ${text(change.course)}, modified = ${moment} WHERE id % 21 = ${change.id}`
      }
      const told = change.does === 'update' ? `, modified = ${moment}` : ''
      return `UPDATE ${table} SET grade = ${change.grade}${told} WHERE id % 21 = ${change.id}`
    }
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(change, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 2 }),
        async (rounds) => {
          const table = await makeStates()
          const lake = newLake()
          await lake.extract(table, first)
          for (const round of rounds) {
            for (const step of round) await mariadb.run(statementOf(table.name, step))
            await lake.extract(table, later)
            // What tells of itself is there within the day.
            if (rounds.flat().every(({ does }) => does === 'insert' || does === 'update')) {
              expect(lake.rows()).toEqual(await rowsOf(table.name, table.fields))
            }
          }
          await lake.extract(table, nextDay)
          const whole = newLake()
          await whole.extract(table, nextDay)
          expect(lake.rows()).toEqual(whole.rows())
          expect(whole.rows()).toEqual(await rowsOf(table.name, table.fields))
        },
      ),
      { numRuns: 3 * effort },
    )
  })
})

describe('tables that change', () => {
  it('goes on without a column that is gone, tells of new ones, and fails alone where it cannot (panorama-elt 12)', async () => {
    await mariadb.run(
      `CREATE TABLE drifting (id INT, course_id VARCHAR(9), a INT, b INT); INSERT INTO drifting VALUES (1, 'x', 2, 3)`,
    )
    const table = await settingsOf('drifting', { partitions: { ...partitions, overlapSeconds: null } })
    const lake = newLake()
    await lake.extract(table, first)
    await mariadb.run('ALTER TABLE drifting DROP COLUMN a, ADD COLUMN c INT DEFAULT 4 FIRST')
    const drifted = await lake.extract(table, later)
    expect(drifted.warnings).toEqual([
      'drifting has no column a any more: it is empty in the lake. Take the field out of the settings file.',
      'drifting has new columns at the source: c. To extract them, list them in the settings file.',
    ])
    expect(lake.rows()).toEqual([{ id: '1', course_id: 'x', a: null, b: '3' }])
    expect(drifted.columns.find(({ name }) => name === 'a')).toEqual({ name: 'a', type: 'int', isNullable: true })
    expect((await lake.extract(table, later)).warnings).toHaveLength(1)
    await mariadb.run(`ALTER TABLE drifting MODIFY b DECIMAL(4,2)`)
    expect((await lake.extract(table, later)).columns.find(({ name }) => name === 'b')?.type).toBe('decimal(4,2)')
    expect(lake.rows()).toEqual([{ id: '1', course_id: 'x', a: null, b: '3.00' }])

    await mariadb.run(`ALTER TABLE drifting DROP COLUMN course_id`)
    await expect(lake.extract(table, later)).rejects.toMatchObject({
      message: 'drifting has no column course_id, by which it is to be parted.',
    })
    await mariadb.run('DROP TABLE drifting')
    const failure = { code: 'not_found', message: expect.stringMatching(/has no table drifting in openedx\.$/) }
    await expect(lake.extract(table, later)).rejects.toMatchObject(failure)
    await expect(source.fields('drifting')).rejects.toMatchObject(failure)
  })

  it('compares the whole table when there is no timestamp to ask any more', async () => {
    await mariadb.run(
      `CREATE TABLE undated (id INT, course_id VARCHAR(9), modified BIGINT); INSERT INTO undated VALUES (1, 'x', 1)`,
    )
    const table = await settingsOf('undated', { partitions })
    const lake = newLake()
    const { warnings } = await lake.extract(table, first)
    expect(warnings).toEqual([
      'The column modified of undated is a bigint, which does not tell when a row was changed: the whole table is read and compared each time. Name a datetime or timestamp as timestamp_field.',
    ])
    await mariadb.run('UPDATE undated SET id = 2')
    await lake.extract(table, later)
    expect(lake.rows()).toEqual([{ id: '2', course_id: 'x', modified: '1' }])
  })

  it('puts constants in the place of columns, which are not asked for', async () => {
    await mariadb.run(`CREATE TABLE secretive (id INT, password VARCHAR(9)); INSERT INTO secretive VALUES (1, 'hash')`)
    const lake = newLake()
    const fields = [
      { name: 'id', type: 'int', constant: 'it\'s "one" \\' },
      { name: 'password', type: 'varchar', constant: null },
    ]
    const table = { ...(await settingsOf('secretive')), fields }
    const statements = await statementsDuring(() => lake.extract(table, first))
    expect(statements.filter((sql) => sql.includes('`password`'))).toEqual([])
    expect(lake.rows()).toEqual([{ id: 'it\'s "one" \\', password: null }])
  })

  it('takes names and values for what they are, whatever they hold (panorama-elt 37)', async () => {
    const names = ['a`b', 'c.d', "e'f", 'g\\', '; DROP TABLE kept', 'SELECT', 'ü "x"', 'c0', 'c1']
    const quoted = names.map((name) => `\`${name.replaceAll('`', '``')}\``)
    const values = [`'); DROP TABLE kept; -- `, "o'Neil", '\\', "\\' OR 1=1 -- ", '%_', '?', `$\{x}`, '{_partition_id}']
    await mariadb.run(
      `CREATE TABLE kept (id INT); CREATE TABLE \`od"d \`\`ta.ble's\` (${quoted.map((name) => `${name} TEXT`).join(', ')}, modified DATETIME);`,
    )
    for (const value of values) {
      const text = `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
      await mariadb.run(`INSERT INTO \`od"d \`\`ta.ble's\` VALUES (${quoted.map(() => text).join(', ')}, '2026-02-01')`)
    }
    const name = 'od"d `ta.ble\'s'
    for (const field of ['a`b', "e'f", 'SELECT']) {
      const table = await settingsOf(name, { partitions: { ...partitions, fields: [field] } })
      const lake = newLake()
      await lake.extract(table, first)
      expect([...lake.partitions().keys()].map((key) => JSON.parse(key)[0]).toSorted()).toEqual(values.toSorted())
      await mariadb.run(`UPDATE \`od"d \`\`ta.ble's\` SET c1 = CONCAT(c1, '!') WHERE c0 LIKE '%''%'`)
      expect((await lake.extract({ ...table }, later)).parts).toHaveLength(3)
      expect(lake.rows()).toEqual(sorted(await mariadb.run(`SELECT * FROM \`od"d \`\`ta.ble's\``)))
    }
    expect(await source.tables()).toContain('kept')
  })
})

describe('connections', () => {
  async function makeLong(name: string, rows: number): Promise<TableSettings> {
    await mariadb.run(
      `CREATE TABLE ${name} (id INT PRIMARY KEY, body TEXT); INSERT INTO ${name} SELECT seq, REPEAT(CHAR(65 + seq % 26), 500) FROM seq_1_to_${rows}`,
    )
    return settingsOf(name)
  }
  const processes = () =>
    mariadb.run(`SELECT info FROM information_schema.processlist WHERE user = 'reader' AND command <> 'Sleep'`)

  it('reads again what broke off in the middle, and gives up with what to do (panorama-elt 24)', async () => {
    const table = await makeLong('long_rows', 6_000)
    const proxy = await openCuttingProxy(mariadb.reader.port, [1_000_000])
    const cut = openMysqlSource({ ...mariadb.reader, port: proxy.port })
    const lake = newLake(cut)
    const extracted = await lake.extract(table, first)
    expect(extracted.warnings).toEqual([
      'long_rows: the connection to MySQL broke off once, and the table was read again.',
    ])
    expect(lake.rows()).toHaveLength(6_000)
    expect(lake.rows()).toEqual(await rowsOf('long_rows', table.fields))
    expect(proxy.connections()).toBe(2)
    await proxy.close()
    // Nobody is there at all, and nobody will be.
    await expect(connectToMysql({ ...mariadb.reader, port: proxy.port })).rejects.toMatchObject({
      code: 'unavailable',
      message: `MySQL at 127.0.0.1:${proxy.port} does not answer.`,
      advice: expect.stringContaining('mysql_port'),
    })
  })

  it('ends its statement at the server when it is called off', async () => {
    await mariadb.run(
      `CREATE TABLE awaited (id INT); INSERT INTO awaited VALUES (1), (2); CREATE VIEW slow AS SELECT id, SLEEP(60) AS slept FROM awaited`,
    )
    const table = await settingsOf('slow')
    const controller = new AbortController()
    const extracting = newLake().extract(table, { ...first, signal: controller.signal })
    await expect.poll(async () => JSON.stringify(await processes())).toContain('`slept`')
    controller.abort(new Error('called off'))
    await expect(extracting).rejects.toThrow('called off')
    await expect.poll(processes).toEqual([])
  })

  it('speaks TLS with a server whose certificate is signed by the given authority, and with no other', async () => {
    const table = await makeLong('encrypted_rows', 2_000)
    const encrypted = { ...mariadb.reader, host: 'localhost', tls: { ca, isVerified: true } }
    const lake = newLake(openMysqlSource(encrypted))
    await lake.extract(table, first)
    expect(lake.rows()).toHaveLength(2_000)
    const [finding] = await openMysqlSource(encrypted).test()
    expect(finding).toMatchObject({
      isOk: true,
      says: expect.stringMatching(/localhost:\d+, encrypted by TLSv1\.[23]:/),
    })
    const test = async (settings: Partial<MysqlSettings>) => openMysqlSource({ ...encrypted, ...settings }).test()
    expect(await test({ tls: { ca: null, isVerified: true } })).toEqual([
      {
        what: 'MySQL',
        isOk: false,
        says: expect.stringMatching(/shows a certificate that is not trusted\. Give the authority .* as mysql_tls_ca/),
      },
    ])
    expect(await test({ host: '127.0.0.1' })).toMatchObject([
      { isOk: false, says: expect.stringContaining('Give the name of the host') },
    ])
    expect(await test({ host: '127.0.0.1', tls: { ca: null, isVerified: false } })).toMatchObject([{ isOk: true }])
  })

  it('tells what is wrong with a connection, and what to do', async () => {
    const test = async (settings: Partial<MysqlSettings>, tables: readonly TableSettings[] = []) =>
      (await openMysqlSource({ ...mariadb.reader, ...settings }, tables).test()).map(({ isOk, says }) => [isOk, says])
    const absent = { ...(await settingsOf('kept')), name: 'absent' }
    expect(await test({}, [await settingsOf('kept')])).toEqual([
      [
        true,
        expect.stringMatching(
          /^MariaDB [\d.]+ at 127\.0\.0\.1:\d+, not encrypted: \d+ tables of openedx can be read\.$/,
        ),
      ],
    ])
    expect(await test({}, [absent])).toMatchObject([
      [true, expect.any(String)],
      [false, expect.stringContaining('no such table')],
    ])
    expect(await test({ password: 'wrong' })).toEqual([
      [false, expect.stringMatching(/does not accept the user reader or the password\. Check mysql_username/)],
    ])
    expect(await test({ database: 'edxapp' })).toEqual([
      [false, expect.stringContaining('GRANT SELECT ON edxapp.* TO reader')],
    ])
    expect(await test({ host: 'nowhere.invalid' })).toEqual([[false, expect.stringContaining('nowhere.invalid')]])
    for (const told of [await test({ password: 'wrong' }), await test({ database: 'x' })]) {
      expect(JSON.stringify(told)).not.toContain('wrong')
    }
  })

  it('holds no more of a table than a few blocks, however large its rows (panorama-elt 27)', async () => {
    await mariadb.run(
      `CREATE TABLE large (id INT PRIMARY KEY, body LONGTEXT); INSERT INTO large SELECT seq, REPEAT(CHAR(65 + seq % 26), 1000000) FROM seq_1_to_100; ANALYZE TABLE large`,
    )
    const table = await settingsOf('large')
    const most = 150_000_000
    // The engine itself refuses to hold more.
    const bounded: Engine = {
      ...engine,
      command: (query) =>
        engine.command(
          /^INSERT/.test(query.sql) ? { ...query, sql: `${query.sql}, max_memory_usage = ${most}` } : query,
        ),
      rows: (query) =>
        engine.rows({ ...query, sql: query.sql.replace(' SETTINGS ', ` SETTINGS max_memory_usage = ${most}, `) }),
    }
    const { parts } = await source.extract({
      table,
      previous: undefined,
      directory: join(directory, 'large'),
      engine: bounded,
      format: 'csv',
      guard: (select) => select,
      ...first,
    })
    expect(parts.map(({ rows }) => rows)).toEqual([100])
  })
})
