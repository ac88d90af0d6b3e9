import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { effort } from '../testing/effort.ts'
import { openEmbeddedEngine } from '../warehouse/embedded-engine.ts'
import type { Engine } from '../warehouse/engine.ts'
import { literal } from '../warehouse/literal.ts'
import { columnTypeOf, holdsFreeText } from './column-type.ts'
import { readByAthena, readByClickHouse } from './dialect/csv-dialect.ts'
import { identifier } from './identifier.ts'
import type { LakeColumn } from './manifest.ts'
import { athenaText } from './testing/athena-text.ts'
import { readByOpenCsvSerde } from './testing/open-csv-serde.ts'
import { type PartsToWrite, writeParts } from './write-parts.ts'

type Row = Readonly<Record<string, string | null>>

let directory: string
let engine: Engine
let written = 0
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'panorama-parts-'))
  engine = await openEmbeddedEngine(join(directory, 'engine'))
})
afterAll(async () => {
  await engine.close()
  await rm(directory, { recursive: true })
})

/** A SELECT of rows that a test made up. */
function selectOf(rows: readonly Row[], names: readonly string[]): string {
  const structure = names.map((name) => `${identifier(name)} Nullable(String)`).join(', ')
  return rows.length === 0
    ? `SELECT * FROM null(${literal(structure)})`
    : `SELECT * FROM format(JSONEachRow, ${literal(structure)}, ${literal(rows.map((row) => JSON.stringify(row)).join('\n'))})`
}

function write(
  rows: readonly Row[],
  columns: readonly LakeColumn[],
  options: Partial<PartsToWrite> & Pick<PartsToWrite, 'format'>,
) {
  const { partitionColumns = [] } = options
  const names = [...columns.map(({ name }) => name), ...partitionColumns]
  const select = selectOf(rows, names)
  return writeParts({
    engine,
    select,
    columns,
    partitionColumns,
    directory: join(directory, `${++written}`),
    ...options,
  })
}

const textColumn = (name: string): LakeColumn => ({ name, type: 'longtext', isNullable: true })

/** Rows as Athena shows them through a view. */
function asAthenaReads(file: string, columns: readonly LakeColumn[]): Row[] {
  return readByOpenCsvSerde(file, columns.length).map((record) => {
    const raw = Object.fromEntries(columns.map(({ name }, index) => [name, record[index]!]))
    return Object.fromEntries(
      columns.map(({ name, type }) => {
        const mayNeedEscape = holdsFreeText(columnTypeOf(type))
        return [name, athenaText(readByAthena(`"${name.replaceAll('"', '""')}"`, mayNeedEscape), raw)]
      }),
    )
  })
}

async function asClickHouseReads(file: string, columns: readonly LakeColumn[]): Promise<Row[]> {
  const structure = columns.map(({ name }) => `${identifier(name)} String`).join(', ')
  const values = columns.map(
    ({ name, type }, index) =>
      `${readByClickHouse(identifier(name), holdsFreeText(columnTypeOf(type)))} AS \`value ${index}\``,
  )
  const rows = await engine.rows({
    name: 'test',
    sql: `SELECT ${values.join(', ')} FROM file(${literal(file)}, 'CSVWithNames', ${literal(structure)})`,
  })
  return rows.map((row) =>
    Object.fromEntries(columns.map(({ name }, index) => [name, row[`value ${index}`] as string])),
  )
}

async function asParquetReads(file: string, names: readonly string[]): Promise<Row[]> {
  const sql = `SELECT ${names.map(identifier).join(', ')} FROM file(${literal(file)}, 'Parquet')`
  return (await engine.rows({ name: 'test', sql })) as Row[]
}

