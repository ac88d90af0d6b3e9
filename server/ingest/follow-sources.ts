import type { ImportReport } from '../contract/pipeline.ts'
import { isS3Url } from '../s3/address.ts'
import { type FollowOptions, type FollowProgress, followLogs } from './follow/follow-logs.ts'
import { followLogObjects } from './objects/follow-log-objects.ts'
import type { FollowObjectsOptions } from './objects/options.ts'
import { addReport, createTally, reportOf } from './tally.ts'

export interface FollowSourcesOptions
  extends Omit<FollowOptions, 'patterns' | 'store'>,
    Omit<FollowObjectsOptions, 'urls' | 'onProgress'> {
  /** Paths of logs, and `s3://bucket/folder/` for logs that are shipped to buckets. */
  readonly sources: readonly string[]
}

/**
 * Follows logs wherever they are, as `followLogs` and `followLogObjects` do. When one of the two cannot go on, both end.
 * @returns the count of this run
 */
export async function followSources(options: FollowSourcesOptions): Promise<ImportReport> {
  const { sources, onProgress } = options
  const patterns = sources.filter((source) => !isS3Url(source))
  const urls = sources.filter(isS3Url)
  const ending = new AbortController()
  const signal = AbortSignal.any([options.signal, ending.signal])
  const progress = new Map<object, FollowProgress>()
  const progressOf = (follow: object) => (mine: FollowProgress) => {
    progress.set(follow, mine)
    const all = [...progress.values()]
    onProgress?.({
      report: sumOf(all.map(({ report }) => report)),
      bytesBehind: all.reduce((sum, { bytesBehind }) => sum + bytesBehind, 0),
    })
  }
  const followings = [
    ...(patterns.length > 0 ? [followLogs({ ...options, patterns, signal, onProgress: progressOf(patterns) })] : []),
    ...(urls.length > 0 ? [followLogObjects({ ...options, urls, signal, onProgress: progressOf(urls) })] : []),
  ]
  for (const following of followings) following.catch(() => ending.abort())
  const outcomes = await Promise.allSettled(followings)
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
  return sumOf(outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : [])))
}

function sumOf(reports: readonly ImportReport[]): ImportReport {
  const total = createTally()
  for (const report of reports) addReport(total, report)
  return reportOf(total)
}
