import type { DataSet } from '../contract/scope.ts'
import type { LmsFacts } from '../events/lms.ts'
import { inTurn } from '../kernel/in-turn.ts'
import type { Store } from '../store/store.ts'
import type { Warehouse } from '../warehouse/ask.ts'
import { tablesOf } from '../warehouse/tables.ts'
import { type KnownLms, lmsOf } from './known-lms.ts'
import { lmsFactsVersion, readLmsFacts } from './lms-facts.ts'

/** The LMS as it is known now: the same object as long as nothing about it has changed. */
export type CurrentLms = () => Promise<KnownLms>

export interface CurrentLmsOptions {
  readonly warehouse: Warehouse
  readonly dataSet: DataSet
  readonly store: Pick<Store, 'retired'>
  /** Root URL of the LMS without a trailing slash. It goes into the ids: the same events need the same URL. */
  readonly lmsUrl: string
  /** Keeps answers and other free text in the statements. Default: false. */
  readonly keepFreeText?: boolean
}

/** How long a look at the LMS's tables holds. Whoever was retired is known at once. */
const lookMs = 3_000

/**
 * Keeps what the LMS's tables say of people and courses, so that it is not read again for each batch, and who was retired.
 * An external id that arrives after the events of its learner does not reach back: `reconcile-actors.ts` does that.
 */
export function createCurrentLms(options: CurrentLmsOptions): CurrentLms {
  const { warehouse, dataSet, store, lmsUrl: url, keepFreeText = false } = options
  const { engine } = warehouse
  const tables = tablesOf(warehouse.databases, dataSet)
  let facts: { readonly version: string; readonly told: Omit<LmsFacts, 'url'> } | undefined
  let lookedAt = Number.NEGATIVE_INFINITY
  let known: { readonly facts: typeof facts; readonly retired: object; readonly lms: KnownLms } | undefined

  async function look(): Promise<void> {
    if (performance.now() - lookedAt < lookMs) return
    const version = await lmsFactsVersion(engine, tables)
    if (version !== facts?.version) facts = { version, told: await readLmsFacts(engine, tables) }
    lookedAt = performance.now()
  }

  async function current(): Promise<KnownLms> {
    await look()
    const retired = await store.retired(dataSet)
    if (known?.facts !== facts || known?.retired !== retired) {
      known = { facts, retired, lms: lmsOf({ url, keepFreeText, ...facts?.told, retired: retired.list }) }
    }
    return known.lms
  }

  const owner = {}
  return () => inTurn(owner, 'current', current)
}
