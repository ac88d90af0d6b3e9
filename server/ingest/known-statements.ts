import { randomUUID } from 'node:crypto'
import type { Engine } from '../warehouse/engine.ts'
import type { Tables } from '../warehouse/tables.ts'

export interface Candidate {
  readonly id: string
  /** Seconds since 1970 with six decimals. */
  readonly unix: string
}

/**
 * Which of these statements the raw table has, and what they are about: object id by statement id.
 * An id is made from the event's time, so time and id together are looked for, in the order of the table's own key:
 * the cost is that of the candidates, not of the table, even where a log is in no order.
 */
export async function knownStatements(
  engine: Engine,
  tables: Tables,
  candidates: readonly Candidate[],
): Promise<Map<string, string>> {
  if (candidates.length === 0 || !(await isAnyInRange(engine, tables, candidates))) return new Map()
  const batch = randomUUID()
  const staged = candidates.map(({ id, unix }) => `${batch}\t${unix}\t${id}\n`).join('')
  await engine.insert(
    tables.importCandidates,
    ['batch', 'emission_time', 'event_id'],
    'TabSeparated',
    Buffer.from(staged),
  )
  const rows = await engine.rows({
    name: 'known-statements',
    sql: `SELECT toString(event_id) AS id, JSONExtractString(event, 'object', 'id') AS object_id
      FROM ${tables.rawStatements}
      WHERE (emission_time, event_id) IN (
        SELECT emission_time, event_id FROM ${tables.importCandidates} WHERE batch = {batch: UUID})`,
    params: { batch },
  })
  await engine.command({
    name: 'known-statements',
    sql: `ALTER TABLE ${tables.importCandidates} DROP PARTITION '${batch}'`,
  })
  return new Map(rows.map(({ id, object_id }) => [String(id), String(object_id)]))
}

/** A log that is newer than all that is there needs no looking up. */
async function isAnyInRange(engine: Engine, tables: Tables, candidates: readonly Candidate[]): Promise<boolean> {
  // All of ten digits before the point, so that they sort as text.
  let first = candidates[0]?.unix ?? ''
  let last = first
  for (const { unix } of candidates) {
    if (unix < first) first = unix
    else if (unix > last) last = unix
  }
  const micros = (unix: string) => Number(unix.replace('.', ''))
  const rows = await engine.rows({
    name: 'known-statements',
    sql: `SELECT 1 FROM ${tables.rawStatements}
      WHERE emission_time BETWEEN fromUnixTimestamp64Micro({from: Int64}) AND fromUnixTimestamp64Micro({to: Int64})
      LIMIT 1`,
    params: { from: micros(first), to: micros(last) },
  })
  return rows.length > 0
}
