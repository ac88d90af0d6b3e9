import { followSources } from '../ingest/follow-sources.ts'
import type { LiveIngest } from '../ingest/live-ingest.ts'
import type { Logger } from '../kernel/log.ts'
import type { Panorama } from './open-panorama.ts'
import { whileLogsAreCollected } from './while-logs-are-collected.ts'

export interface FollowingTrackingLogs {
  /** Resolves when all that was read is in the warehouse, and its place is kept. */
  stop(): Promise<void>
}

/**
 * Follows the logs that the configuration names (`PANORAMA_TRACKING_LOGS`) into the real data set, as long as the mode in
 * force collects event logs. In one that does not, nothing is read and places stay as they are: a mode that collects them goes
 * on there. A failure is logged and tried again.
 * @param onWritten is called after each write that does not go through `ingest`, when figures may be recomputed
 */
export function followTrackingLogs(
  { config, store, clock, modes, warehouse }: Pick<Panorama, 'config' | 'store' | 'clock' | 'modes' | 'warehouse'>,
  ingest: LiveIngest,
  onWritten: () => void,
  log: Logger,
): FollowingTrackingLogs {
  const ending = new AbortController()
  const tell = (text: string, isProblem = false) => (isProblem ? log.warn(text) : log.info(text))
  const { trackingLogs: sources, logBuckets: s3, lmsUrl, keepFreeText } = config

  function follow(): Promise<void> {
    return whileLogsAreCollected({
      modes,
      signal: ending.signal,
      work: (signal) =>
        followSources({
          ...{ sources, ingest, s3, warehouse, store, clock, lmsUrl, keepFreeText, onWritten, signal, tell },
          dataSet: 'real',
          follower: 'the server',
        }),
      atRest: 'The mode collects no event logs: tracking logs wait, and are read on when a mode collects them.',
      failed: 'Tracking logs cannot be followed for now.',
      tell,
    })
  }

  const running = sources.length > 0 ? follow() : Promise.resolve()
  return {
    async stop() {
      ending.abort()
      await running
    },
  }
}
