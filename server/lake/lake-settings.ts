import type { BucketRules, S3Settings } from '../s3/connect.ts'

/** What the lake needs of the settings file. */
export interface LakeSettings extends S3Settings, BucketRules {
  /** A bucket of S3, or a `directory` of this machine. */
  readonly place: { readonly bucket: string } | { readonly directory: string }
  /** First segment of every key, and of every name in the catalogue. */
  readonly basePrefix: string | null
  /** Partitions that all tables share, each with the one value of this site. */
  readonly basePartitions: readonly { readonly name: string; readonly value: string }[]
}
