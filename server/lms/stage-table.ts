import { columnTypeOf, holdsFreeText } from '../lake/column-type.ts'
import { csvFormat, readByClickHouse } from '../lake/dialect/csv-dialect.ts'
import { typedValue } from '../lake/dialect/typed-value.ts'
import { identifier } from '../lake/identifier.ts'
import type { Lake } from '../lake/lake.ts'
import type { PublishedTable } from '../lake/manifest.ts'
import type { BoundValue, Engine } from '../warehouse/engine.ts'
import { insertFile } from '../warehouse/insert-file.ts'

/** A column of the lake, and what it is called where it is staged. Without one, it is null there. */
export interface StagedColumn {
  readonly name: string
  readonly from: string | null
}

export interface Staging {
  readonly engine: Engine
  readonly lake: Pick<Lake, 'withFile'>
  readonly signal?: AbortSignal
}

/**
 * Reads columns of a published table into a new table of the warehouse, one object after the other: all as `Nullable(String)`, in
 * MySQL's own text form, whatever the format of the lake. A column that is not published is null.
 * @param into qualified name of the table; one of that name is dropped before
 * @returns how many rows there are
 */
export async function stageTable(
  { engine, lake, signal }: Staging,
  published: PublishedTable,
  columns: readonly StagedColumn[],
  into: string,
): Promise<number> {
  const format = published.format === 'csv' ? csvFormat : 'Parquet'
  const run = (sql: string, params: Readonly<Record<string, BoundValue>> = {}) =>
    engine.command({ name: 'stage-table', sql, params })
  const create = (table: string, columnsWithTypes: readonly string[]) =>
    run(`CREATE TABLE ${table} (${columnsWithTypes.join(', ')}) ENGINE = MergeTree ORDER BY tuple()`)
  const ofOneObject = `${into}_object`
  const inFile = fileColumns(published, columns)
  const names = columns.map(({ name }) => identifier(name)).join(', ')
  for (const table of [into, ofOneObject]) await run(`DROP TABLE IF EXISTS ${table} SYNC`)
  await create(
    into,
    columns.map(({ name }) => `${identifier(name)} Nullable(String)`),
  )
  if (inFile.length > 0) {
    await create(
      ofOneObject,
      inFile.map(({ from, type }) => `${identifier(from)} ${type}`),
    )
  }
  let rows = 0
  try {
    for (const object of published.objects) {
      signal?.throwIfAborted()
      if (object.rows === 0) continue
      if (inFile.length > 0) {
        await lake.withFile(object, (path) =>
          insertFile(engine, { table: ofOneObject, columns: inFile.map(inserted), format, path }),
        )
      }
      const parts: Record<string, BoundValue> = {}
      const values = columns.map(({ from }, place) => {
        const column = inFile.find((candidate) => candidate.from === from)
        if (column) return column.value
        parts[`part${place}`] = (from === null ? null : object.partition[from]) ?? null
        return `{part${place}: Nullable(String)}`
      })
      const source = inFile.length > 0 ? ofOneObject : `numbers(${object.rows})`
      await run(`INSERT INTO ${into} (${names}) SELECT ${values.join(', ')} FROM ${source}`, parts)
      if (inFile.length > 0) await run(`TRUNCATE TABLE ${ofOneObject}`)
      rows += object.rows
    }
  } finally {
    // At once: what is in it of people must not wait on the disk.
    await run(`DROP TABLE IF EXISTS ${ofOneObject} SYNC`)
  }
  return rows
}

interface FileColumn {
  readonly from: string
  /** How the engine reads it of the file. */
  readonly type: string
  /** Its value as MySQL writes it. */
  readonly value: string
}

const inserted = ({ from: name, type }: FileColumn) => ({ name, type })

/** Of the columns that are wanted, those that are in the files; the others part the table, or are not published. */
function fileColumns({ columns, format }: PublishedTable, wanted: readonly StagedColumn[]): FileColumn[] {
  const types = new Map(columns.map(({ name, type }) => [name, columnTypeOf(type)]))
  return wanted.flatMap(({ from }) => {
    const type = from === null ? undefined : types.get(from)
    if (from === null || type === undefined) return []
    const column = identifier(from)
    return format === 'csv'
      ? [{ from, type: 'String', value: readByClickHouse(column, holdsFreeText(type)) }]
      : [{ from, type: `Nullable(${typedValue(type).clickHouse})`, value: `toString(${column})` }]
  })
}
