import type { MysqlSettings } from '../settings/settings.ts'
import type { MysqlConnection } from './connection.ts'
import type { TablePlan } from './plan-table.ts'
import { quoteName } from './quoting.ts'

/** Nobody asks whether there are more. */
const enough = 1_000

/**
 * About how many partitions a table has, where an index tells without reading it; to MySQL's comparison, which may take several for
 * one.
 * @param from as it is called in FROM
 * @returns undefined for many, and where nothing tells
 */
export async function countPartitions(
  connection: MysqlConnection,
  { database }: MysqlSettings,
  { plan, from }: { plan: TablePlan; from: string },
): Promise<number | undefined> {
  const [only, ...others] = plan.partitions
  if (only === undefined || others.length > 0 || !('expression' in only)) return undefined
  const indexes = await connection.rows<{ name: string }>(
    `SELECT index_name AS name FROM information_schema.statistics
     WHERE table_schema = ? AND table_name = ? AND column_name = ? AND seq_in_index = 1 LIMIT 1`,
    [database, plan.table, only.name],
  )
  if (indexes.length === 0) return undefined
  const [row] = await connection.rows<{ partitions: string }>(
    `SELECT COUNT(*) AS partitions FROM (SELECT DISTINCT ${quoteName(only.name)} FROM ${from} LIMIT ${enough}) AS found`,
  )
  const partitions = Number(row!.partitions)
  return partitions < enough ? partitions : undefined
}
