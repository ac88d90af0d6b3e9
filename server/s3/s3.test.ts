import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openLogBucket } from '../testing/log-bucket.ts'
import { startMoto, type TestMoto } from '../testing/moto.ts'
import { connectS3, encryptedAs, ownedBy } from './connect.ts'
import { s3Failure } from './failure.ts'
import { type ListedObject, listObjects } from './list-objects.ts'
import { readObject } from './read-object.ts'

/** Answers in the place of S3, or lets it answer: returns true when it has answered. */
type Fault = (asked: IncomingMessage, answer: ServerResponse) => boolean

let moto: TestMoto
let logs: Awaited<ReturnType<typeof openLogBucket>>
let between: Server
let client: S3Client
/** What happens to the next requests; none left, and S3 answers. */
let faults: Fault[] = []
let asked: IncomingMessage[] = []

beforeAll(async () => {
  moto = await startMoto()
  logs = await openLogBucket(moto, 'logs')
  between = createServer((incoming, answer) => {
    asked.push(incoming)
    if (!faults.shift()?.(incoming, answer)) passOn(incoming, answer)
  })
  await new Promise<void>((resolve) => void between.listen(0, '127.0.0.1', resolve))
  const endpoint = `http://127.0.0.1:${(between.address() as AddressInfo).port}`
  client = connectS3({ endpoint, region: moto.region, credentials: moto.credentials })
})
afterAll(async () => {
  client.destroy()
  logs.close()
  between.closeAllConnections()
  between.close()
  await moto.stop()
})
beforeEach(() => {
  faults = []
  asked = []
})

function passOn(incoming: IncomingMessage, answer: ServerResponse, most = Number.POSITIVE_INFINITY): void {
  const { method, url, headers } = incoming
  const onward = request(`${moto.url}${url}`, { method, headers }, (answered) => {
    answer.writeHead(answered.statusCode ?? 502, answered.headers)
    let sent = 0
    answered.on('data', (bytes: Buffer) => {
      answer.write(bytes.subarray(0, most - sent), () => {
        if (sent >= most) answer.destroy()
      })
      sent += bytes.length
    })
    answered.on('end', () => sent < most && answer.end())
  })
  incoming.pipe(onward)
}

const cutAfter =
  (bytes: number): Fault =>
  (incoming, answer) => {
    passOn(incoming, answer, bytes)
    return true
  }
/** As S3 does it with a thousand. */
const inPagesOf =
  (objects: number): Fault =>
  (incoming, answer) => {
    incoming.url += `&max-keys=${objects}`
    passOn(incoming, answer)
    return true
  }
const refuse =
  (status: number, code: string): Fault =>
  (_, answer) => {
    answer.writeHead(status, { 'Content-Type': 'application/xml' })
    answer.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>for AKIDOFTHETESTS</Message></Error>`)
    return true
  }

async function listed(prefix: string): Promise<ListedObject[]> {
  const pages: ListedObject[] = []
  for await (const page of listObjects(client, { bucket: 'logs', prefix, bucketOwner: '123456789012' }))
    pages.push(...page)
  return pages
}
async function contentOf(object: ListedObject): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of readObject(client, { bucket: 'logs', object, bucketOwner: '123456789012' }))
    pieces.push(piece)
  return Buffer.concat(pieces)
}
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (cause) => cause,
  )

test('what breaks off is read on from there, and too many requests are made again', async () => {
  const content = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7919) % 251))
  await logs.put('broken/a', content)
  faults = [refuse(503, 'SlowDown')]
  const [object] = await listed('broken/')
  asked = []
  faults = [cutAfter(100_000), cutAfter(50_000)]
  expect((await contentOf(object!)).equals(content)).toBe(true)
  expect(asked.map(({ headers }) => headers.range ?? 'all')).toEqual([
    'all',
    expect.stringMatching(/^bytes=\d+-$/),
    expect.stringMatching(/^bytes=\d+-$/),
  ])
  expect(new Set(asked.map(({ headers }) => headers['if-match']))).toEqual(new Set([object!.etag]))
})

test('an object that is written anew while it is read is not mixed with what it was', async () => {
  await logs.put('changing/a', Buffer.alloc(200_000, 'a'))
  const [object] = await listed('changing/')
  faults = [cutAfter(100_000)]
  const reading = contentOf(object!)
  while (asked.length < 2) await new Promise((resolve) => setTimeout(resolve, 5))
  await logs.put('changing/a', Buffer.alloc(200_000, 'b'))
  expect(await failureOf(reading)).toMatchObject({ code: 'conflict' })
})

test('a listing of several pages is read to its end, in the order of keys, and from a key on', async () => {
  const keys = ['1', '2', '3', '4', '5'].map((name) => `many/${name}`)
  for (const key of keys) await logs.put(key, Buffer.from('x'))
  faults = [inPagesOf(2), inPagesOf(2), inPagesOf(2)]
  expect((await listed('many/')).map(({ key }) => key)).toEqual(keys)
  expect(asked).toHaveLength(3)
  const after = listObjects(client, { bucket: 'logs', prefix: 'many/', after: 'many/3', bucketOwner: null })
  expect((await after.next()).value).toMatchObject([{ key: 'many/4' }, { key: 'many/5', bytes: 1 }])
})

test('the owner goes with every request, and encryption with what is written', async () => {
  await logs.put('owned/a', Buffer.from('x'))
  const [object] = await listed('owned/')
  await contentOf(object!)
  const encryption = { algorithm: 'aws:kms', keyId: 'alias/logs' } as const
  const rules = { ...ownedBy({ bucketOwner: '123456789012' }), ...encryptedAs({ encryption }) }
  await client.send(new PutObjectCommand({ Bucket: 'logs', Key: 'owned/b', Body: 'x', ...rules }))
  expect(asked.map(({ headers }) => headers['x-amz-expected-bucket-owner'])).toEqual(asked.map(() => '123456789012'))
  expect(asked.at(-1)?.headers).toMatchObject({
    'x-amz-server-side-encryption': 'aws:kms',
    'x-amz-server-side-encryption-aws-kms-key-id': 'alias/logs',
  })
})

test.each([
  [403, 'AccessDenied', 'misconfigured', 'access is refused'],
  [403, 'InvalidAccessKeyId', 'misconfigured', 'the AWS key is not accepted'],
  [404, 'NoSuchBucket', 'misconfigured', 'there is no such bucket'],
  [400, 'AuthorizationHeaderMalformed', 'misconfigured', 'the bucket is in another region'],
  [403, 'InvalidObjectState', 'forbidden', 'lies in an archive'],
  [404, 'NoSuchKey', 'not_found', 'is not there'],
  [412, 'PreconditionFailed', 'conflict', 'has changed meanwhile'],
])('%i %s is told in words that quote nothing of S3', async (status, code, kind, words) => {
  faults = [refuse(status, code)]
  const failure = await failureOf(listed('any/'))
  expect(failure).toMatchObject({ code: kind, message: expect.stringContaining(words) })
  expect(`${failure.message} ${failure.advice}`).not.toContain('AKID')
  expect(failure.message).toMatch(/^s3:\/\/logs\/any\//)
})

test('what nobody answers is told as that, and may be asked again', async () => {
  const away = connectS3({ endpoint: 'http://127.0.0.1:9', region: 'eu-west-1', credentials: moto.credentials })
  const failure = await failureOf(listObjects(away, { bucket: 'logs', prefix: '', bucketOwner: null }).next())
  expect(failure).toMatchObject({ code: 'unavailable', exitCode: 69 })
  expect(s3Failure(failure, 'again')).toBe(failure)
  away.destroy()
})
