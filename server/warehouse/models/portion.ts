import type { Engine } from '../engine.ts'
import type { Tables } from '../tables.ts'
import { waitingMarks } from './waiting-marks.ts'

/** Bounds the memory of a refresh: so many learners' statements are looked at together. */
const learnersAtATime = 2_000

/** The learners that are refreshed together: what is in the snapshot table. */
interface Portion {
  /** Whose marks were taken, as a number: another one when the snapshot is another. */
  readonly tokens: string
  readonly courses: readonly { readonly courseKey: string; readonly learners: number }[]
}

/**
 * Puts the next learners to do into the snapshot table, and returns what is in it. What a refresh that was ended left there comes
 * first. A command beside the server, or another replica, refreshes by the same snapshot.
 * @returns null when nobody is left
 */
export async function takePortion(engine: Engine, tables: Tables): Promise<Portion | null> {
  await engine.command({
    name: 'take-portion',
    sql: `INSERT INTO ${tables.refreshingLearners} (course_key, actor_id, token)
      SELECT course_key, actor_id, token FROM ${waitingMarks(tables)}
        AND (course_key, actor_id) IN (
          SELECT DISTINCT course_key, actor_id FROM ${waitingMarks(tables)} ORDER BY course_key, actor_id LIMIT ${learnersAtATime})
        AND (SELECT count() FROM ${tables.refreshingLearners}) = 0`,
  })
  const rows = await engine.rows({
    name: 'take-portion',
    sql: `SELECT course_key, uniqExactIf(actor_id, actor_id != '') AS learners, (${sumOf(tables)}) AS tokens
      FROM ${tables.refreshingLearners} GROUP BY course_key`,
  })
  if (rows.length === 0) return null
  return {
    tokens: String(rows[0]?.tokens),
    courses: rows.map(({ course_key, learners }) => ({ courseKey: String(course_key), learners: Number(learners) })),
  }
}

/**
 * Takes back exactly the marks of a portion, once what they ask for is written, and empties the snapshot: a mark made since then
 * stays.
 * @returns false when the snapshot is another by now: whoever is in it is to be computed again
 */
export async function finishPortion(engine: Engine, tables: Tables, { tokens }: Portion): Promise<boolean> {
  const [now] = await engine.rows({ name: 'finish-portion', sql: `SELECT (${sumOf(tables)}) AS tokens` })
  if (now?.tokens !== tokens) return false
  await engine.command({
    name: 'finish-portion',
    sql: `INSERT INTO ${tables.dirtyLearners} (course_key, actor_id, token, sign)
      SELECT course_key, actor_id, token, -1 FROM ${waitingMarks(tables)}
        AND (course_key, actor_id, token) IN (SELECT course_key, actor_id, token FROM ${tables.refreshingLearners})
        AND '${tokens}' = (${sumOf(tables)})`,
  })
  await engine.command({ name: 'finish-portion', sql: `TRUNCATE TABLE ${tables.refreshingLearners}` })
  return true
}

const sumOf = (tables: Tables) => `SELECT toString(sum(cityHash64(token))) FROM ${tables.refreshingLearners}`
