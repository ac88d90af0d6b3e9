import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout } from 'node:timers/promises'
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { conflict, misconfigured, type PanoramaError } from '../../kernel/errors.ts'
import { s3Url } from '../../s3/address.ts'
import { connectS3, encryptedAs, ownedBy } from '../../s3/connect.ts'
import { s3Failure } from '../../s3/failure.ts'
import { listObjects } from '../../s3/list-objects.ts'
import { readObject } from '../../s3/read-object.ts'
import type { LakeSettings } from '../lake-settings.ts'
import { damaged, type LakeStorage, type StoredObject, type TaggedText } from './storage.ts'

/** S3 takes ten thousand parts, and eight megabytes in each of four at a time fit into any memory. */
const mostParts = 10_000
const smallestPart = 8 * 1024 * 1024
const removedAtOnce = 1_000

/** What tests make smaller. */
export interface S3Limits {
  /** Bytes that are copied in one request. */
  readonly copiedAtOnce: number
  /** Milliseconds that a service without conditional writes is given to show the text of somebody else. */
  readonly settleMs: number
}

/** A lake in a bucket of S3 or of a service that speaks like it. */
export function openS3Storage(
  settings: LakeSettings & { readonly place: { readonly bucket: string } },
  { copiedAtOnce, settleMs }: S3Limits = { copiedAtOnce: 5 * 1024 ** 3, settleMs: 2_000 },
): LakeStorage {
  const { bucket } = settings.place
  const client = connectS3(settings)
  const owned = { Bucket: bucket, ...ownedBy(settings) }
  const written = { ...owned, ...encryptedAs(settings) }
  let isConditional = true

  async function readText(key: string): Promise<TaggedText | undefined> {
    try {
      const answer = await client.send(new GetObjectCommand({ ...owned, Key: key }))
      return { text: (await answer.Body?.transformToString()) ?? '', tag: answer.ETag ?? '' }
    } catch (cause) {
      const failure = s3Failure(cause, s3Url(bucket, key))
      if (failure.code === 'not_found') return undefined
      throw failure
    }
  }

  async function replaceText(key: string, text: string, tag: string | null): Promise<string> {
    if (!isConditional) return replaceCarefully(key, text, tag)
    const condition = tag === null ? { IfNoneMatch: '*' } : { IfMatch: tag }
    try {
      const command = new PutObjectCommand({
        ...written,
        Key: key,
        Body: text,
        ContentType: 'application/json',
        ...condition,
      })
      return (await client.send(command)).ETag ?? ''
    } catch (cause) {
      if (knowsNoConditions(cause)) {
        isConditional = false
        return replaceCarefully(key, text, tag)
      }
      const failure = s3Failure(cause, s3Url(bucket, key))
      if (failure.code !== 'conflict' && failure.code !== 'not_found') throw failure
      // An answer that was lost made the client ask again: it may well be our own text that it met.
      const there = await readText(key)
      if (there?.text === text) return there.tag
      throw conflict(`${s3Url(bucket, key)} has changed meanwhile.`, { cause })
    }
  }

  /** For services that know no conditions: whoever wrote last sees their own text, and the other does not. */
  async function replaceCarefully(key: string, text: string, tag: string | null): Promise<string> {
    const changed = () => conflict(`${s3Url(bucket, key)} has changed meanwhile.`)
    if (((await readText(key))?.tag ?? null) !== tag) throw changed()
    await asked(
      key,
      client.send(new PutObjectCommand({ ...written, Key: key, Body: text, ContentType: 'application/json' })),
    )
    await setTimeout(settleMs)
    const there = await readText(key)
    if (there?.text !== text) throw changed()
    return there.tag
  }

  function asked<T>(key: string, answer: Promise<T>): Promise<T> {
    return answer.catch((cause) => {
      throw s3Failure(cause, s3Url(bucket, key))
    })
  }

  async function factsOf(key: string): Promise<{ readonly bytes: number; readonly etag: string }> {
    const { ContentLength = 0, ETag = '' } = await asked(
      key,
      client.send(new HeadObjectCommand({ ...owned, Key: key })),
    )
    return { bytes: ContentLength, etag: ETag }
  }

  /** The source of a copy stands in a header, in which a key is encoded. */
  const sourceOf = (key: string) => ({
    CopySource: `${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`,
    ...(settings.bucketOwner !== null && { ExpectedSourceBucketOwner: settings.bucketOwner }),
  })

  async function copyInParts(from: string, to: string, bytes: number): Promise<void> {
    const { UploadId } = await client.send(
      new CreateMultipartUploadCommand({ ...written, Key: to, ContentType: typeOf(to) }),
    )
    try {
      const parts: CompletedPart[] = []
      for (let at = 0; at < bytes; at += copiedAtOnce) {
        const CopySourceRange = `bytes=${at}-${Math.min(at + copiedAtOnce, bytes) - 1}`
        const part = { ...owned, ...sourceOf(from), Key: to, UploadId, PartNumber: parts.length + 1, CopySourceRange }
        const { CopyPartResult } = await client.send(new UploadPartCopyCommand(part))
        parts.push({ PartNumber: part.PartNumber, ETag: CopyPartResult?.ETag })
      }
      await client.send(
        new CompleteMultipartUploadCommand({ ...owned, Key: to, UploadId, MultipartUpload: { Parts: parts } }),
      )
    } catch (cause) {
      await client.send(new AbortMultipartUploadCommand({ ...owned, Key: to, UploadId })).catch(() => undefined)
      throw cause
    }
  }

  return {
    nameOf: (key) => s3Url(bucket, key),
    async put(key, file) {
      const { size } = await stat(file)
      const upload = new Upload({
        client,
        params: { ...written, Key: key, Body: createReadStream(file), ContentType: typeOf(key) },
        partSize: Math.max(smallestPart, Math.ceil(size / mostParts)),
      })
      await asked(key, upload.done())
    },
    async settle(from, to) {
      const { bytes } = await factsOf(from)
      const copy =
        bytes > copiedAtOnce
          ? copyInParts(from, to, bytes)
          : client.send(
              new CopyObjectCommand({
                ...{ ...written, ...sourceOf(from), Key: to },
                ...{ ContentType: typeOf(to), MetadataDirective: 'REPLACE' },
              }),
            )
      await asked(to, Promise.resolve<unknown>(copy))
    },
    async withFile(key, sha256, work) {
      const facts = await factsOf(key)
      const directory = await mkdtemp(join(tmpdir(), 'panorama-lake-'))
      try {
        const file = join(directory, 'object')
        const hash = createHash('sha256')
        const hashed = new Transform({
          transform(chunk, _encoding, done) {
            hash.update(chunk)
            done(null, chunk)
          },
        })
        const content = readObject(client, { bucket, bucketOwner: settings.bucketOwner, object: { key, ...facts } })
        await pipeline(content, hashed, createWriteStream(file, { mode: 0o600 }))
        if (hash.digest('hex') !== sha256) {
          throw conflict(`${s3Url(bucket, key)} is another than the manifest says.`, {
            advice: damaged,
          })
        }
        return await work(file)
      } finally {
        await rm(directory, { recursive: true, force: true })
      }
    },
    async putText(key, text) {
      const command = new PutObjectCommand({ ...written, Key: key, Body: text, ContentType: 'application/json' })
      await asked(key, client.send(command))
    },
    readText,
    replaceText,
    async replacesForOneAlone(key) {
      try {
        // There is one: this must be refused.
        const { text } = (await readText(key)) ?? { text: '' }
        await client.send(new PutObjectCommand({ ...written, Key: key, Body: text, IfNoneMatch: '*' }))
        isConditional = false
      } catch (cause) {
        if (s3Failure(cause, s3Url(bucket, key)).code !== 'conflict') isConditional = false
      }
      return isConditional
    },
    async list(prefix) {
      const objects: StoredObject[] = []
      for await (const page of listObjects(client, { bucket, prefix, bucketOwner: settings.bucketOwner })) {
        objects.push(...page)
      }
      return objects
    },
    // An object that was not written to its end is none.
    removeDrafts: async () => undefined,
    async remove(keys) {
      for (let at = 0; at < keys.length; at += removedAtOnce) {
        const some = keys.slice(at, at + removedAtOnce)
        const command = new DeleteObjectsCommand({
          ...owned,
          Delete: { Objects: some.map((Key) => ({ Key })), Quiet: true },
        })
        const { Errors = [] } = await asked(some[0]!, client.send(command))
        if (Errors.length > 0) throw notRemoved(s3Url(bucket, Errors[0]!.Key ?? ''), Errors[0]!.Code)
      }
    },
    close: () => client.destroy(),
  }
}

/** Services that know the header and not what it asks for say so; others pass over it. */
function knowsNoConditions(cause: unknown): boolean {
  const { name, $metadata } = cause as { name?: string; $metadata?: { httpStatusCode?: number } }
  return name === 'NotImplemented' || $metadata?.httpStatusCode === 501
}

function notRemoved(name: string, code = ''): PanoramaError {
  return misconfigured(`${name} could not be removed (${code}).`, {
    advice: 'Allow the key or role s3:DeleteObject on the objects of the lake.',
  })
}

const typeOf = (key: string) => (key.endsWith('.csv') ? 'text/csv; charset=utf-8' : 'application/octet-stream')
