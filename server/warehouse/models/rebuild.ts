import type { DataSet } from '../../contract/scope.ts'
import type { Warehouse } from '../ask.ts'
import { tablesOf } from '../tables.ts'
import { knownCourses, markCourses } from './marks.ts'
import { models, type Refreshed, type RefreshOptions, refreshModels } from './refresh.ts'
import { repair } from './repair.ts'

/** Deletes everything that is computed and computes it again from the raw tables. The answers before and after are the same. */
export async function rebuildModels(
  warehouse: Warehouse,
  dataSet: DataSet,
  options: RefreshOptions = {},
): Promise<Refreshed> {
  const tables = tablesOf(warehouse.databases, dataSet)
  const computed = [...models.map(({ table }) => table), 'statements', 'courseStructure'] as const
  for (const table of [...computed, 'dirtyLearners', 'refreshingLearners'] as const) {
    await warehouse.engine.command({ name: 'rebuild', sql: `TRUNCATE TABLE ${tables[table]}` })
  }
  await repair(warehouse, dataSet, options)
  await markCourses(warehouse, dataSet, await knownCourses(warehouse, dataSet))
  return refreshModels(warehouse, dataSet, options)
}
