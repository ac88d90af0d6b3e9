import { secondStatementId } from '../events/statement-id.ts'
import type { StatementRow } from './batch.ts'
import type { Candidate } from './known-statements.ts'

/** Object ids by statement id, of those candidates that the warehouse has. */
export type LookUp = (candidates: readonly Candidate[]) => Promise<ReadonlyMap<string, string>>

export interface Settled {
  readonly rows: readonly StatementRow[]
  /** Lines with at least one statement that is new. */
  readonly kept: number
  /** Lines whose statements are all there already. */
  readonly duplicates: number
}

/**
 * Leaves out what is there already. Statement ids do not cover the object: where an id is taken by a statement about
 * another object, the newcomer gets a second id, made from both. Whatever order the lines come in, each
 * (verb, actor, time, object) is there once.
 */
export async function settleDuplicates(lines: readonly StatementRow[][], lookUp: LookUp): Promise<Settled> {
  const all = lines.flat()
  const objects = new Map(await lookUp(all))
  // Most batches bring nothing but news.
  if (objects.size === 0 && new Set(all.map(({ id }) => id)).size === all.length) {
    return { rows: all, kept: lines.length, duplicates: 0 }
  }
  const seconds = secondCandidates(lines, new Map(objects))
  if (seconds.length > 0) for (const [id, objectId] of await lookUp(seconds)) objects.set(id, objectId)
  const rows: StatementRow[] = []
  let kept = 0
  for (const line of lines) {
    const fresh = freshRows(line, objects)
    if (fresh.length > 0) kept += 1
    rows.push(...fresh)
  }
  return { rows, kept, duplicates: lines.length - kept }
}

/** The second ids that may be needed. `objects` is used up. */
function secondCandidates(lines: readonly StatementRow[][], objects: Map<string, string>): Candidate[] {
  const seconds: Candidate[] = []
  for (const { id, objectId, unix } of lines.flat()) {
    const taken = objects.get(id)
    if (taken === undefined) objects.set(id, objectId)
    else if (taken !== objectId) seconds.push({ id: secondStatementId(id, objectId), unix })
  }
  return seconds
}

/** The statements of a line that are not there yet, under the ids that they get; they are noted in `objects`. */
function freshRows(line: readonly StatementRow[], objects: Map<string, string>): StatementRow[] {
  let current = line
  const fresh: string[] = []
  for (const { id, objectId } of line) {
    const taken = objects.get(id)
    const own = taken === undefined || taken === objectId ? id : secondStatementId(id, objectId)
    // The parts of a problem refer to the whole by its id, so all of the line is rewritten.
    if (own !== id) current = current.map((row) => renamed(row, id, own))
    if (objects.has(own)) continue
    objects.set(own, objectId)
    fresh.push(own)
  }
  return current.filter(({ id }) => fresh.includes(id))
}

function renamed(row: StatementRow, from: string, to: string): StatementRow {
  const event = Buffer.from(Buffer.from(row.event).toString().replaceAll(from, to))
  return { ...row, id: row.id === from ? to : row.id, event }
}
