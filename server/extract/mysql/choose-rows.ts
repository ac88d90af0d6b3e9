import type { MysqlConnection } from './connection.ts'
import { isInPartitions, keyExpression, readKey } from './partition-keys.ts'
import type { TablePlan } from './plan-table.ts'
import type { MysqlProgress, PartitionKey } from './progress.ts'
import { quoteText } from './quoting.ts'

/** Which rows of a table are read, and how far that brings it. */
export interface Choice {
  readonly reads: 'nothing' | 'whole' | readonly PartitionKey[]
  readonly watermark: string | null
  readonly checksum: string | null
}

/** Hours after which a table is compared with the lake whole, however it is followed in between. */
const compareAfter = 24
/** With more partitions than that, one pass over the table is less work than looking them up. */
const fewPartitions = 1_000
const mostOfTheTable = 0.5

/**
 * Decides inside the transaction in which the rows are read, so that what is decided by and what is read are one state.
 *
 * - With a watermark: partitions in which a row was changed since; those are read whole, so that rows that left them are gone, too.
 * - Without: the whole table, unless MySQL's checksum of it is as it was.
 * - Once a day the whole table in any case: rows that were deleted, or changed without a word in the timestamp.
 *
 * @param from as it is called in FROM
 */
export async function chooseRows(
  connection: MysqlConnection,
  { plan, from, previous, now }: { plan: TablePlan; from: string; previous: MysqlProgress | undefined; now: Date },
): Promise<Choice> {
  const isDue =
    previous === undefined || now.getTime() - Date.parse(previous.comparedAt) >= compareAfter * 60 * 60 * 1_000
  if (plan.watermark === null || plan.partitions.length === 0) {
    const checksum = await checksumOf(connection, from)
    const isSame = checksum !== null && checksum === previous?.checksum
    return { reads: isSame && !isDue ? 'nothing' : 'whole', watermark: null, checksum }
  }
  const { column, overlapSeconds } = plan.watermark
  const watermark = await newestChange(connection, from, column)
  if (isDue || previous.watermark === null) return { reads: 'whole', watermark, checksum: null }
  const since = `CAST(${quoteText(previous.watermark)} AS DATETIME(6)) - INTERVAL ${Math.ceil(overlapSeconds)} SECOND`
  const rows = await connection.rows<{ id: string }>(
    `SELECT DISTINCT ${keyExpression(plan)} AS id FROM ${from} WHERE ${column} >= ${since}`,
  )
  const keys = rows.map(({ id }) => readKey(id))
  if (keys.length === 0) return { reads: 'nothing', watermark, checksum: null }
  const isMost = keys.length > fewPartitions || keys.length > previous.parts.length * mostOfTheTable
  return { reads: isMost && keys.length > 1 ? 'whole' : keys, watermark, checksum: null }
}

/**
 * The newest change that can be seen, and not later than now by the server's own clock: what was written before, but not yet
 * committed or not yet replicated, lies behind it by less than the overlap.
 */
async function newestChange(connection: MysqlConnection, from: string, column: string): Promise<string | null> {
  const [row] = await connection.rows<{ newest: string | null }>(
    `SELECT CAST(LEAST(UTC_TIMESTAMP(6), MAX(${column})) AS CHAR) AS newest FROM ${from}`,
  )
  // A zero date is before any other, and nothing can be taken from it.
  return row?.newest?.startsWith('0000') ? null : (row?.newest ?? null)
}

/** Null for a view, and where the server has none. */
async function checksumOf(connection: MysqlConnection, from: string): Promise<string | null> {
  const [row] = await connection.rows<{ Checksum: string | null }>(`CHECKSUM TABLE ${from}`).catch(() => [])
  return row?.Checksum ?? null
}

/** The condition under which rows are read; empty for all of them. */
export const conditionOf = (plan: TablePlan, reads: Choice['reads']) =>
  typeof reads === 'string' ? '' : ` WHERE ${isInPartitions(plan, reads)}`
