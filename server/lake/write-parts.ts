import { mkdir, readdir, rm } from 'node:fs/promises'
import { join, normalize, relative } from 'node:path'
import { badInput } from '../kernel/errors.ts'
import type { Engine } from '../warehouse/engine.ts'
import { literal } from '../warehouse/literal.ts'
import { columnTypeOf } from './column-type.ts'
import { countRecords } from './count-records.ts'
import { typedValue } from './dialect/typed-value.ts'
import {
  type FileLayout,
  parquetLayout,
  partedCsvLayout,
  rowsFormat,
  rowsStructure,
  wholeCsvLayout,
} from './file-layout.ts'
import { identifier } from './identifier.ts'
import type { LakeColumn, PublishedTable } from './manifest.ts'
import { type Partition, partitionIdExpression, partitionOfId } from './partition-id.ts'

export interface PartsToWrite {
  /** An engine of this machine, which writes into `directory`. */
  readonly engine: Engine
  /**
   * A SELECT with a column for each of `columns` and of `partitionColumns`, by name and in any order: a `Nullable(String)` in MySQL's
   * own text form, `2024-02-29 12:00:00.000001`.
   */
  readonly select: string
  /** Those of the files, without the ones that part the table. */
  readonly columns: readonly LakeColumn[]
  readonly partitionColumns: readonly string[]
  /** Where it is known that there are no more partitions than that: few of CSV are written at once, without a detour. */
  readonly partitionsAtMost?: number
  /** Bytes of a row on average, where the source can tell: of large ones fewer are held at a time. */
  readonly rowBytes?: number
  /** Of this call alone, made when missing. */
  readonly directory: string
  readonly format: PublishedTable['format']
  readonly signal?: AbortSignal
}

export interface WrittenParts {
  /** One for each partition that has rows; of a table that is not parted one in any case. */
  readonly parts: readonly WrittenPart[]
  /** Sentences: values that their column's type cannot hold. */
  readonly warnings: readonly string[]
}

export interface WrittenPart {
  readonly partition: Partition
  /** Path of the file. */
  readonly file: string
  readonly rows: number
}

/** Files that may be open at a time: each holds up to a megabyte in memory. */
const fewFiles = 256
/** The engine holds a block several times over while it is escaped and formatted. It counts rows, and not bytes, so we do. */
const blockBytes = 16_000_000
/** As the engine has it by itself. */
const mostRows = 65_409

/** How many rows the engine takes at a time, of rows of so many bytes. */
export const rowsAtATime = (rowBytes = 0) =>
  Math.min(mostRows, Math.max(1, Math.floor(blockBytes / Math.max(1, rowBytes))))

/** Into how many groups of partitions rows are put first, where there may be more. */
const groups = 64

/**
 * Writes the rows of a SELECT into one file for each partition. The SELECT runs once, whatever the number of partitions, and rows
 * keep its order within each. Memory does not grow with the number of rows, nor in practice with that of partitions: where there may
 * be many, rows go through files of groups of them.
 * @throws PanoramaError of the engine; `bad_input` when no column is left beside those that part the table
 */
export async function writeParts(request: PartsToWrite): Promise<WrittenParts> {
  const { columns, partitionColumns, partitionsAtMost = Number.POSITIVE_INFINITY, directory, format, select } = request
  if (columns.length === 0) {
    throw badInput('All fields of the table are partition_fields: nothing is left to write.', {
      advice: 'List at least one more field of the table in the settings file.',
    })
  }
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const isParted = partitionColumns.length > 0
  if (format === 'csv' && (!isParted || partitionsAtMost <= fewFiles)) {
    const layout = isParted ? partedCsvLayout(columns, partitionColumns) : wholeCsvLayout(columns)
    await writeFiles(request, layout, select)
    return { parts: await writtenParts(request), warnings: [] }
  }
  const rows = join(directory, 'rows')
  try {
    const sources = await writeRows(request, rows)
    const warnings = format === 'parquet' ? await castWarnings(request, sources) : []
    const layout =
      format === 'csv' ? partedCsvLayout(columns, partitionColumns) : parquetLayout(columns, partitionColumns)
    for (const source of sources) await writeFiles(request, layout, `SELECT * FROM ${source}`)
    await rm(rows, { recursive: true })
    return { parts: await writtenParts(request), warnings }
  } finally {
    await rm(rows, { recursive: true, force: true })
  }
}

const blocksOf = ({ rowBytes }: PartsToWrite) => `max_block_size = ${rowsAtATime(rowBytes)}`

