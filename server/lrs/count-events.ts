import { isObject } from '../events/json.ts'
import type { StatementRow } from '../ingest/batch.ts'
import { knownStatements, unixOf } from '../ingest/known-statements.ts'
import { settleDuplicates } from '../ingest/settle-duplicates.ts'
import { type Target, writeStatements } from '../ingest/write-batch.ts'
import type { Entry } from './index-row.ts'

/**
 * Writes events into the raw table as if they had come by a tracking log: for the figures, while the LRS knows nothing of
 * them. Where an id is taken by an event about another object, the newcomer gets the second id that it has there (see
 * `settleDuplicates`); what is there already is left as it is. Whoever calls has its turn to write.
 * @param entries statements of event-routing-backends, whose ids are made from what they tell
 */
export async function countEvents(target: Target, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return
  const { engine, tables } = target
  const events = entries.map((entry) => [eventRow(entry)])
  const { rows } = await settleDuplicates(events, (candidates) => knownStatements(engine, tables, candidates))
  await writeStatements(target, rows)
}

/** The row of a statement in the raw table. */
export function eventRow({ id, statement, time }: Entry): StatementRow {
  const { object } = statement
  const objectId = isObject(object) ? String(object.id) : ''
  return { id, objectId, unix: unixOf(time), event: Buffer.from(JSON.stringify(statement)) }
}
