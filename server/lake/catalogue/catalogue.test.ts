import { setTimeout } from 'node:timers/promises'
import {
  CreateTableCommand,
  GetPartitionsCommand,
  GetTableCommand,
  GlueClient,
  paginateGetPartitions,
  UpdateTableCommand,
} from '@aws-sdk/client-glue'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { effort } from '../../testing/effort.ts'
import type { Manifest } from '../manifest.ts'
import { type CataloguedLakes, startCataloguedLakes, type TestRow } from '../testing/catalogued-lake.ts'
import type { CatalogueOutcome } from './catalogue.ts'
import type { CatalogueSettings, ListedTable } from './catalogue-settings.ts'
import { openCatalogue } from './open-catalogue.ts'

let lakes: CataloguedLakes
beforeAll(async () => {
  lakes = await startCataloguedLakes()
})
afterAll(() => lakes.stop())

const impatient = { deadlineMs: 400, pauseMs: { first: 5, last: 20 }, attempts: 2 }

/** A lake, its catalogue, and an Athena that is asked about both. */
async function open(tables: readonly ListedTable[], change: Partial<CatalogueSettings> = {}) {
  const settings = deepFrozen(await lakes.settings(change))
  const { athena } = lakes
  athena.forget()
  const catalogue = openCatalogue({ ...settings, endpoint: athena.url }, deepFrozen(tables), { patience: impatient })!
  const glue = new GlueClient({ ...settings, endpoint: athena.url, credentials: settings.credentials! })
  const ask = (sql: string) => athena.query(settings.database!, sql.replaceAll('$', `"${settings.database}".`))
  return { settings, athena, catalogue, glue, ask }
}

/** A table as a settings file lists it. */
function listed(name: string, fields: Readonly<Record<string, string>>, more: Partial<ListedTable> = {}): ListedTable {
  const all = Object.entries(fields).map(([field, type]) => ({ name: field, type }))
  return { datasource: 'lms', name, fields: all, partitions: null, rawTable: null, view: null, ...more }
}

const byCourse = { partitions: { fields: ['course_id'] } }
const modules = listed(
  'courseware_studentmodule',
  { id: 'bigint', course_id: 'varchar(255)', grade: 'double' },
  byCourse,
)
const moduleOf = (course: string | null, id = '1', grade: string | null = '0.5'): TestRow => ({
  id,
  course_id: course,
  grade,
})

const outcomesOf = (outcomes: readonly CatalogueOutcome[]) =>
  Object.fromEntries(outcomes.map(({ kind, object, outcome }) => [`${kind} ${object}`, outcome]))
const failuresOf = (outcomes: readonly CatalogueOutcome[]) =>
  outcomes.filter(({ outcome }) => outcome === 'failed').flatMap(({ says }) => says)

function deepFrozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) deepFrozen(each)
  return Object.freeze(value)
}

/** What a run would have published; its objects are nowhere. */
function madeUp(settings: CatalogueSettings, partitions: readonly string[], run = 'run-1'): Manifest {
  const columns = modules.fields
    .filter(({ name }) => name !== 'course_id')
    .map((field) => ({ ...field, isNullable: true }))
  const base = Object.fromEntries(settings.basePartitions.map(({ name, value }) => [name, value]))
  const objects = partitions.map((course_id) => ({
    ...{ key: `made-up/${course_id}`, partition: { ...base, course_id }, rows: 1, bytes: 9, sha256: run, run },
  }))
  const published = {
    ...{ datasource: 'lms', table: modules.name, format: settings.format, columns, objects, progress: null },
    ...{ partitionColumns: [...Object.keys(base), 'course_id'], asOf: '2026-03-01T10:00:00.000Z' },
  }
  return { version: 1, run, publishedAt: published.asOf, tables: { [`lms/${modules.name}`]: published } }
}

const courses = (count: number) => Array.from({ length: count }, (_, index) => `course-v1:Acme+C${index + 1}+2026`)

