import type { JsonObject } from '../events/json.ts'
import type { Engine } from '../warehouse/engine.ts'
import type { Tables } from '../warehouse/tables.ts'
import { type Place, rawStatements } from './raw-statements.ts'
import type { Received } from './received.ts'

/** A statement that the warehouse has under an id. */
export interface KnownStatement {
  readonly statement: JsonObject
  /** Whether it came through the LRS, rather than from a tracking log or by another writer of the raw table. */
  readonly isOurs: boolean
}

/** So many ids keep a query short. */
const lookedUpAtOnce = 1_000

/** What the warehouse has under the ids of these statements: those that came through the LRS, or that have the same time. */
export async function knownStatements(
  engine: Engine,
  tables: Tables,
  received: readonly Received[],
): Promise<Map<string, KnownStatement>> {
  const known = new Map<string, KnownStatement>()
  for (let from = 0; from < received.length; from += lookedUpAtOnce) {
    const portion = received.slice(from, from + lookedUpAtOnce)
    const ours = new Set<string>()
    const places: Place[] = []
    for (const place of await indexed(engine, tables, portion)) {
      ours.add(place.id)
      places.push(place)
    }
    for (const { id, time } of portion) if (time !== null && !ours.has(id)) places.push({ id, time })
    for (const [id, statement] of await rawStatements(engine, tables, places)) {
      known.set(id, { statement, isOurs: ours.has(id) })
    }
  }
  return known
}

async function indexed(engine: Engine, tables: Tables, received: readonly Received[]): Promise<Place[]> {
  const rows = await engine.rows({
    name: 'lrs-known',
    sql: `SELECT toString(statement_id) AS id, toUnixTimestamp64Micro(emission_time) AS time
      FROM ${tables.lrsStatements} WHERE statement_id IN {ids: Array(UUID)}`,
    params: { ids: received.map(({ id }) => id) },
  })
  return rows.map(({ id, time }) => ({ id: String(id), time: Number(time) }))
}
