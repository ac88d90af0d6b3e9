import type { ImportReport } from '../../contract/pipeline.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { BucketRules, S3Settings } from '../../s3/connect.ts'
import type { Store } from '../../store/store.ts'
import type { CurrentLmsOptions } from '../current-lms.ts'
import type { Tell } from '../follow/tell.ts'

export interface LogObjectsOptions extends CurrentLmsOptions {
  /** `s3://bucket/folder/`, or one object. */
  readonly urls: readonly string[]
  readonly s3: S3Settings & Pick<BucketRules, 'bucketOwner'>
  readonly store: Store
  readonly clock: Clock
  /** Stops between two chunks of lines; what was written stays. */
  readonly signal?: AbortSignal
}

export interface FollowObjectsOptions extends LogObjectsOptions {
  /** Ends it at a safe point. */
  readonly signal: AbortSignal
  /** Ends it when everything was looked through once. */
  readonly isOnce?: boolean
  readonly tell: Tell
  /** Called after each write, when figures may be recomputed. */
  readonly onWritten?: () => void
  readonly onProgress?: (progress: { readonly report: ImportReport; readonly bytesBehind: number }) => void
  /** From one look to the next. Default: a minute. */
  readonly lookEveryMs?: number
}
