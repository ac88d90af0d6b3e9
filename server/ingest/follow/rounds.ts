import type { ImportReport } from '../../contract/pipeline.ts'
import type { LiveIngest } from '../live-ingest.ts'
import { type FollowedLog, nextPortion, rewind } from './followed-log.ts'
import type { FollowedLogs } from './followed-logs.ts'
import { createPlainReader, type Portion } from './read-plain.ts'

/** Reads from all logs in turn, one round while the one before is written: two rounds are in memory at most. */
export interface Rounds {
  /**
   * Reads the next round, and hands it on once the one before is written.
   * @returns false when there was nothing to read
   * @throws when the round before was not taken; `goBack` then makes the next round read it again
   */
  next(): Promise<boolean>
  /** Resolves when all that was handed on is written. */
  written(): Promise<void>
  goBack(): Promise<void>
}

/** Bytes read in a round, over all logs. */
const roundBytes = 8 * 1024 * 1024

interface Handed {
  readonly log: FollowedLog
  readonly portion: Portion
  readonly firstLineNumber: number
}

/** @param onWritten is called for each portion that is written; the report is missing where it had no lines */
export function createRounds(
  logs: FollowedLogs,
  ingest: LiveIngest,
  onWritten: (log: FollowedLog, report: ImportReport | undefined) => void,
): Rounds {
  const reader = createPlainReader()
  let writing: Promise<void> = Promise.resolve()
  let isCutShort = false

  async function read(log: FollowedLog): Promise<Handed | null> {
    try {
      const isBegun = log.place.offset === 0
      const portion = await nextPortion(log, reader)
      // Afterwards: what is read now came behind what was put aside.
      if (isBegun && (await logs.lookAside(log))) isCutShort = true
      if (portion === 'changed') {
        await writing.catch(() => undefined)
        await logs.restart(log)
        isCutShort = true
        return null
      }
      if (!portion) return null
      const firstLineNumber = log.place.lines + 1
      log.place = portion.place
      return { log, portion, firstLineNumber }
    } catch (cause) {
      await logs.setAside(log, cause)
      return null
    }
  }

  /** From those that had their turn last, so that a long log does not keep the others waiting. */
  async function readAll(changed: readonly FollowedLog[]): Promise<Handed[]> {
    const handed: Handed[] = []
    let bytes = 0
    for (const log of [...changed].sort((one, other) => one.turn - other.turn)) {
      if (bytes >= roundBytes) {
        isCutShort = true
        break
      }
      const before = log.place.offset
      const portion = await read(log)
      if (!portion) continue
      log.turn += 1
      bytes += log.place.offset - before
      handed.push(portion)
    }
    return handed
  }

  async function handOn(handed: readonly Handed[]): Promise<void> {
    const outcomes = await Promise.allSettled(
      handed.map(async ({ log, portion: { lines, place }, firstLineNumber }) => {
        const report = lines.length > 0 ? await ingest.take(lines, log.path, firstLineNumber) : undefined
        log.durable = place
        onWritten(log, report)
      }),
    )
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
  }

  async function finishDone(): Promise<void> {
    for (const log of logs.all()) if (log.isDone && log.durable === log.place) await logs.finish(log)
  }

  return {
    async next() {
      isCutShort = false
      const handed = await readAll(await logs.look())
      await writing
      await finishDone()
      writing = handOn(handed)
      // Whoever waits next is told of a failure; until then nobody listens.
      writing.catch(() => undefined)
      return handed.length > 0 || isCutShort
    },
    async written() {
      await writing
      await finishDone()
    },
    async goBack() {
      await writing.catch(() => undefined)
      writing = Promise.resolve()
      for (const log of logs.all()) await rewind(log)
    },
  }
}
