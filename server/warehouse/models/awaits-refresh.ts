import type { DataSet } from '../../contract/scope.ts'
import type { Warehouse } from '../ask.ts'
import { tablesOf } from '../tables.ts'

/** Whether a refresh has anything to do: marks, those of one that was ended, or statements that were voided. It changes nothing. */
export async function awaitsRefresh({ engine, databases }: Warehouse, dataSet: DataSet): Promise<boolean> {
  const { dirtyLearners, refreshingLearners, voidsToSettle } = tablesOf(databases, dataSet)
  const any = [dirtyLearners, refreshingLearners, voidsToSettle].map((table) => `SELECT 1 FROM ${table} LIMIT 1`)
  const rows = await engine.rows({ name: 'awaits-refresh', sql: any.join(' UNION ALL ') })
  return rows.length > 0
}