const fileOf = ({ directory, format }: PartsToWrite, name: string) => join(directory, 'parts', `${name}.${format}`)
/** Of a table that is not parted. */
const whole = 'whole'

async function writeFiles(request: PartsToWrite, layout: FileLayout, source: string): Promise<void> {
  const { into, values, partitionBy, settings } = layout
  const file = literal(fileOf(request, partitionBy === '' ? whole : '{_partition_id}'))
  await command(
    request,
    `INSERT INTO FUNCTION file(${file}, ${into})${partitionBy === '' ? '' : ` PARTITION BY ${partitionBy}`}
     SELECT ${values.join(', ')} FROM (${source}) SETTINGS ${[blocksOf(request), ...settings].join(', ')}`,
  )
}

/** Writes the rows as they come. @returns for each group what selects its rows */
async function writeRows(request: PartsToWrite, directory: string): Promise<readonly string[]> {
  const { columns, partitionColumns, select } = request
  const names = [...columns.map(({ name }) => name), ...partitionColumns]
  const form = `'${rowsFormat}', ${literal(rowsStructure(names))}`
  const group =
    partitionColumns.length === 0
      ? `toString(0)`
      : `toString(cityHash64(${partitionIdExpression(partitionColumns)}) % ${groups})`
  await mkdir(directory, { mode: 0o700 })
  await command(
    request,
    `INSERT INTO FUNCTION file(${literal(join(directory, '{_partition_id}.lz4'))}, ${form}) PARTITION BY ${group}
     SELECT ${names.map(identifier).join(', ')} FROM (${select}) SETTINGS ${blocksOf(request)}`,
  )
  const files = (await readdir(directory)).toSorted()
  // No rows at all: a table that is not parted still has a file, which says so.
  if (files.length === 0 && partitionColumns.length === 0) {
    return [`(SELECT * FROM null(${literal(rowsStructure(names))}))`]
  }
  return files.map((file) => `file(${literal(join(directory, file))}, ${form})`)
}

/** How many values of each column are lost, because they are none of its type: never silently. */
async function castWarnings(request: PartsToWrite, sources: readonly string[]): Promise<readonly string[]> {
  const typed = request.columns
    .map(({ name, type }) => ({ name, type, ...typedValue(columnTypeOf(type)) }))
    .filter(({ clickHouse }) => clickHouse !== 'String')
  if (typed.length === 0) return []
  const lost = typed.map(() => 0)
  for (const source of sources) {
    const counts = typed.map(({ name, cast }, index) => {
      const text = identifier(name)
      return `countIf(isNotNull(${text}) AND isNull(${cast(text)})) AS \`${index}\``
    })
    const [row] = await request.engine.rows({
      name: 'lake-parts',
      sql: `SELECT ${counts.join(', ')} FROM ${source}`,
      ...(request.signal && { signal: request.signal }),
    })
    for (const index of lost.keys()) lost[index]! += Number(row?.[index] ?? 0)
  }
  return typed.flatMap(({ name, type }, index) =>
    lost[index] === 0
      ? []
      : [`${name}: ${lost[index]} ${lost[index] === 1 ? 'value is' : 'values are'} no ${type} and empty in the lake.`],
  )
}

async function writtenParts(request: PartsToWrite): Promise<readonly WrittenPart[]> {
  const { partitionColumns, directory, format } = request
  const folder = join(directory, 'parts')
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const parquetRows = format === 'parquet' ? await rowsOfParquet(request, folder) : undefined
  const parts: WrittenPart[] = []
  for (const file of files.toSorted()) {
    const id = relative(folder, file).slice(0, -(format.length + 1))
    const partition = partitionColumns.length === 0 ? {} : partitionOfId(id, partitionColumns)
    parts.push({ partition, file, rows: parquetRows ? parquetRows.get(file)! : (await countRecords(file)) - 1 })
  }
  return parts
}

async function rowsOfParquet({ engine }: PartsToWrite, folder: string): Promise<ReadonlyMap<string, number>> {
  const sql = `SELECT _path AS file, num_rows AS rows FROM file(${literal(`${folder}/**/*.parquet`)}, 'ParquetMetadata')`
  const rows = await engine.rows({ name: 'lake-parts', sql })
  // What is behind `**` begins with a slash of its own.
  return new Map(rows.map(({ file, rows }) => [normalize(String(file)), Number(rows)]))
}

async function command({ engine, signal }: PartsToWrite, sql: string): Promise<void> {
  await engine.command({ name: 'lake-parts', sql, ...(signal && { signal }) })
}
