import { randomUUID } from 'node:crypto'
import type { Engine } from '../warehouse/engine.ts'
import type { Tables } from '../warehouse/tables.ts'

export interface Candidate {
  readonly id: string
  /** Seconds since 1970 with six decimals. */
  readonly unix: string
}

/** A stretch of time: seconds since 1970 with six decimals, all of ten digits before the point, so that they sort as text. */
export interface Span {
  readonly first: string
  readonly last: string
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
  const there = await statementsWithin(engine, tables, spanOf(candidates.map(({ unix }) => unix)))
  if (!there) return new Map()
  // A log that goes on where the one before ended has few that could be there.
  const possible = candidates.filter(({ unix }) => there.first <= unix && unix <= there.last)
  if (possible.length === 0) return new Map()
  const batch = randomUUID()
  const staged = possible.map(({ id, unix }) => `${batch}\t${unix}\t${id}\n`).join('')
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

/** From the first to the last of the statements that the raw table has within a span; null where it has none. */
export async function statementsWithin(engine: Engine, tables: Tables, span: Span | null): Promise<Span | null> {
  if (!span) return null
  const micros = (unix: string) => Number(unix.replace('.', ''))
  const outermost = (direction: 'ASC' | 'DESC') => `(
    SELECT emission_time AS at FROM ${tables.rawStatements}
    WHERE emission_time BETWEEN fromUnixTimestamp64Micro({from: Int64}) AND fromUnixTimestamp64Micro({to: Int64})
    ORDER BY emission_time ${direction} LIMIT 1)`
  const rows = await engine.rows({
    name: 'known-statements',
    sql: `SELECT toUnixTimestamp64Micro(at) AS micros FROM (
      SELECT at FROM ${outermost('ASC')} UNION ALL SELECT at FROM ${outermost('DESC')}) ORDER BY micros`,
    params: { from: micros(span.first), to: micros(span.last) },
  })
  const unix = rows.map((row) => unixOf(Number(row.micros)))
  return spanOf(unix)
}

export function spanOf(times: Iterable<string>): Span | null {
  let span: { first: string; last: string } | null = null
  for (const unix of times) {
    if (!span) span = { first: unix, last: unix }
    else if (unix < span.first) span.first = unix
    else if (unix > span.last) span.last = unix
  }
  return span
}

/** Seconds since 1970 with six decimals. */
export function unixOf(micros: number): string {
  return `${Math.floor(micros / 1e6)}.${String(micros % 1e6).padStart(6, '0')}`
}
