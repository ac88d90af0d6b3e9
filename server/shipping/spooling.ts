import { setTimeout } from 'node:timers/promises'
import type { FollowStore } from '../ingest/follow/follow-logs.ts'
import type { LiveIngest } from '../ingest/live-ingest.ts'
import { countReason, createTally, reportOf } from '../ingest/tally.ts'
import type { Clock } from '../kernel/clock.ts'
import { unavailable } from '../kernel/errors.ts'
import { eventTextOf } from './event-text.ts'
import type { Spool } from './spool.ts'

/** While nothing can be uploaded, so much waits on disk, in files of the size of an object; the rest waits in the logs. */
const mostFiles = 20
const roomMs = 200

/** What following logs hands lines to: their events go into the spool. They count once `placesIn` has kept the places behind them. */
export function spoolingIngest(
  spool: Spool,
  { mostBytes, isOfContainer, signal }: { mostBytes: number; isOfContainer: boolean; signal: AbortSignal },
): LiveIngest {
  return {
    async take(lines) {
      while (spool.size() > mostFiles * mostBytes) {
        if (signal.aborted) throw unavailable('There is no room for more events until some are uploaded.')
        await setTimeout(roomMs, undefined, { signal }).catch(() => undefined)
      }
      const tally = createTally()
      const texts: string[] = []
      for (const line of lines) {
        tally.read += 1
        const event = eventTextOf(line, isOfContainer)
        if ('text' in event) texts.push(event.text)
        else countReason(tally.dropped, event.reason)
      }
      tally.kept = texts.length
      await spool.add(texts, lines.length).catch((cause) => {
        throw unavailable('Events cannot be written to the disk of the data directory.', {
          advice: 'Make room there, and let its user write to it.',
          cause,
        })
      })
      return reportOf(tally)
    },
  }
}

/** Places of logs, kept with the events before them, in the spool: one process on one machine ships a log, so no store is needed. */
export function placesIn(spool: Spool, clock: Clock): FollowStore {
  return {
    async positions() {
      return Object.entries(spool.positions()).map(([source, place]) => ({ source, ...place }))
    },
    async saveProgress({ positions, forgotten = [], run }) {
      const savedAt = clock.now().toISOString()
      await spool.keep(
        run.report.read,
        new Map([
          ...positions.map(({ source, value }) => [source, { value, savedAt }] as const),
          ...forgotten.map((source) => [source, null] as const),
        ]),
      )
    },
    startRun: async () => 'shipping',
    updateRun: async () => undefined,
    runs: async () => [],
  }
}
