import { setTimeout } from 'node:timers/promises'
import type { ImportReport } from '../../contract/pipeline.ts'
import type { DataSet } from '../../contract/scope.ts'
import { createBell } from '../../kernel/bell.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { Store } from '../../store/store.ts'
import type { LiveIngest } from '../live-ingest.ts'
import { addReport, createTally, reportOf } from '../tally.ts'
import { createFollowedLogs, type FollowedLogs } from './followed-logs.ts'
import { type KnownPlaces, openKnownPlaces } from './known-places.ts'
import { createRounds } from './rounds.ts'
import { describeFailure, type Tell, tellOfOthers } from './tell.ts'
import { watchDirectories } from './watch-directories.ts'

/** What of the store following needs: places, and what a run has counted. */
export type FollowStore = Pick<Store, 'positions' | 'saveProgress' | 'startRun' | 'updateRun' | 'runs'>

export interface FollowOptions {
  /** Paths of logs, plain or gzip; `*` stands for any part of a name. */
  readonly patterns: readonly string[]
  readonly ingest: LiveIngest
  readonly store: FollowStore
  readonly dataSet: DataSet
  readonly clock: Clock
  /** Who follows, in words: another one who does is told of it. */
  readonly follower: string
  /** Ends it at a safe point: all that was taken is kept, with the place behind it. */
  readonly signal: AbortSignal
  /** Ends it where the logs end for now. */
  readonly isOnce?: boolean
  readonly tell: Tell
  readonly onProgress?: (progress: FollowProgress) => void
}

export interface FollowProgress {
  readonly report: ImportReport
  /** Bytes of plain logs that are still to be read. */
  readonly bytesBehind: number
}

/** A change is seen at once where the system tells of it, and within this time where it does not. */
const pollMs = 250
/** How often places are kept: after a crash, so much is read again. */
const saveMs = 2_000
/** From one try to the next while the warehouse takes nothing. */
const firstPauseMs = 500
const longestPauseMs = 30_000

/**
 * Follows logs and hands on their lines as they come, until it is told to end. A log is known by its content: it may be
 * renamed, copied, emptied or packed, also while nobody follows. Its place is kept behind what is in the warehouse, so that
 * a crash anywhere repeats some lines, which changes nothing, and loses none.
 *
 * Nothing makes it give up: what cannot be read or written is told once, and tried again. With `isOnce`, what cannot be
 * written ends it.
 * @returns the count of this run
 */
export async function followLogs(options: FollowOptions): Promise<ImportReport> {
  const { patterns, store, dataSet } = options
  const known = await openKnownPlaces(store, dataSet, options.follower)
  await tellOfOthers(options, known)
  const run = await store.startRun({ what: 'followed logs', dataSet, sources: patterns })
  const total = createTally()
  try {
    await followUntilEnded(options, known, (report) => {
      if (report) addReport(total, report)
      return { id: run, report: reportOf(total) }
    })
    await store.updateRun(run, reportOf(total), 'done')
    return reportOf(total)
  } catch (cause) {
    await store.updateRun(run, reportOf(total), 'failed')
    throw cause
  }
}

async function followUntilEnded(
  options: FollowOptions,
  known: KnownPlaces,
  count: (report?: ImportReport) => { id: string; report: ImportReport },
): Promise<void> {
  const { patterns, ingest, signal, isOnce = false, tell, onProgress } = options
  const logs = createFollowedLogs(patterns, known, keepNew, options)
  const bell = createBell()
  const watch = watchDirectories(patterns, bell.ring)
  const rounds = createRounds(logs, ingest, (log, report) => {
    count(report)
    known.note(log)
    if (failures > 0) tell('Events are written again.')
    failures = 0
  })
  let savedAt = performance.now()
  let failures = 0
  let isSaveFailing = false

  async function save(): Promise<void> {
    savedAt = performance.now()
    try {
      await known.save(count())
      isSaveFailing = false
    } catch (cause) {
      if (!isSaveFailing) tell(`How far logs were read cannot be kept for now. ${describeFailure(cause)}`, true)
      isSaveFailing = true
    }
  }

  /** At once; but a store that does not answer is not asked with every look. */
  async function keepNew(): Promise<void> {
    if (!isSaveFailing) await save()
  }

  async function pause(cause: unknown): Promise<void> {
    await rounds.goBack()
    if (failures === 0) tell(`Events wait in their logs. ${describeFailure(cause)}`, true)
    failures += 1
    const pauseMs = Math.min(firstPauseMs * 2 ** (failures - 1), longestPauseMs)
    await setTimeout(pauseMs, undefined, { signal }).catch(() => undefined)
  }

  try {
    while (!signal.aborted) {
      try {
        const isBusy = await rounds.next()
        if (!isBusy) await rounds.written()
        if (!known.isSaved() && performance.now() - savedAt > saveMs) await save()
        onProgress?.({ report: count().report, bytesBehind: bytesBehind(logs) })
        if (isBusy) continue
        if (isOnce) break
        await watch.renew()
        await bell.sleep(pollMs, signal)
      } catch (cause) {
        if (isOnce) throw cause
        await pause(cause)
      }
    }
    await rounds.written().catch(() => undefined)
  } finally {
    watch.close()
    if (!known.isSaved()) await save()
    await logs.close()
  }
}

function bytesBehind(logs: FollowedLogs): number {
  return logs.all().reduce((sum, { file, size, durable }) => sum + (file ? Math.max(0, size - durable.offset) : 0), 0)
}
