import type { Engine } from '../engine.ts'
import { scopedTables, type Tables } from '../tables.ts'

/** Voiding is rare; so many at a time keep a query short. */
const settledAtOnce = 1_000

/**
 * Takes statements that were voided out of what the figures are computed from: their learners lose their rows and get a
 * mark, so that the refresh that follows computes them from what is left. For use within a refresh, so that none runs in
 * between. Ended anywhere, it is done again by the next: a statement goes last, and from the list after that.
 */
export async function settleVoided(engine: Engine, tables: Tables): Promise<void> {
  for (;;) {
    const waiting = await engine.rows({
      name: 'settle-voided',
      sql: `SELECT DISTINCT toString(statement_id) AS id FROM ${tables.voidsToSettle} LIMIT ${settledAtOnce}`,
    })
    if (waiting.length === 0) return
    await settle(
      engine,
      tables,
      waiting.map(({ id }) => String(id)),
    )
  }
}

async function settle(engine: Engine, tables: Tables, ids: readonly string[]): Promise<void> {
  const params = { ids }
  const run = (sql: string) => engine.command({ name: 'settle-voided', sql, params })
  const voided = `event_id IN {ids: Array(UUID)} AND verb != 'voided'`
  const [counted] = await engine.rows({
    name: 'settle-voided',
    sql: `SELECT 1 FROM ${tables.statements} WHERE ${voided} LIMIT 1`,
    params,
  })
  if (counted) {
    const theirs = `(course_key, actor_id) IN (SELECT course_key, actor_id FROM ${tables.statements} WHERE ${voided})`
    for (const { name, holds } of scopedTables) {
      if (holds === 'learner' && name !== 'statements') await run(`DELETE FROM ${tables[name]} WHERE ${theirs}`)
    }
    await run(`INSERT INTO ${tables.dirtyLearners} (course_key, actor_id)
      SELECT DISTINCT course_key, actor_id FROM ${tables.statements}
      WHERE ${voided} AND course_key != '' AND actor_id != ''`)
    await run(`DELETE FROM ${tables.statements} WHERE ${voided}`)
  }
  await run(`DELETE FROM ${tables.voidsToSettle} WHERE statement_id IN {ids: Array(UUID)}`)
}
