import { setTimeout } from 'node:timers/promises'
import type { ImportReport } from '../../contract/pipeline.ts'
import { connectS3 } from '../../s3/connect.ts'
import { addTally, createTally, reportOf } from '../tally.ts'
import { createFollowedFolder, type FollowedFolder } from './followed-folder.ts'
import { logFolderOf } from './log-folder.ts'
import type { FollowObjectsOptions } from './options.ts'
import type { ObjectsToTake } from './take-objects.ts'

/** Shippers write every ten minutes, and every look costs a request. */
const defaultLookMs = 60_000
/** From one try to the next, while S3 or the warehouse does not answer. */
const firstPauseMs = 1_000
const longestPauseMs = 60_000

/**
 * Follows folders of buckets into which logs are shipped: reads every object that is new or has changed, until it is told to end.
 * Nothing makes it give up: what cannot be read or written is told once, and tried again. With `isOnce`, it ends it.
 * @returns the count of this run
 */
export async function followLogObjects(options: FollowObjectsOptions): Promise<ImportReport> {
  const { urls, dataSet, store, s3 } = options
  const folders = urls.map(logFolderOf)
  const client = connectS3(s3)
  const run = await store.startRun({ what: 'logs on S3', dataSet, sources: urls })
  const total = createTally()
  const count: ObjectsToTake['count'] = (tally) => {
    if (tally) addTally(total, tally)
    return { id: run, report: reportOf(total) }
  }
  try {
    const followed = folders.map((folder) => createFollowedFolder(client, folder, options, count))
    await followUntilEnded(options, followed, () => reportOf(total))
    await store.updateRun(run, reportOf(total), 'done')
    return reportOf(total)
  } catch (cause) {
    await store.updateRun(run, reportOf(total), 'failed')
    throw cause
  } finally {
    client.destroy()
  }
}

async function followUntilEnded(
  { signal, isOnce = false, lookEveryMs = defaultLookMs, onProgress }: FollowObjectsOptions,
  followed: readonly FollowedFolder[],
  report: () => ImportReport,
): Promise<void> {
  let failures = 0
  while (!signal.aborted) {
    let hasFailed = false
    for (const folder of followed) {
      try {
        await folder.look()
      } catch (cause) {
        if (signal.aborted) return
        if (isOnce) throw cause
        hasFailed = true
        await folder.tellOfFailure(cause)
      }
      onProgress?.({ report: report(), bytesBehind: followed.reduce((sum, each) => sum + each.bytesBehind(), 0) })
    }
    if (isOnce) return
    failures = hasFailed ? failures + 1 : 0
    const pauseMs = hasFailed ? Math.min(firstPauseMs * 2 ** (failures - 1), longestPauseMs) : lookEveryMs
    await setTimeout(pauseMs, undefined, { signal }).catch(() => undefined)
  }
}
