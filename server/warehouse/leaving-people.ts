import { randomUUID } from 'node:crypto'
import type { Engine } from './engine.ts'
import type { FoundBy } from './people-in-tables.ts'
import type { Tables } from './tables.ts'

/** Something that a person is known by, as `people-in-tables.ts` has it. */
export interface Known {
  readonly by: Extract<FoundBy, 'userId' | 'username' | 'mail' | 'actor'>
  readonly value: string
}

/** What to look for within texts: in any, in statements, in lines that nobody could read. */
export type Needle = 'needle' | 'statementNeedle' | 'lineNeedle'

export interface Staged {
  /** `text`: the id of a line that names somebody. `figures`: a course key, a blank and the actor whose figures change. */
  readonly by: Known['by'] | Needle | Extract<FoundBy, 'text'> | 'figures'
  readonly value: string
}

/**
 * Stages what people are known by and their statements, so that changes to many rows can point there instead of naming
 * somebody. Everything is forgotten when `work` has ended.
 * @param work is given the batch under which they are staged
 */
export async function withLeaving<T>(engine: Engine, tables: Tables, work: (batch: string) => Promise<T>): Promise<T> {
  const batch = randomUUID()
  try {
    return await work(batch)
  } finally {
    for (const table of [tables.leavingPeople, tables.importCandidates]) {
      await engine.command({ name: 'leaving', sql: `ALTER TABLE ${table} DROP PARTITION '${batch}'` })
    }
  }
}

/** Everything is in lower case: neither the LMS nor a mail server tells people apart by it. */
export async function stagePeople(
  engine: Engine,
  tables: Tables,
  batch: string,
  known: Iterable<Staged>,
): Promise<void> {
  const lines = [...known].map(({ by, value }) => JSON.stringify({ batch, found_by: by, value: value.toLowerCase() }))
  if (lines.length === 0) return
  const columns = ['batch', 'found_by', 'value']
  await engine.insert(tables.leavingPeople, columns, 'JSONEachRow', Buffer.from(lines.join('\n')))
}

/** True where the expression is one of the values that were staged. */
export const isStaged = (tables: Tables, batch: string, by: Staged['by'], expression: string) =>
  `lower(toString(${expression})) IN (SELECT value FROM ${tables.leavingPeople} WHERE batch = '${batch}' AND found_by = '${by}')`

/** True where a text holds one of the needles that were staged, in whatever case. */
export const isNeedleIn = (tables: Tables, batch: string, needles: readonly Needle[], expression: string) =>
  `multiSearchAnyCaseInsensitiveUTF8(${expression}, (SELECT groupUniqArray(value) FROM ${tables.leavingPeople}
    WHERE batch = '${batch}' AND found_by IN (${needles.map((needle) => `'${needle}'`).join(', ')})))`

/** True for a statement that was staged: for tables in the order of the raw one. */
export const isStagedStatement = (tables: Tables, batch: string) =>
  `(emission_time, event_id) IN (SELECT emission_time, event_id FROM ${tables.importCandidates} WHERE batch = '${batch}')`
