import type { DataSet } from '../contract/scope.ts'
import { actorOfUserId } from '../ingest/actor-aliases.ts'
import { leaveOutRetired } from '../ingest/leave-out-retired.ts'
import { countReason, createTally, type Tally } from '../ingest/tally.ts'
import type { Clock } from '../kernel/clock.ts'
import { inTurn } from '../kernel/in-turn.ts'
import type { Store } from '../store/store.ts'
import type { Warehouse } from '../warehouse/ask.ts'
import { removeHiddenRows } from '../warehouse/remove-rows.ts'
import { databasesOf, tablesOf } from '../warehouse/tables.ts'
import { stageTarget, unfitReason } from './stage-target.ts'
import { takeOver } from './take-over.ts'
import type { Target } from './targets.ts'

/** Whoever fills tables of the warehouse with what the LMS tells. */
export interface Filler {
  readonly warehouse: Warehouse
  readonly dataSet: DataSet
  readonly store: Pick<Store, 'retired'>
  readonly clock: Clock
  /** Root URL of the LMS without a trailing slash: pseudonyms of people without an external id are made with it. */
  readonly lmsUrl: string
}

export interface Filling {
  readonly target: Target
  /** SELECT of the target's columns but those of the dump. */
  readonly select: string
  readonly dumpedAt: Date
  /** Where the rows come from, for those that are kept aside. */
  readonly source: string
  /** `load`: all that the lake has. `dump`, `push`: some rows, which say nothing of those that are not among them. */
  readonly way: 'load' | 'dump' | 'push'
  /** Rows are added also where nothing about them is new. */
  readonly isForced?: boolean
  /** Under which changes are kept until the figures have followed. */
  readonly load: string
}

/**
 * Fills one table of the warehouse. People who were retired stay out; what does not fit is kept aside.
 * @returns what became of the rows that were selected, and how many of them the table has now
 */
export async function fillTarget(
  { warehouse, dataSet, store, clock, lmsUrl }: Filler,
  { target, select, dumpedAt, source, way, isForced = false, load }: Filling,
): Promise<{ readonly tally: Tally; readonly rows: number }> {
  const { engine } = warehouse
  const tables = tablesOf(warehouse.databases, dataSet)
  const database = databasesOf(warehouse.databases, dataSet).panorama
  const staging = `${database}.import_${way}_${tables[target.table].split('.')[1]}`
  const isWhole = way === 'load'
  const tally = createTally()
  try {
    const { fit, unfit } = await stageTarget({
      ...{ engine, tables, clock, target, select, lmsUrl, dumpedAt, source },
      into: staging,
      isOurs: isWhole,
    })
    // In turn with all who write: whoever retires somebody waits for them, and finds what was let in before.
    const { retired, changed } = await inTurn(engine, `write ${tables.rawStatements}`, async () => {
      const retired = await leaveOutRetired(engine, tables, staging, await store.retired(dataSet))
      // The files of a mirror are those of the staging table: what is only hidden would come with them.
      await removeHiddenRows(engine, staging)
      if (!isWhole && target.key.includes('user_id')) await addAccounts({ warehouse, dataSet, lmsUrl }, staging)
      return { retired, changed: await takeOver({ engine, tables, target, staging, isWhole, isForced, load }) }
    })
    tally.read = fit + unfit
    tally.kept = changed
    tally.duplicates = fit - retired - changed
    if (retired > 0) countReason(tally.dropped, 'retired learner', retired)
    if (unfit > 0) countReason(tally.quarantined, unfitReason, unfit)
    return { tally, rows: fit - retired }
  } finally {
    // At once: what is in it of people who were retired must not wait on the disk.
    await engine.command({ name: 'fill-target', sql: `DROP TABLE IF EXISTS ${staging} SYNC` })
  }
}

/** People whom no load has told of count from their first row on; a load of all accounts takes the place of what is added here. */
async function addAccounts(
  { warehouse, dataSet, lmsUrl }: Pick<Filler, 'warehouse' | 'dataSet' | 'lmsUrl'>,
  staging: string,
): Promise<void> {
  const { lmsAccounts } = tablesOf(warehouse.databases, dataSet)
  await warehouse.engine.command({
    name: 'fill-target',
    sql: `INSERT INTO ${lmsAccounts} (user_id, actor_id)
      SELECT DISTINCT toInt64(user_id) AS id, ${actorOfUserId('toString(id)')} FROM ${staging}
      WHERE id NOT IN (SELECT user_id FROM ${lmsAccounts})`,
    params: { lmsUrl },
  })
}
