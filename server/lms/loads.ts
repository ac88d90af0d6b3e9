import { createHash } from 'node:crypto'
import type { PublishedTable } from '../lake/manifest.ts'
import type { Engine } from '../warehouse/engine.ts'
import type { Tables } from '../warehouse/tables.ts'
import type { TargetName } from './targets.ts'

/** What a table of the warehouse was filled from last. */
export interface Load {
  readonly target: TargetName
  /** Another when what it is made of was published anew, or is read otherwise. */
  readonly fingerprint: string
  /** The instant whose state of the LMS it is, at the least. */
  readonly asOf: Date
  readonly rows: number
}

/** Goes up when rows are made otherwise of the same tables, so that all are loaded again. */
const madeBy = 1

/** @param circumstances what else decides about the rows */
export function fingerprintOf(published: readonly PublishedTable[], circumstances: readonly unknown[]): string {
  const told = published.map(({ datasource, table, format, columns, objects }) => [
    datasource,
    table,
    format,
    columns,
    objects.map(({ partition, sha256 }) => [partition, sha256]),
  ])
  return createHash('sha256')
    .update(JSON.stringify([madeBy, circumstances, told]))
    .digest('hex')
}

export async function readLoads(engine: Engine, tables: Tables): Promise<ReadonlyMap<string, Load>> {
  const rows = await engine.rows({
    name: 'lms-loads',
    sql: `SELECT target, fingerprint, toUnixTimestamp64Milli(as_of) AS as_of, rows FROM ${tables.lmsLoads} FINAL`,
  })
  return new Map(
    rows.map(({ target, fingerprint, as_of, rows: loaded }) => [
      String(target),
      {
        target: target as TargetName,
        fingerprint: String(fingerprint),
        asOf: new Date(Number(as_of)),
        rows: Number(loaded),
      },
    ]),
  )
}

export async function keepLoad(engine: Engine, tables: Tables, load: Load, now: Date): Promise<void> {
  const text = (moment: Date) => moment.toISOString().replace('T', ' ').replace('Z', '')
  const { target, fingerprint, asOf, rows } = load
  const row = { target, fingerprint, as_of: text(asOf), rows, loaded_at: text(now) }
  await engine.insert(tables.lmsLoads, Object.keys(row), 'JSONEachRow', Buffer.from(JSON.stringify(row)))
}
