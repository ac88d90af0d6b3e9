import { readS3Url, type S3Address } from '../../s3/address.ts'

/** A folder of a bucket with logs in it, or one object. */
export interface LogFolder extends S3Address {
  /** As somebody wrote it. */
  readonly url: string
}

/** @throws PanoramaError `invalid_request` for what is no address of a bucket */
export const logFolderOf = (url: string): LogFolder => ({ url, ...readS3Url(url) })

/**
 * Fluent Bit's folders: `…/year=2026/month=03/day=01/tracking.log-…`, a folder for the day on which an object was shipped.
 * @returns what stands before the year, or null for an object that lies elsewhere
 */
export function datedRootOf(key: string): string | null {
  return /^((?:.*\/)?)year=\d{4}\/month=\d\d\/day=\d\d\/[^/]*$/s.exec(key)?.[1] ?? null
}

/** The folder of the day so many days ago: the keys behind it are those of that day and later ones. */
export function dayFolder(root: string, now: Date, daysAgo: number): string {
  const [year, month, day] = new Date(now.getTime() - daysAgo * 86_400_000).toISOString().slice(0, 10).split('-')
  return `${root}year=${year}/month=${month}/day=${day}/`
}

/** Whether an object is called as logs are. Tables of the lake may lie in the same bucket. */
export function isCalledLog(key: string): boolean {
  const [name = '', ...folders] = key.split('/').reverse()
  return /\.log|\.gz$|\.(jsonl?|ndjson)$/i.test(name) && !folders.some((folder) => folder.startsWith('_'))
}
