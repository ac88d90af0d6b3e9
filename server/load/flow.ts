import type { Flow, FlowTable } from '../contract/flow.ts'
import type { DataSet } from '../contract/scope.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Store } from '../store/store.ts'
import type { Warehouse } from '../warehouse/ask.ts'
import { waitingMarks } from '../warehouse/models/waiting-marks.ts'
import { databasesOf, tablesOf } from '../warehouse/tables.ts'
import { flowSources } from './flow-sources.ts'

export interface FlowMeter {
  /** How events flow at this moment. */
  sample(dataSet: DataSet): Promise<Flow>
}

interface Sample {
  readonly at: number
  readonly statements: number
  readonly perSecond: number | null
}

/** Closer together, a rate would say more of chance than of the flow. */
const rateOverMs = 2_000

/** Watches how events flow into the warehouse. Looking costs some milliseconds, whatever the warehouse holds. */
export function createFlowMeter({
  warehouse,
  store,
  clock,
}: {
  readonly warehouse: Warehouse
  readonly store: Pick<Store, 'positions' | 'credentials'>
  readonly clock: Clock
}): FlowMeter {
  const before = new Map<DataSet, Sample>()

  function perSecond(dataSet: DataSet, at: number, statements: number): number | null {
    const last = before.get(dataSet)
    if (last && at - last.at < rateOverMs) return last.perSecond
    // Rows that were there twice go when parts are merged, and a retired person's go as well.
    const rate = last ? Math.max(0, (statements - last.statements) / ((at - last.at) / 1000)) : null
    before.set(dataSet, { at, statements, perSecond: rate })
    return rate
  }

  return {
    async sample(dataSet) {
      const now = clock.now()
      const [events, queue, tables, sources] = await Promise.all([
        lookAtEvents(warehouse, dataSet, now),
        lookAtQueue(warehouse, dataSet),
        lookAtTables(warehouse, dataSet),
        flowSources(store, dataSet, now),
      ])
      const { statements } = events
      return {
        at: now.toISOString(),
        dataSet,
        ...events,
        statementsPerSecond: perSecond(dataSet, now.getTime(), statements),
        ...queue,
        sources,
        tables,
      }
    },
  }
}

async function lookAtEvents(
  { engine, databases }: Warehouse,
  dataSet: DataSet,
  now: Date,
): Promise<Pick<Flow, 'statements' | 'lastEvent' | 'lagSeconds' | 'lastHour'>> {
  const raw = tablesOf(databases, dataSet).rawStatements
  const name = 'flow'
  const params = { now: now.getTime() / 1000 }
  const moment = 'toDateTime64({now: Float64}, 3)'
  const [[counted], [newest], minutes] = await Promise.all([
    engine.rows({ name, sql: `SELECT count() AS statements FROM ${raw}` }),
    engine.rows({
      name,
      sql: `SELECT toFloat64(emission_time) AS seconds FROM ${raw} WHERE emission_time <= ${moment} ORDER BY emission_time DESC LIMIT 1`,
      params,
    }),
    engine.rows({
      name,
      // The table is in the order of time, so that an hour of it is all that is read.
      sql: `SELECT intDiv(dateDiff('second', emission_time, ${moment}), 60) AS ago, uniqExact(event_id) AS statements FROM ${raw}
        WHERE emission_time > ${moment} - toIntervalHour(1) AND emission_time <= ${moment} GROUP BY ago`,
      params,
    }),
  ])
  const byMinute = new Map(minutes.map(({ ago, statements }) => [Number(ago), Number(statements)]))
  return {
    statements: Number(counted?.statements),
    lastEvent: newest ? new Date(Number(newest.seconds) * 1000).toISOString() : null,
    lagSeconds: newest ? now.getTime() / 1000 - Number(newest.seconds) : null,
    lastHour: Array.from({ length: 60 }, (_, index) => byMinute.get(59 - index) ?? 0),
  }
}

async function lookAtQueue(
  { engine, databases }: Warehouse,
  dataSet: DataSet,
): Promise<Pick<Flow, 'pendingLearners' | 'quarantinedLines'>> {
  const tables = tablesOf(databases, dataSet)
  const [queue] = await engine.rows({
    name: 'flow',
    sql: `SELECT
        (SELECT uniqExact(actor_id) FROM (
          SELECT actor_id FROM ${waitingMarks(tables)} UNION ALL SELECT actor_id FROM ${tables.refreshingLearners})) AS pending,
        (SELECT uniqExact(line_id) FROM ${tables.quarantinedLines}) AS quarantined`,
  })
  return { pendingLearners: Number(queue?.pending), quarantinedLines: Number(queue?.quarantined) }
}

async function lookAtTables({ engine, databases }: Warehouse, dataSet: DataSet): Promise<FlowTable[]> {
  const own = [...new Set(Object.values(databasesOf(databases, dataSet)))]
  const rows = await engine.rows({
    name: 'flow',
    sql: `SELECT concat(parts.database, '.', parts.table) AS table, rows, bytes, parts, merges
      FROM (
        SELECT database, table, sum(rows) AS rows, sum(bytes_on_disk) AS bytes, count() AS parts
        FROM system.parts WHERE active AND database IN {own: Array(String)} GROUP BY database, table) AS parts
      LEFT JOIN (
        SELECT database, table, count() AS merges FROM system.merges GROUP BY database, table) AS merging
      USING (database, table)
      ORDER BY bytes DESC`,
    params: { own },
  })
  return rows.map(({ table, ...figures }) => ({
    table: String(table),
    rows: Number(figures.rows),
    bytes: Number(figures.bytes),
    parts: Number(figures.parts),
    merges: Number(figures.merges),
  }))
}
