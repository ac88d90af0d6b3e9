import type { S3Client } from '@aws-sdk/client-s3'
import type { DataSet } from '../../contract/scope.ts'
import type { Clock } from '../../kernel/clock.ts'
import { type ListedObject, listObjects } from '../../s3/list-objects.ts'
import type { LogObject, Store } from '../../store/store.ts'
import { datedRootOf, dayFolder, isCalledLog, type LogFolder } from './log-folder.ts'

/** Finds the objects of a folder that were not read yet, or are not any more what was read. */
export interface NewsFinder {
  /**
   * Looks through the folder: through all of it the first time and every hour, else through the last days of the folders that
   * name days.
   * @returns what is new, in the order of keys, some thousands at a time, none of them empty
   */
  look(signal?: AbortSignal): AsyncGenerator<readonly ListedObject[]>
  /** What was seen when all of it was looked through. */
  seen(): { readonly objects: number; readonly notLogs: number }
}

interface FinderOptions {
  readonly client: S3Client
  readonly folder: LogFolder
  readonly bucketOwner: string | null
  readonly store: Pick<Store, 'logObjects'>
  readonly dataSet: DataSet
  readonly clock: Clock
  /** Takes what was read already, too. */
  readonly isAgain?: boolean
}

/**
 * An object lies in the folder of the day on which its shipper says that it shipped it: a shipper that could not write for a while, or
 * whose clock is wrong, writes to a day that is over.
 */
const lookBackDays = 2
/** How often all is looked through, at the most: more seldom where that takes long. */
const wholeEveryMs = 3_600_000
const wholeEveryTimes = 50
/** What takes a few requests is looked through each time, where no folders name days. */
const fewObjects = 5_000
/** In memory at a time. */
const mostNews = 10_000

export function createNewsFinder(options: FinderOptions): NewsFinder {
  const { client, folder, bucketOwner, clock, isAgain = false } = options
  const { bucket } = folder
  const roots = new Set<string>()
  const seen = { objects: 0, notLogs: 0 }
  let nextWholeAt = Number.NEGATIVE_INFINITY

  const list = (prefix: string, signal: AbortSignal | undefined, after?: string) =>
    listObjects(client, { ...{ bucket, prefix, after, signal, bucketOwner } })

  /** What the address names by itself. */
  async function* listExact(signal: AbortSignal | undefined): AsyncGenerator<ListedObject[]> {
    for await (const page of list(folder.prefix, signal)) {
      // No key of those that begin so comes before it.
      yield page.filter(({ key }) => key === folder.prefix)
      return
    }
  }

  async function* listWhole(signal: AbortSignal | undefined): AsyncGenerator<ListedObject[]> {
    const began = performance.now()
    Object.assign(seen, { objects: 0, notLogs: 0 })
    const isFolder = folder.prefix === '' || folder.prefix.endsWith('/')
    if (!isFolder) {
      for await (const page of listExact(signal)) {
        seen.objects += page.length
        yield page
      }
    }
    for await (const page of list(isFolder ? folder.prefix : `${folder.prefix}/`, signal)) {
      const logs = page.filter(({ key }) => isCalledLog(key))
      seen.objects += page.length
      seen.notLogs += page.length - logs.length
      for (const { key } of logs) {
        const root = datedRootOf(key)
        if (root !== null) roots.add(root)
      }
      yield logs
    }
    const now = performance.now()
    nextWholeAt = now + Math.max(wholeEveryMs, (now - began) * wholeEveryTimes)
  }

  async function* listLastDays(signal: AbortSignal | undefined): AsyncGenerator<ListedObject[]> {
    for (const root of roots) {
      for await (const page of list(root, signal, dayFolder(root, clock.now(), lookBackDays)))
        yield page.filter(({ key }) => isCalledLog(key))
    }
  }

  return {
    seen: () => ({ ...seen }),
    async *look(signal) {
      const isShort = roots.size === 0 && seen.objects < fewObjects
      const isWhole = isShort || performance.now() >= nextWholeAt
      let news: ListedObject[] = []
      for await (const page of isWhole ? listWhole(signal) : listLastDays(signal)) {
        news.push(...(isAgain ? page : await unreadOf(page, options, isWhole)))
        if (news.length < mostNews) continue
        yield news
        news = []
      }
      if (news.length > 0) yield news
    },
  }
}

/** @param isWhole what S3 did not give is tried again, too */
async function unreadOf(
  page: readonly ListedObject[],
  { store, dataSet, folder }: FinderOptions,
  isWhole: boolean,
): Promise<ListedObject[]> {
  const [first, last] = [page[0], page.at(-1)]
  if (!first || !last) return []
  const read = await store.logObjects(dataSet, folder.bucket, { from: first.key, to: last.key })
  const known = new Map<string, Pick<LogObject, 'etag' | 'outcome'>>(read.map((object) => [object.key, object]))
  return page.filter(({ key, etag }) => {
    const before = known.get(key)
    return before?.etag !== etag || (isWhole && before.outcome === 'unreadable')
  })
}