describe('what a run has published is in the catalogue', () => {
  test.each(['csv', 'parquet'] as const)(
    'with the types of the source, and every awkward value as it was, from %s (panorama-elt 11) (panorama-elt 23)',
    async (format) => {
      const all = listed('every_type', {
        tiny: 'tinyint(1)',
        whole: 'int(10) unsigned',
        huge: 'bigint(20) unsigned',
        money: 'decimal(20,6)',
        number: 'numeric(5)',
        wide: 'decimal(65,30)',
        ratio: 'double',
        single: 'float',
        day: 'date',
        moment: 'datetime',
        instant: 'timestamp(6)',
        lasting: 'time(3)',
        born: 'year(4)',
        flags: 'bit(8)',
        mask: 'bit(64)',
        choice: "enum('a','b')",
        choices: "set('a','b')",
        hash: 'binary(4)',
        bytes: 'varbinary(16)',
        json: 'json',
        text: 'longtext',
        shape: 'geometry',
        '_location"': 'varchar(255)',
        order: 'int',
      })
      const value: TestRow = {
        ...{ tiny: '-1', whole: '4294967295', huge: '18446744073709551615', money: '12345678901234.567891' },
        ...{ number: '42', wide: '1.000000000000000000000000000001', ratio: '0.1', single: '0.1' },
        ...{ day: '2024-02-29', moment: '2024-02-29 23:59:59', instant: '2024-02-29 23:59:59.123456' },
        ...{ lasting: '-838:59:59.000', born: '2026', flags: '255', mask: '18446744073709551615' },
        ...{ choice: 'b', choices: 'a,b', hash: '00FF00FF', bytes: '', json: '{"a": "\\"b\\\\n\\""}' },
        ...{ text: '"quoted, \\N\\\r\nlines"\t✓ \\', shape: 'POINT(1 2)', '_location"': 'x', order: '7' },
      }
      const nothing = Object.fromEntries(Object.keys(value).map((name) => [name, null]))
      const blank = {
        ...nothing,
        text: '',
        choice: 'NULL',
        json: 'null',
        day: '0000-00-00',
        moment: '0000-00-00 00:00:00',
      }
      const { settings, catalogue, athena, ask } = await open([all], { format })

      const manifest = await lakes.publish(settings, all, [value, nothing, blank])
      const outcomes = await catalogue.follow([all], null, manifest)

      expect(outcomesOf(outcomes)).toEqual({
        [`database ${settings.database}`]: 'made',
        'raw table campus_raw_every_type': 'made',
        'partitions campus_raw_every_type': 'altered',
        'view campus_table_every_type': 'made',
      })
      expect(outcomes.at(-1)?.says).toEqual([
        "wide stays text: decimal(65,30) has more digits than a decimal of Athena's.",
        'shape stays text: geometry is no type that is known here.',
      ])
      const seen = { ...value, money: '12345678901234.567891', lms: 'learn.acme.test' }
      // Athena keeps three digits of a timestamp of Parquet's; DuckDB, which runs the view here, all six.
      expect(await ask('SELECT * FROM $campus_table_every_type')).toEqual([
        seen,
        { ...nothing, lms: 'learn.acme.test' },
        { ...nothing, lms: 'learn.acme.test', text: '', choice: 'NULL', json: 'null' },
      ])
      expect(
        await athena.typesOf(settings.database!, `SELECT * FROM "${settings.database}".campus_table_every_type`),
      ).toMatchObject({
        ...{ tiny: 'BIGINT', whole: 'BIGINT', huge: 'DECIMAL(20,0)', money: 'DECIMAL(20,6)', number: 'DECIMAL(5,0)' },
        ...{
          wide: 'VARCHAR',
          ratio: 'DOUBLE',
          single: 'DOUBLE',
          day: 'DATE',
          moment: expect.stringMatching(/^TIMESTAMP/),
        },
        ...{ instant: 'TIMESTAMP', lasting: 'VARCHAR', born: 'BIGINT', flags: 'BIGINT', mask: 'DECIMAL(20,0)' },
        ...{ choices: 'VARCHAR', hash: 'VARCHAR', json: 'VARCHAR', shape: 'VARCHAR', lms: 'VARCHAR' },
      })
    },
  )

  test('partition values are raw, whatever they are, and locations are encoded as the keys are', async () => {
    const byTwo = { partitions: { fields: ['site_id', 'course_id'] } }
    const table = listed('grades', { course_id: 'varchar', grade: 'double', site_id: 'int' }, byTwo)
    const { settings, catalogue, glue, ask } = await open([table])
    const rows = ['course-v1:A+B+C', "it's 100%", 'Org/Course/Run', '', null, '__HIVE_DEFAULT_PARTITION__'].map(
      (course_id, index) => ({ course_id, grade: `${index}`, site_id: index === 4 ? null : '7' }),
    )

    const manifest = await lakes.publish(settings, table, rows)
    expect(failuresOf(await catalogue.follow([table], null, manifest))).toEqual([])

    const { Partitions } = await glue.send(
      new GetPartitionsCommand({ DatabaseName: settings.database!, TableName: 'campus_raw_grades' }),
    )
    expect(
      new Map(Partitions!.map(({ Values, StorageDescriptor }) => [Values![2], StorageDescriptor!.Location])),
    ).toEqual(
      new Map(
        [
          ['course-v1:A+B+C', 'site_id=7/course_id=course-v1%3AA%2BB%2BC/'],
          ["it's 100%", 'site_id=7/course_id=it%27s%20100%25/'],
          ['Org/Course/Run', 'site_id=7/course_id=Org/Course/Run/'],
          ['__EMPTY__', 'site_id=7/course_id=/'],
          ['__HIVE_DEFAULT_PARTITION__', 'site_id=__HIVE_DEFAULT_PARTITION__/course_id=__HIVE_DEFAULT_PARTITION__/'],
          ['__TEXT_HIVE_DEFAULT_PARTITION__', 'site_id=7/course_id=%5F_HIVE_DEFAULT_PARTITION__/'],
        ].map(([value, folder]) => [value, `s3://${bucketOf(settings)}/campus/grades/lms=learn.acme.test/${folder}`]),
      ),
    )
    expect(await ask('SELECT course_id, grade, site_id FROM $campus_table_grades ORDER BY grade')).toEqual(
      rows.map((row) => ({ ...row, grade: `${row.grade}.0` })),
    )
  })

  test('only what changed is asked for, and nothing when nothing did (panorama-elt 26)', async () => {
    const { settings, catalogue, athena, glue } = await open([modules])
    const sizesOf = (action: string, list: string) =>
      athena.asked.filter((each) => each.action === action).map(({ body }) => (body[list] as unknown[]).length)
    const first = madeUp(settings, courses(230))
    await catalogue.follow([modules], null, first)
    expect(sizesOf('glue:BatchCreatePartition', 'PartitionInputList')).toEqual([100, 100, 30])

    athena.asked.length = 0
    expect(outcomesOf(await catalogue.follow([modules], first, first))).toEqual({
      [`database ${settings.database}`]: 'unchanged',
      'raw table campus_raw_courseware_studentmodule': 'unchanged',
      'view campus_table_courseware_studentmodule': 'unchanged',
    })
    expect(athena.asked.map(({ action }) => action)).toEqual(['glue:GetDatabase', 'glue:GetTable', 'glue:GetTable'])

    athena.asked.length = 0
    const kept = courses(231).slice(30)
    const outcomes = await catalogue.follow([modules], first, madeUp(settings, kept, 'run-2'))
    expect(outcomes.find(({ kind }) => kind === 'partitions')?.partitions).toEqual({ made: 1, altered: 0, dropped: 30 })
    expect(sizesOf('glue:BatchCreatePartition', 'PartitionInputList')).toEqual([1])
    expect(sizesOf('glue:BatchDeletePartition', 'PartitionsToDelete')).toEqual([25, 5])
    expect(athena.asked.map(({ action }) => action)).not.toContain('glue:GetPartitions')
    expect(athena.asked.map(({ action }) => action)).not.toContain('athena:StartQueryExecution')
    expect(await registered(glue, settings)).toEqual(new Set(kept))
  })

  test('names of the settings file are used everywhere, and no prefix is no prefix (panorama-elt 14) (panorama-elt 15)', async () => {
    const named = { ...modules, rawTable: 'Modules_Raw', view: 'modules' }
    const plain = listed('plain table', { id: 'int' })
    const bare = { basePrefix: null, basePartitions: [] }
    const { settings, catalogue, glue, ask } = await open([named, plain], bare)
    await lakes.publish(settings, plain, [{ id: '1' }])
    const manifest = await lakes.publish(settings, named, [moduleOf('a'), moduleOf('b')])

    expect(outcomesOf(await catalogue.follow([named, plain], null, manifest))).toEqual({
      [`database ${settings.database}`]: 'made',
      'raw table modules_raw': 'made',
      'partitions modules_raw': 'altered',
      'view modules': 'made',
      'raw table raw_plain_table': 'made',
      'view table_plain_table': 'made',
    })
    expect(await ask('SELECT id, course_id FROM $modules ORDER BY course_id')).toEqual([
      { id: '1', course_id: 'a' },
      { id: '1', course_id: 'b' },
    ])
    expect(await ask('SELECT id FROM $table_plain_table')).toEqual([{ id: '1' }])
    const { Table } = await glue.send(
      new GetTableCommand({ DatabaseName: settings.database!, Name: 'raw_plain_table' }),
    )
    expect(Table?.StorageDescriptor?.Location).toBe(`s3://${bucketOf(settings)}/plain table/`)
  })

  test('a table without a field for a partition, in any order of calls, leaves the settings as they were (panorama-elt 13)', async () => {
    const { settings, catalogue, ask } = await open([modules])
    const manifest = await lakes.publish(settings, modules, [moduleOf('a')])
    // Settings and tables are frozen: whoever changed them would fail.
    for (const outcomes of [
      await catalogue.createTables([modules], manifest),
      await catalogue.createViews([modules], manifest),
      await catalogue.createTables([modules], manifest),
      await catalogue.follow([modules], manifest, manifest),
      await catalogue.createViews([modules], manifest),
    ]) {
      expect(failuresOf(outcomes)).toEqual([])
    }
    expect(await ask('SELECT * FROM $campus_table_courseware_studentmodule')).toEqual([
      { id: '1', course_id: 'a', grade: '0.5', lms: 'learn.acme.test' },
    ])
  })
})

