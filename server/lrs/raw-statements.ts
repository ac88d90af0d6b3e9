import type { JsonObject } from '../events/json.ts'
import type { Engine } from '../warehouse/engine.ts'
import type { Tables } from '../warehouse/tables.ts'

/** Where a statement is in the raw table: its id, and its time in microseconds since 1970. */
export interface Place {
  readonly id: string
  readonly time: number
}

/** Statements of the raw table by their id, as many of these as it has. Found by time and id, the table's own order. */
export async function rawStatements(
  engine: Engine,
  tables: Tables,
  places: readonly Place[],
): Promise<Map<string, JsonObject>> {
  if (places.length === 0) return new Map()
  const rows = await engine.rows({
    name: 'lrs-statements',
    sql: `SELECT toString(event_id) AS id, event FROM ${tables.rawStatements}
      WHERE emission_time IN (SELECT fromUnixTimestamp64Micro(arrayJoin({times: Array(Int64)})))
        AND event_id IN {ids: Array(UUID)}`,
    params: { ids: places.map(({ id }) => id), times: [...new Set(places.map(({ time }) => time))] },
  })
  return new Map(rows.map(({ id, event }) => [String(id), JSON.parse(String(event)) as JsonObject]))
}
