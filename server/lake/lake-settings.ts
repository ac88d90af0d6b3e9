import type { BucketRules, S3Settings } from '../s3/connect.ts'

/** What the lake needs of the settings file. */
export interface LakeSettings extends S3Settings, BucketRules {
  readonly place: { readonly bucket: string } | { readonly directory: string }
  readonly basePrefix: string | null
  readonly basePartitions: readonly { readonly name: string; readonly value: string }[]
}
