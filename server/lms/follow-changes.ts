import type { DataSet } from '../contract/scope.ts'
import type { Warehouse } from '../warehouse/ask.ts'
import type { Engine } from '../warehouse/engine.ts'
import { actorsOfUsers } from '../warehouse/models/enrollment.ts'
import { forgetGone } from '../warehouse/models/forget-gone.ts'
import { knownCourses } from '../warehouse/models/marks.ts'
import { refreshModels } from '../warehouse/models/refresh.ts'
import { type Tables, tablesOf } from '../warehouse/tables.ts'

/** Another process computes what is gone once more at the most; a row that comes back for another reason must not keep us for ever. */
const mostRounds = 3

/**
 * Has the figures follow what loads changed: those of the learners and course runs in `lms.changes` are computed anew, and those of
 * whom or what the LMS has no more go. Then the changes are forgotten. Ended anywhere, it is completed by the next.
 */
export async function followChanges(
  warehouse: Warehouse,
  dataSet: DataSet,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<void> {
  const { engine } = warehouse
  const tables = tablesOf(warehouse.databases, dataSet)
  const rows = (sql: string) => engine.rows({ name: 'follow-changes', sql })
  const loads = await rows(`SELECT DISTINCT toString(load) AS id FROM ${tables.lmsChanges}`)
  if (loads.length === 0) return
  const gone = (await rows(goneCourses(tables))).map(({ course_key }) => String(course_key))
  await forgetGone(warehouse, dataSet, gone)
  const known = new Set(await knownCourses(warehouse, dataSet))
  for (let round = 1, isAnyLeft = true; isAnyLeft && round <= mostRounds; round += 1) {
    await engine.command({
      name: 'follow-changes',
      sql: marksOf(tables),
      params: { noMore: gone.filter((key) => !known.has(key)) },
    })
    await refreshModels(warehouse, dataSet, signal ? { signal } : {})
    signal?.throwIfAborted()
    // Another process may have computed some of them as they were before.
    isAnyLeft = await forgetGone(warehouse, dataSet, gone)
  }
  await dropChanges(engine, tables, loads)
}

/** The same where nothing can be gone, and whoever refreshes is told by the marks: it returns at once. */
export async function markChanges(engine: Engine, tables: Tables): Promise<void> {
  const loads = await engine.rows({
    name: 'follow-changes',
    sql: `SELECT toString(load) AS id FROM ${tables.lmsChanges} GROUP BY load HAVING NOT max(is_gone)`,
  })
  if (loads.length === 0) return
  await engine.command({ name: 'follow-changes', sql: marksOf(tables), params: { noMore: [] } })
  await dropChanges(engine, tables, loads)
}

async function dropChanges(
  engine: Engine,
  tables: Tables,
  loads: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  for (const { id } of loads) {
    const sql = `ALTER TABLE ${tables.lmsChanges} DROP PARTITION '${String(id)}'`
    await engine.command({ name: 'follow-changes', sql })
  }
}

/** Whoever a change is about, in the course run that it is about or in all that they take; and the course runs, as far as there still are. */
function marksOf(tables: Tables): string {
  const ofSomebody = 'user_id != 0'
  const everywhere = `SELECT user_id FROM ${tables.lmsChanges} WHERE course_key = '' AND ${ofSomebody}`
  return `INSERT INTO ${tables.dirtyLearners} (course_key, actor_id)
    WITH actors AS (
      SELECT * FROM ${actorsOfUsers(tables, `user_id IN (SELECT user_id FROM ${tables.lmsChanges} WHERE ${ofSomebody})`)})
    SELECT DISTINCT toString(course_key), '' FROM ${tables.lmsChanges}
    WHERE course_key != '' AND course_key NOT IN {noMore: Array(String)}
    UNION DISTINCT
    SELECT toString(changed.course_key), actors.actor_id
    FROM (SELECT DISTINCT course_key, user_id FROM ${tables.lmsChanges} WHERE course_key != '' AND ${ofSomebody}) AS changed
    INNER JOIN actors USING (user_id)
    WHERE changed.course_key NOT IN {noMore: Array(String)}
    UNION DISTINCT
    SELECT enrollment.course_key, actors.actor_id
    FROM (
      SELECT DISTINCT course_key, toInt64(user_id) AS user_id FROM ${tables.courseEnrollment}
      WHERE course_key != '' AND user_id IN (${everywhere})) AS enrollment
    INNER JOIN actors USING (user_id)
    UNION DISTINCT
    SELECT toString(course_key), actor_id FROM ${tables.learnerCourse}
    WHERE actor_id IN (SELECT actor_id FROM actors WHERE user_id IN (${everywhere}))`
}

/** Course runs in which somebody or something may be gone: of an account that is gone, all in which it was. */
const goneCourses = (tables: Tables) => `
  SELECT DISTINCT toString(course_key) AS course_key FROM ${tables.lmsChanges} WHERE is_gone AND course_key != ''
  UNION DISTINCT
  SELECT toString(course_key) AS course_key FROM ${tables.learnerCourse}
  WHERE (SELECT count() FROM ${tables.lmsChanges} WHERE course_key = '') > 0
    AND actor_id NOT IN (SELECT actor_id FROM ${actorsOfUsers(tables)})`
