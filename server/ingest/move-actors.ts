import { inTurn } from '../kernel/in-turn.ts'
import { isStaged, isStagedStatement, stagePeople, withLeaving } from '../warehouse/leaving-people.ts'
import { removeRows } from '../warehouse/remove-rows.ts'
import { knownStatements } from './known-statements.ts'
import { type Readdressed, readdressed, type StoredStatement } from './readdress-statement.ts'
import { settleDuplicates } from './settle-duplicates.ts'
import { type Target, writeStatements } from './write-batch.ts'

export interface MovedStatements {
  /** Statements that are there under the other actor's id now. */
  readonly moved: number
  /** Statements that were there under that id already: the same event had come again. */
  readonly duplicates: number
  /** Of those moved: nobody can tell how their id was made, so another source that makes it anew would double them. */
  readonly withoutKnownId: number
}

/** Statements looked at together; those of one instant are never parted. */
const portion = 5_000

/**
 * Moves every statement of some actors to other actors, each as its event would have made it for the other one: actor, id,
 * and the ids by which the questions of a problem refer to it. What the figures have of the old actors is not touched here
 * (see `forget-actors.ts`); the new ones are marked.
 *
 * The new ones are written before the old ones go. Ended anywhere, it is completed by being done again.
 *
 * @param actors to whom whose statements go: UUIDs in lower case, which cannot be mistaken for other text
 * @param asTold what is kept of a statement's JSON; it must leave alone what ids are made of
 */
export function moveActors(
  target: Target,
  actors: ReadonlyMap<string, string>,
  remove: 'promptly' | 'for good',
  asTold: (event: string) => string = (event) => event,
): Promise<MovedStatements> {
  const { engine, tables } = target
  return withLeaving(engine, tables, async (batch) => {
    const command = (sql: string) => engine.command({ name: 'move-actors', sql })
    const leaving = [...actors.keys()].map((value) => ({ by: 'actor', value }) as const)
    await stagePeople(engine, tables, batch, leaving)
    const theirs = isStaged(tables, batch, 'actor', 'actor_id')
    await command(`INSERT INTO ${tables.importCandidates} (batch, emission_time, event_id)
      SELECT '${batch}', emission_time, event_id FROM ${tables.statements} WHERE ${theirs}`)
    const moved = await writeMoved(target, actors, batch, asTold)
    await markMoved(target, actors, theirs)
    for (const table of [tables.rawStatements, tables.statements]) {
      await removeRows(engine, table, isStagedStatement(tables, batch), remove)
    }
    return moved
  })
}

async function writeMoved(
  target: Target,
  actors: ReadonlyMap<string, string>,
  batch: string,
  asTold: (event: string) => string,
): Promise<MovedStatements> {
  const { engine, tables } = target
  const total = { moved: 0, duplicates: 0, withoutKnownId: 0 }
  for (let after = -1; ; ) {
    const told = await nextStored(target, batch, after)
    if (told.length === 0) return total
    after = told.at(-1)!.micros
    const stored = told.map((each) => ({ ...each, event: asTold(each.event) }))
    const found = stored.map((each) => readdressed(each, each.actor, actors.get(each.actor.toLowerCase())!))
    const lines = linesOf(found)
    const rows = await inTurn(engine, `write ${tables.rawStatements}`, async () => {
      const settled = await settleDuplicates(lines, (candidates) => knownStatements(engine, tables, candidates))
      await writeStatements(target, settled.rows)
      return settled.rows
    })
    const written = new Set(rows.map(({ id }) => id))
    total.moved += rows.length
    total.duplicates += found.length - rows.length
    total.withoutKnownId += found.filter(({ id, row }) => id === 'unknown' && written.has(row.id)).length
  }
}

type StoredAt = StoredStatement & { readonly micros: number; readonly actor: string }

async function nextStored({ engine, tables }: Target, batch: string, after: number): Promise<StoredAt[]> {
  const staged = `SELECT emission_time, event_id FROM ${tables.importCandidates}
    WHERE batch = '${batch}' AND emission_time > fromUnixTimestamp64Micro({after: Int64})
    ORDER BY emission_time LIMIT ${portion} WITH TIES`
  const rows = await engine.rows({
    name: 'move-actors',
    sql: `SELECT toString(event_id) AS id, toUnixTimestamp64Micro(emission_time) AS micros, event,
        JSONExtractString(event, 'actor', 'account', 'name') AS actor
      FROM ${tables.rawStatements} WHERE (emission_time, event_id) IN (${staged})
      ORDER BY micros, id LIMIT 1 BY micros, id`,
    params: { after },
  })
  return rows.map((row) => {
    const micros = Number(row.micros)
    const unix = `${Math.floor(micros / 1e6)}.${String(micros % 1e6).padStart(6, '0')}`
    return { id: String(row.id), micros, unix, event: String(row.event), actor: String(row.actor) }
  })
}

/** As lines of a log would bring them: a whole with its parts, which refer to it by the id that it has now. */
function linesOf(found: readonly Readdressed[]): Readdressed['row'][][] {
  const lines = new Map<string, Readdressed['row'][]>()
  // Whoever had the id that two events make has it again.
  const wholes = found.filter(({ partOf }) => partOf === undefined)
  for (const { was, row } of [...wholes.filter(isFirst), ...wholes.filter((each) => !isFirst(each))]) {
    lines.set(was.id, [row])
  }
  const idsNow = new Map(wholes.map(({ was, row }) => [was.id, row.id]))
  for (const { was, row, partOf } of found) {
    if (partOf === undefined) continue
    const whole = idsNow.get(partOf)
    const event = Buffer.from(row.event)
    const own = whole === undefined ? row : { ...row, event: Buffer.from(event.toString().replaceAll(partOf, whole)) }
    const line = lines.get(partOf)
    if (line) line.push(own)
    else lines.set(was.id, [own])
  }
  return [...lines.values()]
}

const isFirst = ({ id }: Readdressed) => id === 'first'

/** Also where nothing was written because all of it was there. */
async function markMoved(
  { engine, tables }: Target,
  actors: ReadonlyMap<string, string>,
  theirs: string,
): Promise<void> {
  const rows = await engine.rows({
    name: 'move-actors',
    sql: `SELECT course_key, actor_id FROM ${tables.statements} WHERE ${theirs} AND course_key != ''
      UNION DISTINCT SELECT course_key, actor_id FROM ${tables.learnerCourse} WHERE ${theirs}`,
  })
  const marks = rows.map(({ course_key, actor_id }) =>
    JSON.stringify({ course_key, actor_id: actors.get(String(actor_id).toLowerCase()) }),
  )
  if (marks.length === 0) return
  await engine.insert(tables.dirtyLearners, ['course_key', 'actor_id'], 'JSONEachRow', Buffer.from(marks.join('\n')))
}
