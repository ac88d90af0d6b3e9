import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3'
import { s3Url } from './address.ts'
import { type BucketRules, ownedBy } from './connect.ts'
import { s3Failure } from './failure.ts'

export interface ListedObject {
  readonly key: string
  /** What its content is known by, with its quotes. */
  readonly etag: string
  readonly bytes: number
}

export interface Listing extends Pick<BucketRules, 'bucketOwner'> {
  readonly bucket: string
  readonly prefix: string
  /** Keys up to this one are left out. */
  readonly after?: string | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * The objects of a folder, in the order of their keys, a thousand at a time.
 * @throws PanoramaError as `s3Failure` has it
 */
export async function* listObjects(
  client: S3Client,
  { bucket, prefix, after, signal, ...rules }: Listing,
): AsyncGenerator<ListedObject[]> {
  let token: string | undefined
  do {
    const command = new ListObjectsV2Command({
      ...{ Bucket: bucket, Prefix: prefix, ...ownedBy(rules) },
      ...(token === undefined ? after !== undefined && { StartAfter: after } : { ContinuationToken: token }),
    })
    const page = await client.send(command, signal && { abortSignal: signal }).catch((cause) => {
      signal?.throwIfAborted()
      throw s3Failure(cause, s3Url(bucket, prefix))
    })
    yield (page.Contents ?? []).map(({ Key = '', ETag = '', Size = 0 }) => ({ key: Key, etag: ETag, bytes: Size }))
    token = page.IsTruncated ? page.NextContinuationToken : undefined
  } while (token !== undefined)
}
