import type { Engine } from '../engine.ts'
import type { Tables } from '../tables.ts'

/** How far the raw table has been taken in. */
export interface TakenIn {
  /** Raw rows looked at, of those in months where something was missing. */
  readonly rows: number
  readonly of: number
}

export interface TakeInOptions {
  /** Stops between two stretches of time; what is left is found by the next look. */
  readonly signal?: AbortSignal
  readonly onTakenIn?: (done: TakenIn) => void
  /** Raw rows looked at together, unless a single hour has more: their ids must fit into memory. Default: 4,000,000. */
  readonly rowsAtOnce?: number
}

/**
 * Gives every raw row that has no statement one: rows that were there before Panorama was, and those of an insert that was
 * cut off. Only months where the ids differ are looked at, one stretch of time after the other. Ended anywhere, it is
 * completed by being done again: what is there is not added twice.
 */
export async function addMissingStatements(
  engine: Engine,
  tables: Tables,
  { signal, onTakenIn, rowsAtOnce = 4_000_000 }: TakeInOptions,
): Promise<void> {
  const months = await incompleteMonths(engine, tables)
  if (months.length === 0) return
  const [view] = await engine.rows({
    name: 'add-missing',
    sql: `SELECT as_select FROM system.tables WHERE concat(database, '.', name) = {view: String}`,
    params: { view: `${tables.statements}_from_raw` },
  })
  const done = { rows: 0, of: months.reduce((sum, { rows }) => sum + rows, 0) }
  for (const { month } of months) {
    for (const { from, to, rows } of await stretchesOf(engine, tables, month, rowsAtOnce)) {
      if (signal?.aborted) return
      const within = `emission_time >= toDateTime64(${from}, 6, 'UTC') AND emission_time < toDateTime64(${to}, 6, 'UTC')`
      await engine.command({
        name: 'add-missing',
        sql: `INSERT INTO ${tables.statements}
          SELECT * FROM (${String(view?.as_select)})
          WHERE ${within} AND event_id NOT IN (SELECT event_id FROM ${tables.statements} WHERE ${within})`,
      })
      done.rows += rows
      onTakenIn?.({ ...done })
    }
  }
}

/** Months (as 202603) whose statements are not those of the raw table, and how many raw rows they have. */
async function incompleteMonths(
  engine: Engine,
  tables: Tables,
): Promise<{ readonly month: number; readonly rows: number }[]> {
  const idsByMonth = (table: string, condition = '') =>
    `SELECT toYYYYMM(emission_time, 'UTC') AS month, sum(cityHash64(event_id)) AS ids, count() AS rows
      FROM ${table} ${condition} GROUP BY month`
  const isNotVoided = `WHERE event_id NOT IN (SELECT statement_id FROM ${tables.voidedStatements})`
  const months = await engine.rows({
    name: 'add-missing',
    sql: `SELECT month, raw.rows AS rows FROM (${idsByMonth(tables.rawStatements, isNotVoided)}) AS raw
      LEFT JOIN (${idsByMonth(tables.statements)}) AS kept USING (month) WHERE raw.ids != kept.ids ORDER BY month`,
  })
  return months.map(({ month, rows }) => ({ month: Number(month), rows: Number(rows) }))
}

interface Stretch {
  /** Seconds since 1970; the end is not included. */
  readonly from: number
  readonly to: number
  readonly rows: number
}

/** A month in stretches of whole hours, each of as many as fit. */
async function stretchesOf(engine: Engine, tables: Tables, month: number, rowsAtOnce: number): Promise<Stretch[]> {
  const hours = await engine.rows({
    name: 'add-missing',
    sql: `SELECT intDiv(toUnixTimestamp64Micro(emission_time), 3600000000) AS hour, count() AS rows
      FROM ${tables.rawStatements} WHERE toYYYYMM(emission_time, 'UTC') = {month: UInt32} GROUP BY hour ORDER BY hour`,
    params: { month },
  })
  const stretches: Stretch[] = []
  for (const { hour, rows } of hours) {
    const next = { from: Number(hour) * 3600, to: Number(hour) * 3600 + 3600, rows: Number(rows) }
    const last = stretches.at(-1)
    if (last && last.rows + next.rows <= rowsAtOnce) {
      stretches[stretches.length - 1] = { ...last, to: next.to, rows: last.rows + next.rows }
    } else stretches.push(next)
  }
  return stretches
}
