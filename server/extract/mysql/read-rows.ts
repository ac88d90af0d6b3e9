import { join } from 'node:path'
import { identifier } from '../../lake/identifier.ts'
import { type WrittenParts, writeParts } from '../../lake/write-parts.ts'
import { literal } from '../../warehouse/literal.ts'
import type { MysqlSettings } from '../settings/settings.ts'
import type { ExtractRequest } from '../source.ts'
import type { MysqlConnection } from './connection.ts'
import { mysqlFailure } from './failures.ts'
import type { TablePlan } from './plan-table.ts'
import { openRowRelay } from './relay/row-relay.ts'

/** Milliseconds between two words on how far it is. */
const progressEvery = 500

export interface RowsRead extends WrittenParts {
  /** That came from the source; people who were retired are not in the parts. */
  readonly rows: number
}

export interface RowsToRead {
  readonly plan: TablePlan
  /** What stands behind FROM at the source. */
  readonly rows: string
  /** Of a row on average. */
  readonly rowBytes: number
  /** How many there are about; undefined when that is not known. */
  readonly partitions: number | undefined
  /** For the files, of this attempt alone. */
  readonly directory: string
  readonly request: ExtractRequest
}

/**
 * Streams rows of the source through the scratch engine into files, in one pass and as fast as MySQL sends them. Neither the
 * source nor this machine holds more of them than a few blocks.
 * @throws PanoramaError as `mysqlFailure`, when the rows broke off; of the engine
 */
export async function readRows(
  connection: MysqlConnection,
  settings: MysqlSettings,
  { plan, rows, rowBytes, partitions, directory, request }: RowsToRead,
): Promise<RowsRead> {
  const { engine, guard, format, signal, onProgress } = request
  const values = [...plan.values, ...plan.partitions]
  const expressions = values.flatMap((value) => ('expression' in value ? [value.expression] : []))
  // A row of constants is a row all the same.
  if (expressions.length === 0) expressions.push('1')
  const relay = await openRowRelay(
    connection,
    (columns) => `SELECT ${columns.map((column) => expressions[column]).join(', ')} FROM ${rows}`,
  )
  const told = setInterval(() => onProgress?.(relay.progress()), progressEvery)
  const table = `default.${identifier(`rows_${relay.port}`)}`
  try {
    const columns = expressions.map((_, index) => `c${index} Nullable(String)`).join(', ')
    const address = literal(`127.0.0.1:${relay.port}`)
    await engine.command({
      name: 'extract-mysql',
      sql: `CREATE TABLE ${table} (${columns}) ENGINE = MySQL(${address}, 'source', 'rows', ${literal(relay.user)}, ${literal(relay.password)})
            SETTINGS connection_pool_size = 1, connection_max_tries = 1, read_write_timeout = ${patience}`,
    })
    const written = await writeParts({
      engine,
      select: guard(selectFields(plan, table)),
      columns: plan.columns,
      partitionColumns: plan.partitions.map(({ name }) => name),
      rowBytes,
      ...(partitions !== undefined && { partitionsAtMost: partitions }),
      directory: join(directory, 'files'),
      format,
      ...(signal && { signal }),
    })
    onProgress?.(relay.progress())
    return { ...written, rows: relay.progress().rows }
  } catch (cause) {
    signal?.throwIfAborted()
    const failure = relay.failure()
    throw failure ? mysqlFailure(failure, settings) : cause
  } finally {
    clearInterval(told)
    await engine.command({ name: 'extract-mysql', sql: `DROP TABLE IF EXISTS ${table}` }).catch(() => undefined)
    await relay.close()
  }
}

/** Seconds for which the engine waits for rows: MySQL may have to look for the first one for a while. */
const patience = 3_600

/** The fields by their names, from the columns of the engine's table. */
function selectFields({ values, partitions }: TablePlan, table: string): string {
  let column = 0
  const fields = [...values, ...partitions].map((value) => {
    const text =
      'expression' in value
        ? `r.c${column++}`
        : `CAST(${value.constant === null ? 'NULL' : literal(value.constant)} AS Nullable(String))`
    return `${text} AS ${identifier(value.name)}`
  })
  return `SELECT ${fields.join(', ')} FROM ${table} AS r`
}