// Whatever has a meaning somewhere on the way, more often than chance would have it.
const awkward = fc.constantFrom(
  ...['"', '""', '\\', '\\\\', '\n', '\r', '\r\n', ',', '\t', ' ', "'", '\0', '\u2028', '\uFEFF', '😀', 'é'],
  ...['\\N', '\\n', '\\b', '\\"', '"\\', 'N', 'n', 'r', 'b', 'NULL', 'null', ';', '|', '{', '$', `$\{c0:CSV}`, '%'],
)
const text = fc
  .array(fc.oneof(awkward, fc.string({ unit: 'grapheme', maxLength: 3 })), { maxLength: 8 })
  .map((parts) => parts.join(''))
const value = fc.oneof({ weight: 1, arbitrary: fc.constant(null) }, { weight: 9, arbitrary: text })

describe('any text', () => {
  const columns = ['first', 'a "quoted" $name', 'last'].map(textColumn)
  const names = columns.map(({ name }) => name)
  const rowsOf = (least: number) =>
    fc.array(
      fc
        .tuple(value, value, value)
        .map((values) => Object.fromEntries(names.map((name, index) => [name, values[index]!]))),
      { minLength: least, maxLength: 30 },
    )

  test('NULL, empty, quotes, backslashes and line ends come back from CSV as they were, in Athena and in ClickHouse (panorama-elt 8) (panorama-elt 9) (panorama-elt 10)', async () => {
    await fc.assert(
      fc.asyncProperty(rowsOf(0), async (rows) => {
        const { parts } = await write(rows, columns, { format: 'csv' })
        expect(parts).toMatchObject([{ partition: {}, rows: rows.length }])
        const file = await readFile(parts[0]!.file, 'utf8')
        expect(asAthenaReads(file, columns)).toEqual(rows)
        expect(await asClickHouseReads(parts[0]!.file, columns)).toEqual(rows)
      }),
      { numRuns: 30 * effort },
    )
  })

  test('and from Parquet', async () => {
    await fc.assert(
      fc.asyncProperty(rowsOf(0), async (rows) => {
        const { parts, warnings } = await write(rows, columns, { format: 'parquet' })
        expect(parts).toMatchObject([{ partition: {}, rows: rows.length }])
        expect(await asParquetReads(parts[0]!.file, names)).toEqual(rows)
        expect(warnings).toEqual([])
      }),
      { numRuns: 8 * effort },
    )
  })

  test('parts a table, too: each row is in the file of its values, in the order in which it came (panorama-elt 7)', async () => {
    const partitionColumns = ['first', 'last']
    const inFile = [columns[1]!]
    const ways = [{ format: 'csv' }, { format: 'csv', partitionsAtMost: 30 }, { format: 'parquet' }] as const
    await fc.assert(
      fc.asyncProperty(rowsOf(1), async (rows) => {
        for (const way of ways) {
          const { parts } = await write(rows, inFile, { ...way, partitionColumns })
          const found: Row[] = []
          for (const { partition, file, rows: count } of parts) {
            const there =
              way.format === 'csv'
                ? await asClickHouseReads(file, inFile)
                : await asParquetReads(file, [...inFile.map(({ name }) => name), ...partitionColumns])
            expect(there).toHaveLength(count)
            const own = rows.filter((row) => partitionColumns.every((name) => row[name] === partition[name]))
            expect(there.map((row) => row[names[1]!])).toEqual(own.map((row) => row[names[1]!]))
            found.push(...own)
          }
          expect(found).toHaveLength(rows.length)
        }
      }),
      { numRuns: 8 * effort },
    )
  })
})

test.each(['csv', 'parquet'] as const)(
  'the values of a column that parts a %s may be longer than the name of a file',
  async (format) => {
    const long = 'course-v1:Ünïversity+'.repeat(40)
    const { parts } = await write(Array(3).fill({ state: '{}', course_id: long }), [textColumn('state')], {
      format,
      partitionColumns: ['course_id'],
    })
    expect(parts).toMatchObject([{ partition: { course_id: long }, rows: 3 }])
  },
)

