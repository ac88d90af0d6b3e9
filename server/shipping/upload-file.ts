import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { createGzip } from 'node:zlib'
import type { S3Client } from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { s3Url } from '../s3/address.ts'
import { type BucketRules, encryptedAs, ownedBy } from '../s3/connect.ts'
import { s3Failure } from '../s3/failure.ts'

export interface FileToUpload extends BucketRules {
  readonly bucket: string
  readonly key: string
  readonly path: string
  /** Of the file, from its beginning. */
  readonly bytes: number
  /** A larger object is uploaded in parts of so many bytes, which are in memory. */
  readonly partBytes: number
  readonly signal?: AbortSignal | undefined
}

/** The smallest part that S3 takes. */
const smallestPart = 5 * 1024 * 1024

/**
 * Uploads a file, packed with gzip. It is in the bucket as a whole or not at all.
 * @throws PanoramaError as `s3Failure` has it
 */
export async function uploadFile(
  client: S3Client,
  { bucket, key, path, bytes, partBytes, signal, ...rules }: FileToUpload,
) {
  const packed = pipeline(createReadStream(path, { end: bytes - 1 }), createGzip(), () => undefined)
  const upload = new Upload({
    client,
    params: {
      Bucket: bucket,
      Key: key,
      Body: packed,
      ContentType: 'application/gzip',
      ...encryptedAs(rules),
      ...ownedBy(rules),
    },
    partSize: Math.max(partBytes, smallestPart),
    queueSize: 1,
  })
  const abort = () => void upload.abort()
  signal?.addEventListener('abort', abort, { once: true })
  try {
    signal?.throwIfAborted()
    await upload.done()
  } catch (cause) {
    signal?.throwIfAborted()
    throw s3Failure(cause, s3Url(bucket, key))
  } finally {
    signal?.removeEventListener('abort', abort)
    packed.destroy()
  }
}
