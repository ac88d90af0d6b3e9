import type { DataSet } from '../../contract/scope.ts'
import type { Warehouse } from '../ask.ts'
import { tablesOf } from '../tables.ts'
import { addMissingStatements, type TakeInOptions } from './add-missing.ts'
import { actorsOfUsers } from './enrollment.ts'
import { settleVoided } from './voiding.ts'

const repaired = new WeakMap<object, Set<DataSet>>()

/**
 * What comes before a refresh: statements that were voided go, and before the first refresh in this process the data set is
 * repaired, since the process before it may have been killed.
 */
export async function repairOnce(warehouse: Warehouse, dataSet: DataSet, options: TakeInOptions = {}): Promise<void> {
  await settleVoided(warehouse.engine, tablesOf(warehouse.databases, dataSet))
  const done = repaired.get(warehouse.engine) ?? new Set<DataSet>()
  if (done.has(dataSet)) return
  await repair(warehouse, dataSet, options)
  if (options.signal?.aborted) return
  repaired.set(warehouse.engine, done.add(dataSet))
}

/**
 * Makes up for an insert that was cut off between the raw table, the statements and the marks, and takes in what was in the
 * tables before Panorama was. Raw rows without a statement get one; learners whose row was computed from another number of
 * statements than there are get a mark, and so do course runs and enrolled learners whom no figure knows yet.
 */
export async function repair(warehouse: Warehouse, dataSet: DataSet, options: TakeInOptions = {}): Promise<void> {
  const { engine } = warehouse
  const tables = tablesOf(warehouse.databases, dataSet)
  await addMissingStatements(engine, tables, options)
  const mark = (select: string) =>
    engine.command({ name: 'repair', sql: `INSERT INTO ${tables.dirtyLearners} (course_key, actor_id) ${select}` })
  // Without FINAL, which costs most of it: a statement that is there twice for now only makes for a mark too many.
  await mark(`SELECT course_key, actor_id
    FROM (
      SELECT course_key, actor_id, count() AS there FROM ${tables.statements}
      WHERE course_key != '' AND actor_id != '' GROUP BY course_key, actor_id) AS counted
    LEFT JOIN (SELECT course_key, actor_id, statements FROM ${tables.learnerCourse} FINAL) AS known USING (course_key, actor_id)
    WHERE there != statements`)
  await mark(`SELECT DISTINCT course_key, actor_id
    FROM (SELECT course_key, user_id FROM ${tables.courseEnrollment} WHERE course_key != '') AS enrollment
    INNER JOIN ${actorsOfUsers(tables)} AS actor USING (user_id)
    WHERE (course_key, actor_id) NOT IN (SELECT toString(course_key), actor_id FROM ${tables.learnerCourse})`)
  await mark(`SELECT DISTINCT course_key, '' AS actor_id
    FROM (SELECT course_key FROM ${tables.courseOverviews} UNION ALL SELECT course_key FROM ${tables.courseBlocks})
    WHERE course_key != '' AND course_key NOT IN (SELECT toString(course_key) FROM ${tables.courseNames})`)
}
