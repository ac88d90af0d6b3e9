import type { Engine } from '../engine.ts'
import type { Tables } from '../tables.ts'
import { isTouched } from './model.ts'

/**
 * Leaves one statement of each id to the learners that are being refreshed: the earliest. A store that fills in times of its own
 * may hold a statement more than once, at several times, and all of its rows came in. The raw table stays as it is.
 */
export async function keepSingleStatements(engine: Engine, tables: Tables): Promise<void> {
  const repeated = `SELECT event_id, min(emission_time) AS at FROM ${tables.statements}
    WHERE ${isTouched(tables)} GROUP BY event_id HAVING min(emission_time) < max(emission_time)`
  const [found] = await engine.rows({ name: 'single-statements', sql: `SELECT 1 FROM (${repeated}) LIMIT 1` })
  if (!found) return
  await engine.command({
    name: 'single-statements',
    sql: `DELETE FROM ${tables.statements}
      WHERE event_id IN (SELECT event_id FROM (${repeated}))
        AND (event_id, emission_time) NOT IN (SELECT event_id, at FROM (${repeated}))`,
  })
}
