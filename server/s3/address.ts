import { invalidRequest } from '../kernel/errors.ts'

/** What `s3://bucket/prefix` names: a folder of a bucket, all of it, or one object. */
export interface S3Address {
  readonly bucket: string
  /** Without a slash before it; empty for the whole bucket. */
  readonly prefix: string
}

export const isS3Url = (text: string) => /^s3:\/\//i.test(text)

/** @throws PanoramaError `invalid_request` for what is no such address */
export function readS3Url(text: string): S3Address {
  const [, bucket, prefix = ''] = /^s3:\/\/([a-z0-9][a-z0-9._-]{1,61}[a-z0-9])(?:\/+(.*))?$/is.exec(text) ?? []
  if (bucket === undefined || prefix.includes('*')) {
    throw invalidRequest(`${text} is no address of a bucket.`, {
      advice: 'Write s3://bucket, s3://bucket/folder/ or s3://bucket/one-object.gz, without *.',
    })
  }
  return { bucket, prefix }
}

export const s3Url = (bucket: string, key: string) => `s3://${bucket}/${key}`