test('there may be more partitions than files may be open', async () => {
  const { parts } = await writeParts({
    engine,
    select: `SELECT toNullable(toString(number)) AS id, toNullable(toString(number % 600)) AS course_id FROM numbers(1800)`,
    columns: [{ name: 'id', type: 'bigint', isNullable: false }],
    partitionColumns: ['course_id'],
    directory: join(directory, 'many'),
    format: 'csv',
  })
  expect(parts).toHaveLength(600)
  expect(new Set(parts.map(({ rows }) => rows))).toEqual(new Set([3]))
  const part = parts.find(({ partition }) => partition.course_id === '7')!
  expect(await readFile(part.file, 'utf8')).toBe('"id"\n"7"\n"607"\n"1207"\n')
})

describe('types in Parquet', () => {
  const kept: readonly [type: string, text: string, read: unknown][] = [
    ['tinyint(1)', '1', 1],
    ['int unsigned', '4294967295', 4294967295],
    ['bigint', '-9223372036854775808', '-9223372036854775808'],
    ['bigint unsigned', '18446744073709551615', '18446744073709551615'],
    ['int(8) unsigned zerofill', '00000042', 42],
    ['decimal(65,30)', '1.000000000000000000000000000001', '1.000000000000000000000000000001'],
    ['decimal(10,4)', '-999999.9990', '-999999.999'],
    ['decimal(38,0)', '99999999999999999999999999999999999999', '99999999999999999999999999999999999999'],
    ['double', '1.7976931348623157e308', 1.7976931348623157e308],
    ['bit(8)', '255', 255],
    ['bit(64)', '18446744073709551615', '18446744073709551615'],
    ['date', '2024-02-29', '2024-02-29'],
    ['datetime(6)', '1969-12-31 23:59:59.000001', '1969-12-31 23:59:59.000001'],
    ['datetime', '9999-12-31 23:59:59', '9999-12-31 23:59:59.000000'],
    ['time(3)', '-838:59:59.000', '-838:59:59.000'],
    ['year', '2155', 2155],
    ['json', '{"a": null}', '{"a": null}'],
    ['geometry', '00', '00'],
  ]

  test.each(kept)('%s keeps %s', async (type, text, read) => {
    const { parts, warnings } = await write(
      [{ value: text }, { value: null }],
      [{ name: 'value', type, isNullable: true }],
      {
        format: 'parquet',
      },
    )
    expect(warnings).toEqual([])
    const rows = await engine.rows({
      name: 'test',
      sql: `SELECT if(toTypeName(value) LIKE '%Decimal%' OR toTypeName(value) LIKE '%Date%' OR abs(toFloat64OrZero(toString(value))) > 9e15 AND toTypeName(value) NOT LIKE '%Float%', 1, 0) AS isText, toString(value) AS text, value FROM file(${literal(parts[0]!.file)}, 'Parquet')`,
    })
    expect(rows.map((row) => (row.isText ? row.text : row.value))).toEqual([read, null])
  })

  test.each([
    ['int', '2147483648'],
    ['int', ''],
    ['int', '1.5'],
    ['decimal(4,1)', '99999.5'],
    ['decimal(4,1)', '1.25'],
    ['double', 'nan'],
    ['date', '0000-00-00'],
    ['date', '2023-02-29'],
    ['date', '9999-12-31'],
    ['datetime', '0000-00-00 00:00:00'],
    ['datetime(6)', '2023-02-29 00:00:00.000000'],
    ['year', 'last'],
  ])('%s cannot hold %j, which is said', async (type, text) => {
    const columns = [{ name: 'value', type, isNullable: true }]
    const { parts, warnings } = await write([{ value: text }, { value: null }], columns, { format: 'parquet' })
    expect(await asParquetReads(parts[0]!.file, ['value'])).toEqual([{ value: null }, { value: null }])
    expect(warnings).toEqual([`value: 1 value is no ${type} and empty in the lake.`])
  })
})

test('a table that has nothing but columns that part it cannot be written', async () => {
  await expect(write([{ a: '1' }], [], { format: 'csv', partitionColumns: ['a'] })).rejects.toMatchObject({
    code: 'bad_input',
  })
})
