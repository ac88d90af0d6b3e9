import { setTimeout } from 'node:timers/promises'
import type { ImportReport } from '../contract/pipeline.ts'
import { type FollowOptions, followLogs } from '../ingest/follow/follow-logs.ts'
import { parseStoredPlace, type StoredPlace } from '../ingest/follow/stored-place.ts'
import { clock, type openImporting } from './importing.ts'

type Importing = Awaited<ReturnType<typeof openImporting>>

/** Follows logs into a test's warehouse. */
export function createFollowing(importing: Importing) {
  const told: string[] = []
  const options = (patterns: readonly string[], changes: Partial<FollowOptions>): FollowOptions => ({
    patterns,
    ingest: importing.liveIngest(),
    store: importing.store,
    dataSet: 'real',
    clock,
    follower: 'test',
    signal: new AbortController().signal,
    tell: (text) => told.push(text),
    ...changes,
  })
  return {
    /** What was told since it was asked last. */
    told: () => told.splice(0),
    /** What is kept of the logs that were first seen at a path. */
    async places(path: string): Promise<StoredPlace[]> {
      const places = await importing.store.positions('file', 'real')
      return places.map(({ value }) => parseStoredPlace(value)!).filter((place) => place.path === path)
    },
    /** Reads what is there now. */
    once: (patterns: readonly string[], changes: Partial<FollowOptions> = {}): Promise<ImportReport> =>
      followLogs(options(patterns, { isOnce: true, ...changes })),
    /** Follows until it is stopped. */
    start(patterns: readonly string[], changes: Partial<FollowOptions> = {}) {
      const ending = new AbortController()
      let read = 0
      const ended = followLogs(
        options(patterns, {
          signal: ending.signal,
          onProgress: ({ report }) => {
            read = report.read
          },
          ...changes,
        }),
      )
      return {
        /** Resolves when so many lines were taken in. */
        async hasRead(lines: number): Promise<void> {
          let isEnded = false
          void ended.finally(() => (isEnded = true)).catch(() => undefined)
          while (read < lines && !isEnded) await setTimeout(10)
          if (read < lines) throw new Error(`It ended after ${read} lines.`)
        },
        stop(): Promise<ImportReport> {
          ending.abort()
          return ended
        },
      }
    },
  }
}
