import { s3Url } from '../../s3/address.ts'
import type { LogObject } from '../../store/store.ts'

/** What a person is told of an object that was not read to its end; nothing of one that was. */
export function problemOf(bucket: string, { key, outcome, reason }: LogObject): string[] {
  if (outcome === 'done' || reason === null) return []
  return [reason.includes(key) ? reason : `${s3Url(bucket, key)}: ${reason}`]
}
