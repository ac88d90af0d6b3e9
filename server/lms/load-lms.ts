import { randomUUID } from 'node:crypto'
import type { ImportReport } from '../contract/pipeline.ts'
import type { DataSet } from '../contract/scope.ts'
import { leaveOutRetired } from '../ingest/leave-out-retired.ts'
import { reconcileActors } from '../ingest/reconcile-actors.ts'
import { addTally, countReason, createTally, reportOf, type Tally } from '../ingest/tally.ts'
import type { Clock } from '../kernel/clock.ts'
import { inTurn } from '../kernel/in-turn.ts'
import type { Lake } from '../lake/lake.ts'
import type { Store } from '../store/store.ts'
import type { Warehouse } from '../warehouse/ask.ts'
import { removeHiddenRows } from '../warehouse/remove-rows.ts'
import { databasesOf, tablesOf } from '../warehouse/tables.ts'
import { followChanges } from './follow-changes.ts'
import { keepLoad, readLoads } from './loads.ts'
import { type Plan, planLoad } from './plan-load.ts'

import { columnsOf, type SourceTable } from './source-tables.ts'
import { stageTable } from './stage-table.ts'
import { stageTarget, unfitReason } from './stage-target.ts'
import { takeOver } from './take-over.ts'
import type { Staged, TargetName } from './targets.ts'

export interface LoadOptions {
  readonly lake: Pick<Lake, 'manifest' | 'withFile'>
  readonly warehouse: Warehouse
  readonly dataSet: DataSet
  readonly store: Store
  /** Root URL of the LMS without a trailing slash: pseudonyms of people without an external id are made with it. */
  readonly lmsUrl: string
  readonly clock: Clock
  /** Names and mail addresses come into the warehouse. */
  readonly withNames: boolean
  /** All tables, also those that are as they were loaded last. */
  readonly force?: boolean
  /** Stops between two steps; what was loaded stays. */
  readonly signal?: AbortSignal
  readonly onProgress?: (done: LoadedTable) => void
}

/** What became of one table of the warehouse. */
export interface LoadedTable {
  readonly table: TargetName
  /** `missing`: the lake has not all of which it is made. */
  readonly outcome: 'loaded' | 'unchanged' | 'missing'
  readonly rows: number
  /** Rows that are new, or differ from what there was. */
  readonly changed: number
  /** ISO 8601; null for a table that was never loaded. */
  readonly asOf: string | null
  /** A sentence on what could not be used, and what to do. */
  readonly warning: string | null
}

export interface LoadReport extends ImportReport {
  readonly tables: readonly LoadedTable[]
}

/**
 * Brings the tables that dashboards read to what the lake has published of the LMS, and computes anew the figures of the course runs
 * and learners that differ. Only tables whose published version changed since they were loaded last are read. What the LMS has
 * deleted goes; rows that others wrote into Aspects' tables stay. People who were retired stay out.
 * Ended anywhere, it is completed by doing it again.
 * @throws PanoramaError of the lake and of the engine
 */
export function loadLms(options: LoadOptions): Promise<LoadReport> {
  return inTurn(options.warehouse.engine, `load-lms ${options.dataSet}`, () => load(options))
}

type Filling = Plan & { readonly fill: NonNullable<Plan['fill']> }

