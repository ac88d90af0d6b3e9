import type { DataSet } from '../../contract/scope.ts'
import type { Warehouse } from '../ask.ts'
import { tablesOf } from '../tables.ts'
import { waitingMarks } from './waiting-marks.ts'

/** Whether a refresh has anything to do: marks, those of one that was ended, or statements that were voided. It changes nothing. */
export async function awaitsRefresh({ engine, databases }: Warehouse, dataSet: DataSet): Promise<boolean> {
  const tables = tablesOf(databases, dataSet)
  const places = [waitingMarks(tables), tables.refreshingLearners, tables.voidsToSettle]
  const any = places.map((place) => `SELECT 1 FROM ${place} LIMIT 1`)
  const rows = await engine.rows({ name: 'awaits-refresh', sql: any.join(' UNION ALL ') })
  return rows.length > 0
}
