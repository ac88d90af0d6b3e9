import { setTimeout as sleep } from 'node:timers/promises'
import { describeFailure } from '../ingest/follow/tell.ts'
import { followSources } from '../ingest/follow-sources.ts'
import type { LiveIngest } from '../ingest/live-ingest.ts'
import type { Logger } from '../kernel/log.ts'
import { rulesOf } from '../modes/mode-table.ts'
import type { Panorama } from './open-panorama.ts'

/** Somebody who switches the mode does not wait longer for it to hold. */
const lookMs = 1_000

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
  let isAllowed: boolean | undefined
  let said = ''

  /** Once for as long as nothing changes. */
  function say(text: string, isProblem = false): void {
    if (text === said) return
    said = text
    if (isProblem) log.warn(text)
    else log.info(text)
  }

  /** What the mode in force says; what the one before said, while nobody can tell. */
  async function look(): Promise<void> {
    try {
      isAllowed = rulesOf((await modes.current()).mode).eventLogs
    } catch (cause) {
      say(`Whether the mode collects event logs cannot be read. ${describeFailure(cause)}`, true)
    }
  }

  async function followWhileAllowed(): Promise<void> {
    const pausing = new AbortController()
    const signal = AbortSignal.any([ending.signal, pausing.signal])
    const { trackingLogs: sources, logBuckets: s3, lmsUrl, keepFreeText } = config
    const following = followSources({
      ...{ sources, ingest, s3, warehouse, store, clock, lmsUrl, keepFreeText, onWritten },
      dataSet: 'real',
      follower: 'the server',
      signal,
      tell: (text, isProblem = false) => (isProblem ? log.warn(text) : log.info(text)),
    })
    // Whoever waits for it is told of a failure.
    void following.catch(() => undefined).then(() => pausing.abort())
    while (!signal.aborted) {
      await sleep(lookMs, undefined, { signal }).catch(() => undefined)
      await look()
      if (!isAllowed) pausing.abort()
    }
    await following
  }

  async function untilEnded(): Promise<void> {
    while (!ending.signal.aborted) {
      await look()
      try {
        if (isAllowed) {
          await followWhileAllowed()
          said = ''
          continue
        }
        if (isAllowed === false) {
          say('The mode collects no event logs: tracking logs wait, and are read on when a mode collects them.')
        }
      } catch (cause) {
        say(`Tracking logs cannot be followed for now. ${describeFailure(cause)}`, true)
      }
      await sleep(lookMs, undefined, { signal: ending.signal }).catch(() => undefined)
    }
  }

  const running = config.trackingLogs.length > 0 ? untilEnded() : Promise.resolve()
  return {
    async stop() {
      ending.abort()
      await running
    },
  }
}