async function load(options: LoadOptions): Promise<LoadReport> {
  const { lake, warehouse, dataSet, store, clock, signal, onProgress } = options
  const { engine } = warehouse
  const tables = tablesOf(warehouse.databases, dataSet)
  const loads = await readLoads(engine, tables)
  const plans = planLoad(await lake.manifest(), loads, options)
  const toFill = plans.filter((plan): plan is Filling => plan.fill?.isNew === true)
  const done: LoadedTable[] = []
  const tell = (table: LoadedTable) => {
    done.push(table)
    onProgress?.(table)
  }
  for (const { name, fill, warning } of plans) {
    if (fill?.isNew) continue
    const { rows = 0, asOf = null } = loads.get(name) ?? {}
    if (fill && asOf && asOf < fill.load.asOf) await keepLoad(engine, tables, { ...fill.load, rows }, clock.now())
    const outcome = fill ? 'unchanged' : 'missing'
    tell({ table: name, outcome, rows, changed: 0, asOf: (fill?.load.asOf ?? asOf)?.toISOString() ?? null, warning })
  }
  const follow = () => followChanges(warehouse, dataSet, signal ? { signal } : {})
  const total = createTally()
  if (toFill.length === 0) {
    await follow()
    return { ...reportOf(total), tables: done }
  }
  const sources = [...new Set(toFill.flatMap(({ fill }) => [...fill.sources.keys()]))]
  const run = await store.startRun({ what: 'LMS tables', dataSet, sources })
  const staging = stagedSources(options)
  try {
    const id = randomUUID()
    for (const [place, plan] of toFill.entries()) {
      signal?.throwIfAborted()
      const staged = await staging.stage(plan)
      const { tally, rows } = await fill(options, plan, staged, id)
      await keepLoad(engine, tables, { ...plan.fill.load, rows }, clock.now())
      addTally(total, tally)
      await store.updateRun(run, reportOf(total), 'running')
      await staging.dropUnless(toFill.slice(place + 1))
      const asOf = plan.fill.load.asOf.toISOString()
      tell({ table: plan.name, outcome: 'loaded', rows, changed: tally.kept, asOf, warning: plan.warning })
    }
    await reconcileActors({ warehouse, dataSet, lmsUrl: options.lmsUrl, clock, ...(signal && { signal }) })
    await follow()
    await store.updateRun(run, reportOf(total), 'done')
    return { ...reportOf(total), tables: done }
  } catch (cause) {
    await store.updateRun(run, reportOf(total), 'failed')
    throw cause
  } finally {
    await staging.dropUnless([])
  }
}

/** The tables of the lake as they are staged: each once, for all that are made of it, and no longer than that. */
function stagedSources({ lake, warehouse, dataSet, withNames, signal }: LoadOptions) {
  const { engine } = warehouse
  const database = databasesOf(warehouse.databases, dataSet).panorama
  const staged = new Map<SourceTable, string>()
  return {
    async stage({ fill }: Filling): Promise<Staged> {
      for (const [source, published] of fill.sources) {
        if (staged.has(source)) continue
        const into = `${database}.import_of_${source}`
        staged.set(source, into)
        await stageTable({ engine, lake, ...(signal && { signal }) }, published, columnsOf(source, { withNames }), into)
      }
      return Object.fromEntries([...fill.sources.keys()].map((source) => [source, staged.get(source)])) as Staged
    },
    async dropUnless(plans: readonly Filling[]): Promise<void> {
      const needed = new Set(plans.flatMap(({ fill }) => [...fill.sources.keys()]))
      for (const [source, table] of staged) {
        if (needed.has(source)) continue
        await engine.command({ name: 'load-lms', sql: `DROP TABLE IF EXISTS ${table} SYNC` })
        staged.delete(source)
      }
    },
  }
}

/** Fills one table of the warehouse from staged ones. */
async function fill(
  { warehouse, dataSet, store, clock, lmsUrl }: LoadOptions,
  { target, fill: { select, sources, dumpedAt } }: Filling,
  staged: Staged,
  load: string,
): Promise<{ readonly tally: Tally; readonly rows: number }> {
  const { engine } = warehouse
  const tables = tablesOf(warehouse.databases, dataSet)
  const staging = `${databasesOf(warehouse.databases, dataSet).panorama}.import_to_${tables[target.table].split('.')[1]}`
  const tally = createTally()
  try {
    const { fit, unfit } = await stageTarget({
      engine,
      tables,
      clock,
      target,
      into: staging,
      select: select(staged),
      lmsUrl,
      dumpedAt,
      source: [...sources.keys()].join(', '),
    })
    // In turn with all who write: whoever retires somebody waits for them, and finds what was let in before.
    const { retired, changed } = await inTurn(engine, `write ${tables.rawStatements}`, async () => {
      const retired = await leaveOutRetired(engine, tables, staging, await store.retired(dataSet))
      // The files of a mirror are those of the staging table: what is only hidden would come with them.
      await removeHiddenRows(engine, staging)
      return { retired, changed: await takeOver({ engine, tables, target, staging, isWhole: true, load }) }
    })
    tally.read = fit + unfit
    tally.kept = changed
    tally.duplicates = fit - retired - changed
    if (retired > 0) countReason(tally.dropped, 'retired learner', retired)
    if (unfit > 0) countReason(tally.quarantined, unfitReason, unfit)
    return { tally, rows: fit - retired }
  } finally {
    // At once: what is in it of people who were retired must not wait on the disk.
    await engine.command({ name: 'load-lms', sql: `DROP TABLE IF EXISTS ${staging} SYNC` })
  }
}