describe('a table that is there already', () => {
  test('is altered when its columns are others, with all its partitions, and keeps what people wrote (panorama-elt 12)', async () => {
    const { settings, catalogue, glue, ask } = await open([modules])
    const before = madeUp(settings, courses(3))
    await catalogue.follow([modules], null, before)
    const { Table } = await glue.send(new GetTableCommand(rawModules(settings)))
    await describeTable(Table!)

    const fields = { id: 'bigint', state: 'longtext', course_id: 'varchar(255)', grade: 'decimal(10,4)' }
    const wider = listed('courseware_studentmodule', fields, byCourse)
    const after = await lakes.publish(
      settings,
      wider,
      courses(3).map((course) => ({ ...moduleOf(course), state: '{}' })),
    )
    const outcomes = await catalogue.follow([wider], before, after)

    expect(outcomesOf(outcomes)).toMatchObject({
      'raw table campus_raw_courseware_studentmodule': 'altered',
      'partitions campus_raw_courseware_studentmodule': 'altered',
      'view campus_table_courseware_studentmodule': 'made',
    })
    expect(outcomes.find(({ kind }) => kind === 'partitions')?.partitions).toEqual({ made: 0, altered: 3, dropped: 0 })
    expect(await ask('SELECT id, state, grade FROM $campus_table_courseware_studentmodule')).toEqual(
      courses(3).map(() => ({ id: '1', state: '{}', grade: '0.5000' })),
    )
    const altered = (await glue.send(new GetTableCommand(rawModules(settings)))).Table!
    expect(altered.Description).toBe('What learners did')
    expect(altered.Parameters).toMatchObject({
      owner_team: 'data',
      'panorama.as_of.lms=learn.acme.test': after.tables['lms/courseware_studentmodule']!.asOf,
    })
    expect(altered.StorageDescriptor?.Columns).toEqual([
      { Name: 'id', Type: 'string', Comment: 'of the row' },
      { Name: 'state', Type: 'string' },
      { Name: 'grade', Type: 'string' },
    ])
    const { Partitions } = await glue.send(
      new GetPartitionsCommand({ DatabaseName: settings.database!, TableName: 'campus_raw_courseware_studentmodule' }),
    )
    expect(Partitions!.map(({ StorageDescriptor }) => StorageDescriptor!.Columns!.map(({ Name }) => Name))).toEqual(
      courses(3).map(() => ['id', 'state', 'grade']),
    )

    async function describeTable({ Name, TableType, PartitionKeys, StorageDescriptor, Parameters }: typeof altered) {
      const [first, ...others] = StorageDescriptor!.Columns!
      const columns = [{ ...first!, Comment: 'of the row' }, ...others]
      const TableInput = {
        ...{ Name, TableType, PartitionKeys, Description: 'What learners did' },
        StorageDescriptor: { ...StorageDescriptor, Columns: columns },
        Parameters: { ...Parameters, owner_team: 'data' },
      }
      await glue.send(new UpdateTableCommand({ DatabaseName: settings.database!, TableInput }))
    }
  })

  test('takes other partition columns, and another format (panorama-elt 16)', async () => {
    const whole = { ...modules, partitions: null }
    const { settings, catalogue, ask } = await open([modules])
    const rows = [moduleOf('a'), moduleOf('b')]
    const unparted = await lakes.publish(settings, whole, rows)
    await catalogue.follow([whole], null, unparted)

    const parted = await lakes.publish(settings, modules, rows)
    const outcomes = await catalogue.follow([modules], unparted, parted)
    expect(outcomesOf(outcomes)['raw table campus_raw_courseware_studentmodule']).toBe('made')
    expect(outcomes.flatMap(({ says }) => says)).toEqual([
      'It was made anew, for it is now parted by lms, course_id. Rights that Lake Formation gave on it must be given again.',
    ])
    const seen = [
      { id: '1', course_id: 'a', grade: '0.5', lms: 'learn.acme.test' },
      { id: '1', course_id: 'b', grade: '0.5', lms: 'learn.acme.test' },
    ]
    expect(await ask('SELECT * FROM $campus_table_courseware_studentmodule ORDER BY course_id')).toEqual(seen)

    const columnar = await lakes.publish({ ...settings, format: 'parquet' }, modules, rows)
    expect(failuresOf(await catalogue.follow([modules], parted, columnar))).toEqual([])
    expect(await ask('SELECT * FROM $campus_table_courseware_studentmodule ORDER BY course_id')).toEqual(seen)
  })

  test('keeps the partitions of other sites that share it', async () => {
    const ours = await open([modules])
    const base = [{ name: 'lms', type: 'varchar', value: 'other.acme.test' }]
    const theirs = { ...ours.settings, basePartitions: base }
    const other = openCatalogue(theirs, [modules], { patience: impatient })!
    await ours.catalogue.follow([modules], null, madeUp(ours.settings, ['a', 'b']))
    await other.createTables([modules], madeUp(theirs, ['a', 'c', 'd']))

    const after = madeUp(ours.settings, ['a'])
    const outcomes = await ours.catalogue.createTables([modules], after)
    expect(outcomes.find(({ kind }) => kind === 'partitions')?.partitions).toEqual({ made: 0, altered: 0, dropped: 1 })
    expect(await registered(ours.glue, ours.settings)).toEqual(new Set(['a', 'c', 'd']))
  })

  test('is left alone when it is nothing of ours, and while nothing was published', async () => {
    const { settings, catalogue, glue } = await open([modules])
    expect(outcomesOf(await catalogue.createTables([modules], null))).toMatchObject({
      'raw table campus_raw_courseware_studentmodule': 'made',
    })
    const wider = listed('courseware_studentmodule', { id: 'bigint', more: 'int', course_id: 'varchar' }, byCourse)
    expect(outcomesOf(await catalogue.createTables([wider], null))).toMatchObject({
      'raw table campus_raw_courseware_studentmodule': 'unchanged',
    })
    const TableInput = {
      Name: 'campus_raw_iceberg',
      TableType: 'EXTERNAL_TABLE',
      Parameters: { table_type: 'ICEBERG' },
    }
    await glue.send(new CreateTableCommand({ DatabaseName: settings.database!, TableInput }))
    const iceberg = listed('iceberg', { id: 'int' })
    for (const outcomes of [await catalogue.createTables([iceberg], null), await catalogue.dropTables([iceberg])]) {
      expect(failuresOf(outcomes)[0]).toBe(
        'campus_raw_iceberg is in the catalogue, and is no table over files of the lake.',
      )
    }
  })
})

