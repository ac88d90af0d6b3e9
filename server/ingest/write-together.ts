import type { Batch, StatementRow } from './batch.ts'
import { type Candidate, knownStatements } from './known-statements.ts'
import { settleDuplicates } from './settle-duplicates.ts'
import type { Tally } from './tally.ts'
import { quarantine, type Target, writeStatements } from './write-batch.ts'

/**
 * Writes batches of several senders as one, and counts each for itself. As with `writeBatch`, all is durable when it
 * returns, and nobody else may write meanwhile: whoever calls has its turn.
 */
export async function writeTogether(target: Target, batches: readonly Batch[]): Promise<Tally[]> {
  const { engine, tables } = target
  const lookUp = (candidates: readonly Candidate[]) => knownStatements(engine, tables, candidates)
  const known = await lookUp(batches.flatMap(({ lines }) => lines.flat()))
  const looked = new Set(batches.flatMap(({ lines }) => lines.flat().map(({ id }) => id)))
  const rows: StatementRow[] = []
  const tallies: Tally[] = []
  for (const { lines, tally } of batches) {
    const settled = await settleDuplicates(lines, async (candidates) => {
      const more = await lookUp(candidates.filter(({ id }) => !looked.has(id)))
      return new Map([...candidates.flatMap(({ id }) => entryOf(known, id)), ...more])
    })
    for (const row of settled.rows) {
      known.set(row.id, row.objectId)
      rows.push(row)
    }
    tallies.push({ ...tally, kept: settled.kept, duplicates: settled.duplicates })
  }
  await writeStatements(target, rows)
  await quarantine(
    target,
    batches.flatMap(({ quarantined }) => quarantined),
  )
  return tallies
}

function entryOf(known: ReadonlyMap<string, string>, id: string): [string, string][] {
  const objectId = known.get(id)
  return objectId === undefined ? [] : [[id, objectId]]
}
