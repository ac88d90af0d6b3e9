import { setTimeout } from 'node:timers/promises'
import type { DataSet } from '../../contract/scope.ts'
import { inTurn } from '../../kernel/in-turn.ts'
import type { Warehouse } from '../ask.ts'
import type { Engine } from '../engine.ts'
import { isStaged } from '../leaving-people.ts'
import { removeRows } from '../remove-rows.ts'
import { scopedTables, type TableName, type Tables, tablesOf } from '../tables.ts'
import { refreshModels } from './refresh.ts'

/** By the rows of the last one it shows that actors are still to be forgotten, so those go last. */
const figures: readonly TableName[] = [
  ...scopedTables
    .filter(({ holds }) => holds === 'learner')
    .map(({ name }) => name)
    .filter((name) => name !== 'statements' && name !== 'learnerCourse'),
  'learnerCourse',
]

/** How long to wait for the refresh of another process. */
const pauseMs = 200

/**
 * Forgets what the figures have of actors whose statements have gone, and computes the figures of their classes without
 * them. Learners are refreshed first: a refresh that had begun could write the rows that go here.
 * @param batch under which the actors are staged (see `leaving-people.ts`)
 */
export async function forgetActors(
  warehouse: Warehouse,
  dataSet: DataSet,
  batch: string,
  remove: 'promptly' | 'for good',
): Promise<void> {
  const { engine } = warehouse
  const tables = tablesOf(warehouse.databases, dataSet)
  const theirs = isStaged(tables, batch, 'actor', 'actor_id')
  const rows = (sql: string) => engine.rows({ name: 'forget-actors', sql })
  const isThere = async (table: string) => (await rows(`SELECT 1 FROM ${table} WHERE ${theirs} LIMIT 1`)).length > 0

  async function forget(): Promise<boolean> {
    if (await isThere(tables.refreshingLearners)) return false
    const courses = await rows(`SELECT DISTINCT course_key FROM ${tables.learnerCourse} WHERE ${theirs}`)
    const courseKeys = courses.map(({ course_key }) => String(course_key))
    // Before, for when this ends halfway; and after, for when another process is quick to refresh.
    await markClasses(engine, tables, courseKeys)
    for (const name of figures) if (await isThere(tables[name])) await removeRows(engine, tables[name], theirs, remove)
    await markClasses(engine, tables, courseKeys)
    return true
  }

  for (;;) {
    await refreshModels(warehouse, dataSet)
    if (await inTurn(engine, `refresh ${dataSet}`, forget)) break
    await setTimeout(pauseMs)
  }
  await refreshModels(warehouse, dataSet)
}

/** Asks for the figures of course runs that are about no learner in particular. */
async function markClasses(engine: Engine, tables: Tables, courseKeys: readonly string[]): Promise<void> {
  if (courseKeys.length === 0) return
  const lines = courseKeys.map((course_key) => JSON.stringify({ course_key, actor_id: '' })).join('\n')
  await engine.insert(tables.dirtyLearners, ['course_key', 'actor_id'], 'JSONEachRow', Buffer.from(lines))
}