describe('what fails', () => {
  test('fails the run with the object named, and stops nothing else (panorama-elt 25)', async () => {
    const other = listed('auth_user', { id: 'int', username: 'varchar' })
    const { settings, catalogue, athena, ask, glue } = await open([modules, other])
    const { tables } = await lakes.publish(settings, other, [{ id: '1', username: 'ada' }])
    const whole = madeUp(settings, courses(3))
    const manifest = { ...whole, tables: { ...whole.tables, ...tables } }
    athena.refuse({ action: 'glue:BatchCreatePartition', of: modules.name, type: 'AccessDeniedException' })

    const outcomes = await catalogue.follow([modules, other], null, manifest)
    expect(failuresOf(outcomes)).toEqual([
      'the partitions of campus_raw_courseware_studentmodule: access is refused.',
      'Allow the key or role what `panorama elt iam-policy --settings FILE` prints.',
    ])
    expect(await ask('SELECT username FROM $campus_table_auth_user')).toEqual([{ username: 'ada' }])

    // Nothing new is published, and yet the next run makes up for it.
    expect(failuresOf(await catalogue.follow([modules, other], manifest, manifest))).toEqual([])
    expect(await registered(glue, settings)).toEqual(new Set(courses(3)))
  })

  test('is made up for by the next run that does not, whatever failed on the way', async () => {
    const actions = [
      ...['glue:BatchCreatePartition', 'glue:BatchUpdatePartition', 'glue:BatchDeletePartition'],
      ...['glue:GetPartitions', 'glue:UpdateTable'],
    ]
    const step = fc.record({
      courses: fc.uniqueArray(fc.constantFrom(...courses(5)), { minLength: 1 }),
      format: fc.constantFrom('csv', 'parquet'),
      failing: fc.constantFrom(...actions),
      // So many of these requests are answered before one is refused.
      after: fc.constantFrom(0, 0, 1),
    })
    const { settings, catalogue, athena, glue } = await open([modules])
    let before: Manifest | null = null
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 4 }), async (steps) => {
        for (const { courses: some, format, failing, after } of steps) {
          athena.forget()
          athena.refuse({ action: failing, after, type: 'AccessDeniedException' })
          const published = madeUp({ ...settings, format }, some)
          await catalogue.follow([modules], before, published)
          before = published
        }
        athena.forget()
        expect(failuresOf(await catalogue.follow([modules], before, before!))).toEqual([])
        const { courses: wanted, format } = steps.at(-1)!
        expect(await registered(glue, settings)).toEqual(new Set(wanted))
        expect(await classifications(glue, settings)).toEqual(new Set([format]))
      }),
      { numRuns: 6 * effort },
    )
  })

  test('for a moment is tried again', async () => {
    const { settings, catalogue, athena, glue } = await open([modules])
    const manifest = madeUp(settings, courses(2))
    await catalogue.createTables([modules], manifest)
    athena.refuse({ action: 'glue:GetTable', times: 1, type: 'ThrottlingException' })
    athena.refuse({ action: 'glue:GetPartitions', times: 1, type: 'InternalServiceException' })
    athena.refuse({ action: 'glue:UpdateTable', times: 1, type: 'ConcurrentModificationException' })
    athena.refuse({ action: 'athena:GetQueryExecution', times: 1, type: 'TooManyRequestsException' })
    // The run before is not known, so what there is has to be looked at.
    expect(failuresOf(await catalogue.follow([modules], null, madeUp(settings, courses(3))))).toEqual([])
    expect(await registered(glue, settings)).toEqual(new Set(courses(3)))
  })

  test.each([
    [
      'FAILED',
      "line 3:7: Column 'nope' cannot be resolved",
      "the statement failed. Athena says: line 3:7: Column 'nope' cannot be resolved",
    ],
    [
      'CANCELLED',
      'Query cancelled by the owner of the workgroup',
      'the statement was cancelled. Athena says: Query cancelled by the owner of the workgroup',
    ],
    ['RUNNING', undefined, 'Athena did not end within 1 minutes.'],
  ] as const)('a statement that ends as %s is told, in the words of Athena', async (state, reason, says) => {
    const { settings, catalogue, athena } = await open([modules])
    const manifest = madeUp(settings, ['a'])
    await catalogue.createTables([modules], manifest)
    athena.nextStatements({ state, ...(reason !== undefined && { reason }) })
    expect(failuresOf(await catalogue.createViews([modules], manifest))[0]).toBe(
      `the view campus_table_courseware_studentmodule: ${says}`,
    )
    expect(athena.asked.filter(({ action }) => action === 'athena:StopQueryExecution')).toHaveLength(
      state === 'RUNNING' ? 1 : 0,
    )
  })

  test('Ctrl-C is heard while a statement is waited for', async () => {
    const { settings, athena } = await open([modules])
    const interruption = new AbortController()
    const catalogue = openCatalogue({ ...settings, endpoint: athena.url }, [modules], { signal: interruption.signal })!
    athena.nextStatements({ state: 'RUNNING' })
    const following = catalogue.follow([modules], null, madeUp(settings, ['a']))
    while (!athena.asked.some(({ action }) => action === 'athena:GetQueryExecution')) await setTimeout(10)
    interruption.abort()
    await expect(following).rejects.toBe(interruption.signal.reason)
  })

  test('a statement that is worth another try gets it', async () => {
    const { settings, catalogue, athena } = await open([modules])
    const manifest = madeUp(settings, ['a'])
    await catalogue.createTables([modules], manifest)
    athena.nextStatements({ state: 'FAILED', reason: 'Internal error', isRetryable: true })
    expect(failuresOf(await catalogue.createViews([modules], manifest))).toEqual([])
  })

  test('two tables of one name, two columns of one name, and a view over nothing are told', async () => {
    const { settings, catalogue } = await open([modules])
    const twins = listed('twins', { Id: 'int', id: 'int' })
    const open2 = (tables: readonly ListedTable[]) => openCatalogue(settings, tables)
    expect(() => open2([modules, { ...modules, datasource: 'other' }])).toThrow(
      'The tables courseware_studentmodule and courseware_studentmodule are both called campus_raw_courseware_studentmodule in the catalogue.',
    )
    expect(failuresOf(await catalogue.createTables([twins, modules], null))[0]).toBe(
      'twins: the columns Id and id are one and the same in the catalogue.',
    )
    const absent = listed('absent', { id: 'int' })
    expect(failuresOf(await catalogue.createViews([absent], null))).toEqual([
      'The view campus_table_absent has nothing to stand on: the raw table campus_raw_absent is not there.',
      '`panorama elt create-datalake-tables` makes it.',
    ])
  })
})

