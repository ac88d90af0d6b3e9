import type { ImportReport } from '../../contract/pipeline.ts'
import { badInput } from '../../kernel/errors.ts'
import { connectS3 } from '../../s3/connect.ts'
import { refreshModels } from '../../warehouse/models/refresh.ts'
import { tablesOf } from '../../warehouse/tables.ts'
import { createCurrentLms } from '../current-lms.ts'
import { createMapper } from '../mapper.ts'
import { addTally, createTally, reportOf } from '../tally.ts'
import { createNewsFinder, type NewsFinder } from './find-news.ts'
import { logFolderOf } from './log-folder.ts'
import { problemOf } from './object-problem.ts'
import type { LogObjectsOptions } from './options.ts'
import { takeObjects } from './take-objects.ts'

export interface ImportObjectsOptions extends LogObjectsOptions {
  /** Takes what was read already, too. */
  readonly isAgain?: boolean
  readonly onProgress?: (progress: ObjectsProgress) => void
  /** All lines are written, and the figures are about to be computed. */
  readonly onWritten?: () => void
}

export interface ObjectsProgress {
  readonly url: string
  /** Objects that are read, of those that were found so far. */
  readonly objects: number
  readonly of: number
  readonly report: ImportReport
}

/** Objects named in the failure that ends an import. */
const mostNamed = 20

/**
 * Reads the tracking logs of buckets, plain or gzip, into the raw table by the steps by which a log file goes, and refreshes the models.
 * What was read before and has not changed is left out. Importing again, after being killed too, changes nothing.
 * @throws PanoramaError `bad_input` (exit 65): when there is nothing, and after everything that could be read is imported, when an
 *   object could not be read to its end; others as `s3Failure` has them
 */
export async function importLogObjects(options: ImportObjectsOptions): Promise<ImportReport> {
  const { warehouse, dataSet, store, clock, urls, s3, isAgain = false, signal, onProgress } = options
  const folders = urls.map(logFolderOf)
  const client = connectS3(s3)
  const currentLms = createCurrentLms(options)
  const mapper = createMapper()
  const target = { engine: warehouse.engine, tables: tablesOf(warehouse.databases, dataSet), clock, currentLms, mapper }
  const run = await store.startRun({ what: 'logs on S3', dataSet, sources: urls })
  const total = createTally()
  const problems: string[] = []
  const progress = { objects: 0, of: 0 }
  try {
    for (const folder of folders) {
      const { bucketOwner } = s3
      const finder = createNewsFinder({ ...{ client, folder, bucketOwner, store, dataSet, clock, isAgain } })
      for await (const objects of finder.look(signal)) {
        progress.of += objects.length
        await takeObjects({
          ...{ client, bucket: folder.bucket, bucketOwner, objects, target, store, dataSet, signal },
          count(tally) {
            if (tally) addTally(total, tally)
            return { id: run, report: reportOf(total) }
          },
          onTaken(taken) {
            progress.objects += taken.length
            problems.push(...taken.flatMap((object) => problemOf(folder.bucket, object)))
            onProgress?.({ url: folder.url, ...progress, report: reportOf(total) })
          },
        })
      }
      problems.push(...nothingIn(folder.url, finder))
    }
    options.onWritten?.()
    await refreshModels(warehouse, dataSet, signal ? { signal } : {})
    signal?.throwIfAborted()
    if (problems.length > 0) throw unreadObjects(problems)
    await store.updateRun(run, reportOf(total), 'done')
    return reportOf(total)
  } catch (cause) {
    await store.updateRun(run, reportOf(total), 'failed')
    throw cause
  } finally {
    await mapper.close()
    client.destroy()
  }
}

function nothingIn(url: string, finder: NewsFinder): string[] {
  const { objects, notLogs } = finder.seen()
  if (objects === 0) return [`${url}: there is no object there.`]
  return objects > notLogs ? [] : [`${url}: none of its ${notLogs} objects is called as logs are.`]
}

function unreadObjects(problems: readonly string[]) {
  const more = problems.length - mostNamed
  const named = [...problems.slice(0, mostNamed), ...(more > 0 ? [`And ${more.toLocaleString('en')} more.`] : [])]
  return badInput(named.join('\n'), {
    advice: 'Everything else was imported. An object that has changed is read by the next import.',
  })
}
