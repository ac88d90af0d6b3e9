import { lmsFactsVersion } from '../ingest/lms-facts.ts'
import { reconcileActors } from '../ingest/reconcile-actors.ts'
import type { Logger } from '../kernel/log.ts'
import { tablesOf } from '../warehouse/tables.ts'
import type { Panorama } from './open-panorama.ts'

/** From one look at the LMS's tables to the next. */
const lookMs = 2_000

/** Events that were on their way while an id arrived, mapped by what was known before, are in the warehouse by then. */
const onTheirWayMs = 10_000

/**
 * Notices external ids that others write into the warehouse, as Aspects' sink does, and gives the events that their learners
 * had before to them. To be called again and again: a look costs a few milliseconds, and there is none more often than needed.
 */
export function createReconciling({ warehouse, config, clock }: Panorama, log: Logger) {
  const { engine, databases } = warehouse
  const { lmsUrl } = config
  let lookedAt = Number.NEGATIVE_INFINITY
  let version: string | undefined
  let isDueAt = Number.POSITIVE_INFINITY

  return async function reconcileArrivals(signal: AbortSignal): Promise<void> {
    if (performance.now() - lookedAt < lookMs) return
    lookedAt = performance.now()
    const now = await lmsFactsVersion(engine, tablesOf(databases, 'real'))
    const isNew = now !== version
    if (!isNew && performance.now() < isDueAt) return
    const { actors, moved } = await reconcileActors({ warehouse, dataSet: 'real', lmsUrl, clock, signal })
    version = now
    isDueAt = isNew ? performance.now() + onTheirWayMs : Number.POSITIVE_INFINITY
    if (actors > 0)
      log.info({ actors, statements: moved }, 'earlier events given to the external ids of their learners')
  }
}