test('dropping takes tables and views off the catalogue, and leaves what lies in the lake', async () => {
  const { settings, catalogue, glue } = await open([modules])
  const manifest = madeUp(settings, courses(2))
  await catalogue.follow([modules], null, manifest)
  const dropped = {
    'view campus_table_courseware_studentmodule': 'dropped',
    'raw table campus_raw_courseware_studentmodule': 'dropped',
  }
  expect(outcomesOf(await catalogue.dropTables([modules]))).toEqual(dropped)
  expect(new Set(Object.values(outcomesOf(await catalogue.dropTables([modules]))))).toEqual(new Set(['absent']))

  expect(failuresOf(await catalogue.follow([modules], manifest, manifest))).toEqual([])
  expect(await registered(glue, settings)).toEqual(new Set(courses(2)))
})

test('the connection test says what is there, and what is not', async () => {
  const { settings, catalogue, athena } = await open([modules])
  expect(await catalogue.test()).toEqual([
    {
      what: 'Glue',
      isOk: true,
      says: `It answers. The database ${settings.database} is not there yet: \`panorama elt create-datalake-tables\` or the first extraction makes it.`,
    },
    {
      what: 'Athena',
      isOk: true,
      says: 'The workgroup analytics runs statements, and puts results into s3://results/athena/.',
    },
  ])
  athena.refuse({ action: 'glue:GetDatabase', times: 1, type: 'UnrecognizedClientException' })
  const elsewhere = openCatalogue({ ...settings, endpoint: athena.url, workgroup: 'nowhere' }, [modules])!
  expect(await elsewhere.test()).toEqual([
    {
      what: 'Glue',
      isOk: false,
      says: `the database ${settings.database}: the AWS key is not accepted. Give a key that holds.`,
    },
    {
      what: 'Athena',
      isOk: false,
      says: 'the workgroup nowhere: there is no workgroup nowhere. Make it in Athena, or correct datalake_workgroup and aws_region in the settings file.',
    },
  ])
})

