import type { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import { s3Url } from './address.ts'
import { type BucketRules, ownedBy } from './connect.ts'
import { isPassing, s3Failure } from './failure.ts'
import type { ListedObject } from './list-objects.ts'

export interface ObjectToRead extends Pick<BucketRules, 'bucketOwner'> {
  readonly bucket: string
  readonly object: ListedObject
  readonly signal?: AbortSignal | undefined
}

/** How often in a row reading may break off without having brought anything. */
const mostBreaks = 5
const firstPauseMs = 200

/**
 * The content of an object as it was listed. Where the connection breaks off, it is read on from there.
 * @throws PanoramaError `conflict` when it has another content by now, and others as `s3Failure` has them
 */
export async function* readObject(
  client: S3Client,
  { bucket, object: { key, etag, bytes }, signal, ...rules }: ObjectToRead,
): AsyncGenerator<Buffer> {
  let offset = 0
  let breaks = 0
  while (offset < bytes) {
    const before = offset
    try {
      const command = new GetObjectCommand({
        ...{ Bucket: bucket, Key: key, IfMatch: etag, ...ownedBy(rules) },
        ...(offset > 0 && { Range: `bytes=${offset}-` }),
      })
      const { Body } = await client.send(command, signal && { abortSignal: signal })
      for await (const chunk of Body as Readable as AsyncIterable<Buffer>) {
        offset += chunk.length
        yield chunk
      }
      if (offset < bytes) throw new Error('The answer ended too soon.')
    } catch (cause) {
      signal?.throwIfAborted()
      breaks = offset > before ? 1 : breaks + 1
      if (!isPassing(cause) || breaks > mostBreaks) throw s3Failure(cause, s3Url(bucket, key))
      await setTimeout(firstPauseMs * 2 ** breaks, undefined, { signal })
    }
  }
}
