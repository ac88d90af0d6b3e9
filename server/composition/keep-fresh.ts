import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '../kernel/log.ts'
import { refreshModels } from '../warehouse/models/refresh.ts'
import { seedDemoData } from './demo-data.ts'
import type { Panorama } from './open-panorama.ts'
import type { Progress } from './progress.ts'

/** Marks are few and cheap to look for; what others write shows up within this time. */
const pauseMs = 2_000

export interface KeepingFresh {
  /** Something was written: recompute at once. */
  wake(): void
  /** Resolves when what is under way has come to a safe point. */
  stop(): Promise<void>
}

/**
 * Recomputes what others marked (commands, an LRS, a log shipper writing into the warehouse), again and again, and fills
 * the demo when somebody switches to it. A failure is logged and tried again: the service goes on with what it has.
 */
export function keepFresh(panorama: Panorama, log: Logger, progress: Progress): KeepingFresh {
  const ending = new AbortController()
  const { signal } = ending
  let wake = new AbortController()

  let demoIsThere = false

  async function once(): Promise<void> {
    if (!demoIsThere && (await panorama.modes.current()).mode === 'DEMO') {
      await seedDemoData(panorama, progress, signal)
      demoIsThere = true
    }
    for (const dataSet of ['real', 'demo'] as const) {
      const { learners, courses } = await refreshModels(panorama.warehouse, dataSet, { signal })
      if (learners > 0) log.info({ dataSet, learners, courses }, 'figures recomputed')
    }
  }

  async function untilEnded(): Promise<void> {
    while (!signal.aborted) {
      await once().catch((error: unknown) => {
        if (!signal.aborted) log.error({ err: error }, 'figures could not be recomputed')
      })
      await sleep(pauseMs, undefined, { signal: AbortSignal.any([signal, wake.signal]) }).catch(() => undefined)
      if (wake.signal.aborted) wake = new AbortController()
    }
  }

  const running = untilEnded()
  return {
    wake: () => wake.abort(),
    async stop() {
      ending.abort()
      await running
    },
  }
}
