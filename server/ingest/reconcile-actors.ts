import type { DataSet } from '../contract/scope.ts'
import type { Clock } from '../kernel/clock.ts'
import { inTurn } from '../kernel/in-turn.ts'
import type { Warehouse } from '../warehouse/ask.ts'
import { stagePeople, withLeaving } from '../warehouse/leaving-people.ts'
import { forgetActors } from '../warehouse/models/forget-actors.ts'
import { repairOnce } from '../warehouse/models/repair.ts'
import { tablesOf } from '../warehouse/tables.ts'
import { aliasesInUse } from './actor-aliases.ts'
import { type MovedStatements, moveActors } from './move-actors.ts'

export interface ReconcileOptions {
  readonly warehouse: Warehouse
  readonly dataSet: DataSet
  /** Root URL of the LMS without a trailing slash. */
  readonly lmsUrl: string
  readonly clock: Clock
  /** Stops between two portions of learners. */
  readonly signal?: AbortSignal
}

/** What reconciling came to. */
export interface Reconciled extends MovedStatements {
  /** Ids that learners had before their external id. */
  readonly actors: number
}

/**
 * Gives the statements of learners whose external id came after their events to that id, and computes their figures anew, so
 * that it does not matter which came first: the LMS's table or the log. Nobody else is touched, and with nothing to do it costs
 * one query. Ended anywhere, doing it again completes it.
 */
export function reconcileActors(options: ReconcileOptions): Promise<Reconciled> {
  return inTurn(options.warehouse.engine, `reconcile ${options.dataSet}`, () => reconcile(options))
}

async function reconcile({ warehouse, dataSet, lmsUrl, clock, signal }: ReconcileOptions): Promise<Reconciled> {
  const { engine } = warehouse
  const tables = tablesOf(warehouse.databases, dataSet)
  const total = { actors: 0, moved: 0, duplicates: 0, withoutKnownId: 0 }
  await repairOnce(warehouse, dataSet)
  while (!signal?.aborted) {
    const aliases = await aliasesInUse(engine, tables, lmsUrl)
    if (aliases.size === 0) break
    const { moved, duplicates, withoutKnownId } = await moveActors({ engine, tables, clock }, aliases, 'promptly')
    await withLeaving(engine, tables, async (batch) => {
      await stagePeople(
        engine,
        tables,
        batch,
        [...aliases.keys()].map((value) => ({ by: 'actor', value }) as const),
      )
      await forgetActors(warehouse, dataSet, batch, 'promptly')
    })
    total.actors += aliases.size
    total.moved += moved
    total.duplicates += duplicates
    total.withoutKnownId += withoutKnownId
  }
  return total
}
