import { randomUUID } from 'node:crypto'
import type { ImportReport } from '../contract/pipeline.ts'
import { reconcileActors } from '../ingest/reconcile-actors.ts'
import { addTally, createTally, reportOf } from '../ingest/tally.ts'
import { inTurn } from '../kernel/in-turn.ts'
import type { Lake } from '../lake/lake.ts'
import type { Store } from '../store/store.ts'
import { databasesOf, tablesOf } from '../warehouse/tables.ts'
import { type Filler, fillTarget } from './fill-target.ts'
import { followChanges } from './follow-changes.ts'
import { keepLoad, readLoads } from './loads.ts'
import { type Plan, planLoad } from './plan-load.ts'

import { columnsOf, type SourceTable } from './source-tables.ts'
import { stageTable } from './stage-table.ts'
import type { Staged, TargetName } from './targets.ts'

export interface LoadOptions extends Filler {
  readonly lake: Pick<Lake, 'manifest' | 'withFile'>
  readonly store: Store
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

type ToFill = Plan & { readonly fill: NonNullable<Plan['fill']> }

async function load(options: LoadOptions): Promise<LoadReport> {
  const { lake, warehouse, dataSet, store, clock, signal, onProgress } = options
  const { engine } = warehouse
  const tables = tablesOf(warehouse.databases, dataSet)
  const loads = await readLoads(engine, tables)
  const plans = planLoad(await lake.manifest(), loads, options)
  const toFill = plans.filter((plan): plan is ToFill => plan.fill?.isNew === true)
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
      const { select, sources, dumpedAt } = plan.fill
      const { tally, rows } = await fillTarget(options, {
        ...{ target: plan.target, select: select(staged), dumpedAt, load: id },
        source: [...sources.keys()].join(', '),
        way: 'load',
      })
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
    async stage({ fill }: ToFill): Promise<Staged> {
      for (const [source, published] of fill.sources) {
        if (staged.has(source)) continue
        const into = `${database}.import_of_${source}`
        staged.set(source, into)
        await stageTable({ engine, lake, ...(signal && { signal }) }, published, columnsOf(source, { withNames }), into)
      }
      return Object.fromEntries([...fill.sources.keys()].map((source) => [source, staged.get(source)])) as Staged
    },
    async dropUnless(plans: readonly ToFill[]): Promise<void> {
      const needed = new Set(plans.flatMap(({ fill }) => [...fill.sources.keys()]))
      for (const [source, table] of staged) {
        if (needed.has(source)) continue
        await engine.command({ name: 'load-lms', sql: `DROP TABLE IF EXISTS ${table} SYNC` })
        staged.delete(source)
      }
    },
  }
}
