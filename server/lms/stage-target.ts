import { randomUUID } from 'node:crypto'
import type { QuarantinedLine } from '../ingest/batch.ts'
import { quarantine } from '../ingest/write-batch.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Engine } from '../warehouse/engine.ts'
import type { Tables } from '../warehouse/tables.ts'
import { dumpId } from './dump-id.ts'
import type { Target } from './targets.ts'

export interface TargetStaging {
  readonly engine: Engine
  readonly tables: Tables
  readonly clock: Clock
  readonly target: Target
  /** Qualified name of the table to make; one of that name is dropped before. */
  readonly into: string
  /** SELECT of the target's columns but those of the dump. */
  readonly select: string
  readonly lmsUrl: string
  /** The time of the dump, and of rows that the LMS tells none of. */
  readonly dumpedAt: Date
  /** Rows of an earlier dump of ours go when it does not hold any more. */
  readonly isOurs: boolean
  /** Where the rows come from, for those that are kept aside. */
  readonly source: string
}

/** What became of the rows that were selected. */
export interface StagedRows {
  readonly fit: number
  readonly unfit: number
}

/** Of so many rows that do not fit the text is kept. All are counted. */
const mostKeptAside = 1_000

/**
 * Makes a table of the target's shape and fills it with a dump of what is selected. Rows without what they are known by do not fit, and
 * are kept aside with their text.
 */
export async function stageTarget(staging: TargetStaging): Promise<StagedRows> {
  const { engine, tables, target, into, select, isOurs } = staging
  const table = tables[target.table]
  const isUnfit = target.key.map((column) => `${column} IS NULL`).join(' OR ')
  const params = boundTo(staging)
  const command = (sql: string) => engine.command({ name: 'stage-target', sql, params })
  await command(`DROP TABLE IF EXISTS ${into} SYNC`)
  if (target.takesOver === 'mirror')
    await command(`CREATE TABLE ${into} AS ${table} ENGINE = MergeTree ORDER BY ${await orderOf(staging)}`)
  else await command(`CREATE TABLE ${into} AS ${table} ENGINE = MergeTree ORDER BY tuple()`)
  const columns = await columnsOf(engine, into)
  const isDump = columns.includes('dump_id')
  const told = columns.filter((column) => column !== 'dump_id' && column !== 'time_last_dumped')
  await command(`INSERT INTO ${into} (${[...told, ...(isDump ? ['dump_id', 'time_last_dumped'] : [])].map((column) => `\`${column}\``).join(', ')})
    SELECT ${told.map((column) => (target.key.includes(column) ? `assumeNotNull(\`${column}\`)` : `\`${column}\``)).join(', ')}
      ${isDump ? `, toUUID('${isOurs ? dumpId() : randomUUID()}'), '${params.asOf}+00:00'` : ''}
    FROM (${select}) WHERE NOT (${isUnfit})`)
  const rows = (sql: string) => engine.rows({ name: 'stage-target', sql, params })
  const [fit] = await rows(`SELECT count() AS rows FROM ${into}`)
  const [unfit] = await rows(`SELECT count() AS rows FROM (${select}) WHERE ${isUnfit}`)
  if (Number(unfit?.rows) > 0) await keepAside(staging, isUnfit)
  return { fit: Number(fit?.rows), unfit: Number(unfit?.rows) }
}

const boundTo = ({ lmsUrl, dumpedAt }: TargetStaging) => ({
  lmsUrl,
  asOf: dumpedAt.toISOString().replace('T', ' ').replace('Z', '000'),
})

export const unfitReason = 'row without what it is known by'

async function keepAside(staging: TargetStaging, isUnfit: string): Promise<void> {
  const { engine, tables, clock, target, select, source } = staging
  const rows = await engine.rows({
    name: 'stage-target',
    sql: `SELECT formatRow('JSONEachRow', *) AS text FROM (${select}) WHERE ${isUnfit} LIMIT ${mostKeptAside}`,
    params: boundTo(staging),
  })
  const lines = rows.map(
    ({ text }, index): QuarantinedLine => ({
      reason: unfitReason,
      detail: target.table,
      source,
      lineNumber: index + 1,
      text: String(text),
    }),
  )
  await quarantine({ engine, tables, clock }, lines)
}

/** Needed to put the table in the place of the other in one step. */
async function orderOf({ engine, tables, target }: TargetStaging): Promise<string> {
  const [row] = await engine.rows({
    name: 'stage-target',
    sql: `SELECT sorting_key FROM system.tables WHERE concat(database, '.', name) = {table: String}`,
    params: { table: tables[target.table] },
  })
  const key = String(row?.sorting_key)
  // One column in parentheses is another order to the engine.
  return key.includes(',') ? `(${key})` : key
}

async function columnsOf(engine: Engine, table: string): Promise<string[]> {
  const rows = await engine.rows({
    name: 'stage-target',
    sql: `SELECT name FROM system.columns WHERE concat(database, '.', table) = {table: String} ORDER BY position`,
    params: { table },
  })
  return rows.map(({ name }) => String(name))
}