test('a lake in a directory, or without a database, has no catalogue', async () => {
  const settings = await lakes.settings()
  expect(openCatalogue({ ...settings, place: { directory: '/lake' } }, [])).toBeNull()
  expect(openCatalogue({ ...settings, database: null }, [])).toBeNull()
})

const bucketOf = ({ place }: CatalogueSettings) => ('bucket' in place ? place.bucket : '')

/** The course runs that have a partition in the raw table of modules. */
async function registered(glue: GlueClient, settings: CatalogueSettings): Promise<Set<string | undefined>> {
  const command = { DatabaseName: settings.database!, TableName: 'campus_raw_courseware_studentmodule' }
  const found = new Set<string | undefined>()
  for await (const page of paginateGetPartitions({ client: glue }, command)) {
    for (const { Values } of page.Partitions ?? []) found.add(Values?.[1])
  }
  return found
}

/** By which formats the raw table of modules and its partitions are read. */
async function classifications(glue: GlueClient, settings: CatalogueSettings): Promise<Set<string>> {
  const command = { DatabaseName: settings.database!, TableName: 'campus_raw_courseware_studentmodule' }
  const { Partitions } = await glue.send(new GetPartitionsCommand(command))
  const { Table } = await glue.send(new GetTableCommand(rawModules(settings)))
  const formats = [Table!, ...Partitions!].map(({ StorageDescriptor }) => StorageDescriptor!.SerdeInfo!)
  return new Set(
    formats.map(({ SerializationLibrary }) => (SerializationLibrary!.includes('OpenCSV') ? 'csv' : 'parquet')),
  )
}

const rawModules = (settings: CatalogueSettings) => ({
  DatabaseName: settings.database!,
  Name: 'campus_raw_courseware_studentmodule',
})
