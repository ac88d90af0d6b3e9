import type { DataSet } from '../contract/scope.ts'
import { createLiveIngest, type LiveIngestOptions } from '../ingest/live-ingest.ts'
import type { Warehouse } from '../warehouse/ask.ts'
import { migrate } from '../warehouse/migrations.ts'
import { type DatabaseNames, databasesOf, tablesOf } from '../warehouse/tables.ts'
import { sendAll } from './run-load.ts'
import { createWarehouseTarget } from './warehouse-target.ts'

export interface Multiplying extends LiveIngestOptions {
  /** The events that are multiplied, and how many of them. */
  readonly lines: Iterable<string>
  readonly events: number
  /** How many times each of them is there in the end. */
  readonly copies: number
  /** Copies that a run before this one wrote. */
  readonly done: number
  /** Where tables are made; null without a cluster. */
  readonly cluster: string | null
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: { readonly copies: number; readonly statements: number }) => Promise<void>
}

/** Copies of one week; the next so many are of the week before. */
const copiesOfAWeek = 16
const weeks = 26
/** Rows of one insert: a minute's work, which is what a run that is cut off has to do again. */
const rowsAtATime = 2_000_000

/** Rows of the originals read at once: each becomes sixteen, of more than a kilobyte. */
const rowsRead = 4_096

/**
 * Fills the raw table by the engine itself, for hundreds of millions of statements and more: events are taken in once, aside,
 * and copied with other people, other ids and other times. Copy n is the same whenever it is made, so that making it again
 * changes nothing.
 *
 * It shows how tables, models and questions bear the size. It says nothing about the way in, which the copies do not take; and
 * its people are alike in groups, so that nothing about differences between people is to be read from it.
 *
 * @returns how many statements were written
 */
export async function multiply(options: Multiplying): Promise<number> {
  const { warehouse, dataSet, copies, done, signal, onProgress } = options
  const raw = tablesOf(warehouse.databases, dataSet).rawStatements
  const aside = databasesAside(warehouse, dataSet)
  await drop(options, aside)
  try {
    const rows = await fill(options, aside)
    const together = [16, 8, 4, 2].find((size) => size * rows <= rowsAtATime) ?? 1
    let written = 0
    for (let copy = done; copy < copies && rows > 0 && !signal?.aborted; ) {
      // Never over the end of a week's copies.
      const next = Math.min(copies, (Math.floor(copy / together) + 1) * together)
      const sql = copySql(tablesOf(aside, 'real').rawStatements, raw, copy, next)
      await warehouse.engine.command({ name: 'load-multiply', sql })
      written += (next - copy) * rows
      copy = next
      await onProgress?.({ copies: copy, statements: written })
    }
    return written
  } finally {
    await drop(options, aside)
  }
}

function databasesAside({ databases }: Warehouse, dataSet: DataSet): DatabaseNames {
  const own = databasesOf(databases, dataSet).panorama
  return {
    xapi: `${own}_load_xapi`,
    event_sink: `${own}_load_event_sink`,
    lms: `${own}_load_lms`,
    panorama: `${own}_load`,
  }
}

async function drop({ warehouse, cluster }: Multiplying, aside: DatabaseNames): Promise<void> {
  const onCluster = cluster ? `ON CLUSTER '${cluster}'` : ''
  for (const database of Object.values(aside)) {
    await warehouse.engine.command({ name: 'load-multiply', sql: `DROP DATABASE IF EXISTS ${database} ${onCluster}` })
  }
}

/** Takes the events in as any others, into databases of their own; returns the number of their statements. */
async function fill(options: Multiplying, aside: DatabaseNames): Promise<number> {
  const { lines, events, cluster, signal, ...rest } = options
  const warehouse = { ...options.warehouse, databases: aside }
  await migrate(warehouse.engine, aside, 'real', { cluster })
  const target = createWarehouseTarget(createLiveIngest({ ...rest, warehouse, dataSet: 'real' }))
  await sendAll(lines, 0, { target, events, seconds: Number.POSITIVE_INFINITY, ...(signal && { signal }) })
  const [counted] = await warehouse.engine.rows({
    name: 'load-multiply',
    sql: `SELECT count() AS statements FROM ${tablesOf(aside, 'real').rawStatements}`,
  })
  return Number(counted?.statements)
}

/**
 * Ids of copies are hashes of the originals' and of the copy's number. Times move by whole weeks, so that evenings stay
 * evenings, and within an hour, so that not everything happens at once.
 */
function copySql(base: string, raw: string, from: number, to: number): string {
  const renamed = (id: string) => `toString(reinterpretAsUUID(MD5(concat(${id}, ' ', toString(copy)))))`
  return `INSERT INTO ${raw} (event_id, emission_time, event)
    WITH
      ${renamed('toString(event_id)')} AS new_id,
      emission_time - toIntervalWeek(intDiv(copy, ${copiesOfAWeek}) % ${weeks}) + toIntervalSecond(copy * 797 % 3600) AS new_time,
      formatDateTime(new_time, '%Y-%m-%dT%H:%i:%S.%f+00:00', 'UTC') AS new_moment,
      -- Id, actor and timestamp have one place each in what our mapping writes, and the id is the first.
      concat('{"id":"', new_id, substring(event, 44)) AS with_id,
      replaceOne(with_id, concat('"name":"', actor, '"'), concat('"name":"', ${renamed('actor')}, '"')) AS with_actor,
      replaceOne(with_actor, concat('"timestamp":"', moment, '"'), concat('"timestamp":"', new_moment, '"')) AS with_time
    SELECT toUUID(new_id), new_time, if(whole = '', with_time, replaceOne(with_time, whole, ${renamed('whole')}))
    FROM (
      SELECT event_id, emission_time, event,
        JSONExtractString(event, 'actor', 'account', 'name') AS actor,
        JSONExtractString(event, 'timestamp') AS moment,
        JSONExtractString(event, 'context', 'statement', 'id') AS whole
      FROM ${base}) AS original
    ARRAY JOIN range(${from}, ${to}) AS copy
    SETTINGS max_partitions_per_insert_block = 0, max_block_size = ${rowsRead}`
}
