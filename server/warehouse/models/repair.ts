import type { DataSet } from '../../contract/scope.ts'
import type { Warehouse } from '../ask.ts'
import { type Tables, tablesOf } from '../tables.ts'
import { settleVoided } from './voiding.ts'

const repaired = new WeakMap<object, Set<DataSet>>()

/**
 * What comes before a refresh: statements that were voided go, and before the first refresh in this process the data set is
 * repaired, since the process before it may have been killed.
 */
export async function repairOnce(warehouse: Warehouse, dataSet: DataSet): Promise<void> {
  await settleVoided(warehouse.engine, tablesOf(warehouse.databases, dataSet))
  const done = repaired.get(warehouse.engine) ?? new Set<DataSet>()
  if (done.has(dataSet)) return
  await repair(warehouse, dataSet)
  repaired.set(warehouse.engine, done.add(dataSet))
}

/**
 * Makes up for an insert that was cut off between the raw table, the statements and the marks, and takes in raw rows that were there
 * before Panorama was. Raw rows without a statement get one; learners whose row was computed from another number of statements
 * than there are get a mark.
 */
export async function repair(warehouse: Warehouse, dataSet: DataSet): Promise<void> {
  const tables = tablesOf(warehouse.databases, dataSet)
  await addMissingStatements(warehouse, tables)
  await warehouse.engine.command({
    name: 'repair',
    // Without FINAL, which costs most of it: a statement that is there twice for now only makes for a mark too many.
    sql: `INSERT INTO ${tables.dirtyLearners} (course_key, actor_id)
      SELECT course_key, actor_id
      FROM (
        SELECT course_key, actor_id, count() AS there FROM ${tables.statements}
        WHERE course_key != '' AND actor_id != '' GROUP BY course_key, actor_id) AS counted
      LEFT JOIN (SELECT course_key, actor_id, statements FROM ${tables.learnerCourse} FINAL) AS known USING (course_key, actor_id)
      WHERE there != statements`,
  })
}

/** Month by month, so that the ids of all time need not fit into memory together, and only where the ids differ. */
async function addMissingStatements({ engine }: Warehouse, tables: Tables): Promise<void> {
  const idsByMonth = (table: string, condition = '') =>
    `SELECT toYYYYMM(emission_time, 'UTC') AS month, sum(cityHash64(event_id)) AS ids FROM ${table} ${condition} GROUP BY month`
  const isNotVoided = `WHERE event_id NOT IN (SELECT statement_id FROM ${tables.voidedStatements})`
  const months = await engine.rows({
    name: 'repair',
    sql: `SELECT month FROM (${idsByMonth(tables.rawStatements, isNotVoided)}) AS raw
      LEFT JOIN (${idsByMonth(tables.statements)}) AS kept USING (month) WHERE raw.ids != kept.ids ORDER BY month`,
  })
  if (months.length === 0) return
  const [view] = await engine.rows({
    name: 'repair',
    sql: `SELECT as_select FROM system.tables WHERE concat(database, '.', name) = {view: String}`,
    params: { view: `${tables.statements}_from_raw` },
  })
  for (const { month } of months) {
    const inMonth = `toYYYYMM(emission_time, 'UTC') = ${Number(month)}`
    await engine.command({
      name: 'repair',
      sql: `INSERT INTO ${tables.statements}
        SELECT * FROM (${String(view?.as_select)})
        WHERE ${inMonth} AND event_id NOT IN (SELECT event_id FROM ${tables.statements} WHERE ${inMonth})`,
    })
  }
}
