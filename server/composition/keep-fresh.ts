import type { DataSet } from '../contract/scope.ts'
import { createBell } from '../kernel/bell.ts'
import type { Logger } from '../kernel/log.ts'
import type { TakenIn } from '../warehouse/models/add-missing.ts'
import { awaitsRefresh } from '../warehouse/models/awaits-refresh.ts'
import { refreshModels } from '../warehouse/models/refresh.ts'
import { seedDemoData } from './demo-data.ts'
import type { Panorama } from './open-panorama.ts'
import type { Progress } from './progress.ts'
import { createReconciling } from './reconcile-arrivals.ts'

/** How often we ask whether anything was written, by whomever: it costs nothing where the engine is our own. */
const glanceMs = 100

/** Marks are few and cheap to look for; whatever was not noticed shows up within this time. */
const pauseMs = 2_000

export interface KeepingFresh {
  /** Something was written: recompute at once. */
  wake(): void
  /** Resolves when what is under way has come to a safe point. */
  stop(): Promise<void>
}

/**
 * Recomputes what others marked (commands, an LRS, a log shipper writing into the warehouse), again and again, gives earlier
 * events to external ids that have arrived, and fills the demo when somebody switches to it. A failure is logged and tried
 * again: the service goes on with what it has.
 */
export function keepFresh(panorama: Panorama, log: Logger, progress: Progress): KeepingFresh {
  const { warehouse, modes } = panorama
  const ending = new AbortController()
  const { signal } = ending
  const bell = createBell()
  const reconcileArrivals = createReconciling(panorama, log)
  const begun = new Set<DataSet>()
  let demoIsThere = false
  let isFailing = false

  /** What was in the warehouse before may take hours. */
  const takenIn = (dataSet: DataSet) => (done: TakenIn) =>
    log.info({ dataSet, ...done }, 'statements that were there before are taken in')

  async function once(): Promise<void> {
    if (!demoIsThere && (await modes.current()).mode === 'DEMO') {
      await seedDemoData(panorama, progress, signal)
      demoIsThere = true
    }
    for (const dataSet of ['real', 'demo'] as const) {
      // The first repairs what a process that was killed has left.
      if (begun.has(dataSet) && !(await awaitsRefresh(warehouse, dataSet))) continue
      const { learners, courses } = await refreshModels(warehouse, dataSet, { signal, onTakenIn: takenIn(dataSet) })
      begun.add(dataSet)
      if (learners > 0) log.info({ dataSet, learners, courses }, 'figures recomputed')
    }
    await reconcileArrivals(signal)
  }

  /** Logged when it begins and when it is over: it may last for hours. */
  async function attempt(): Promise<void> {
    try {
      await once()
      if (isFailing) log.info('figures are recomputed again')
      isFailing = false
    } catch (error) {
      if (!isFailing && !signal.aborted) log.error({ err: error }, 'figures cannot be recomputed for now')
      isFailing = true
    }
  }

  async function untilEnded(): Promise<void> {
    let seen: string | undefined
    let lookedAt = Number.NEGATIVE_INFINITY
    while (!signal.aborted) {
      // As it was before the look: what is written meanwhile makes for another.
      const version = await warehouse.engine.dataVersion().catch(() => undefined)
      const isNew = version !== undefined && version !== seen && !isFailing
      if (isNew || performance.now() - lookedAt >= pauseMs) {
        await attempt()
        seen = version
        lookedAt = performance.now()
      }
      await bell.sleep(version === undefined ? pauseMs : glanceMs, signal)
    }
  }

  const running = untilEnded()
  return {
    wake: bell.ring,
    async stop() {
      ending.abort()
      await running
    },
  }
}
