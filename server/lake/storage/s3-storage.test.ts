import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { systemClock } from '../../kernel/clock.ts'
import { sha256OfFile } from '../hash-file.ts'
import { openLake } from '../lake.ts'
import type { LakeSettings } from '../lake-settings.ts'
import { takeLock } from '../lock.ts'
import { type LakePlaces, lakesOnS3 } from '../testing/lake-places.ts'
import { madeUpChange } from '../testing/made-up-tables.ts'
import { openS3Between, type S3Between } from '../testing/s3-between.ts'
import { openS3Storage } from './s3-storage.ts'

let scratch: string
let places: LakePlaces
let between: S3Between
let settings: LakeSettings & { readonly place: { readonly bucket: string } }
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'panorama-s3-'))
  places = await lakesOnS3()
})
afterAll(async () => {
  await places.stop()
  await rm(scratch, { recursive: true })
})
beforeEach(async () => {
  const made = await places.settings()
  between = await openS3Between(made.endpoint!)
  settings = { ...made, place: made.place as { bucket: string }, endpoint: between.url }
  return () => between.close()
})

const publishOnce = async (of: LakeSettings) => {
  const lake = openLake(of, systemClock)
  try {
    const change = await madeUpChange(scratch, { a: ['1'], b: ['2'] })
    return await lake.write('run-1', async (writer) => ({
      ...(await writer.publish(change)),
      warnings: writer.warnings,
    }))
  } finally {
    lake.close()
  }
}

const limits = { copiedAtOnce: 5 * 1024 * 1024, settleMs: 50 }

test('all that is written is encrypted, and all is asked of the bucket of its owner alone (panorama-elt 40)', async () => {
  const encryption = { algorithm: 'aws:kms', keyId: 'alias/lake' } as const
  await publishOnce({ ...settings, encryption, bucketOwner: '123456789012' })
  const writing = between.seen.filter(({ method }) => method === 'PUT')
  expect(writing.length).toBeGreaterThan(6)
  for (const { headers } of writing) {
    expect(headers['x-amz-server-side-encryption']).toBe('aws:kms')
    expect(headers['x-amz-server-side-encryption-aws-kms-key-id']).toBe('alias/lake')
  }
  for (const { headers } of between.seen) expect(headers['x-amz-expected-bucket-owner']).toBe('123456789012')
  const copies = writing.filter(({ headers }) => headers['x-amz-copy-source'] !== undefined)
  expect(copies).toHaveLength(2)
  for (const { headers } of copies) expect(headers['x-amz-source-expected-bucket-owner']).toBe('123456789012')
})

test('large objects go in parts, whatever takes them', async () => {
  const file = join(scratch, 'large.csv')
  await writeFile(file, Buffer.alloc(17 * 1024 * 1024, 'every line is another one\n'))
  const storage = openS3Storage({ ...settings, encryption: { algorithm: 'AES256' } }, limits)
  await storage.put('aside', file)
  await storage.settle('aside', 'place/of=it%3D/large.csv')
  const isSame = await storage.withFile('place/of=it%3D/large.csv', await sha256OfFile(file), async (path) =>
    (await readFile(path)).equals(await readFile(file)),
  )
  expect(isSame).toBe(true)
  const parts = between.seen.filter(({ path }) => path.includes('partNumber='))
  expect(parts.filter(({ headers }) => headers['x-amz-copy-source'] !== undefined)).toHaveLength(4)
  expect(parts.length).toBeGreaterThan(5)
  storage.close()
})

test('a service that is asked too often is asked again', async () => {
  const refused = new Set<string>()
  between.meddle = ({ method, path, headers }) => {
    const what = headers['x-amz-copy-source'] ? 'copy' : /[.](csv|json)/.exec(path)?.[0]
    if (method !== 'PUT' || what === undefined || refused.has(what)) return undefined
    refused.add(what)
    return { status: 503 }
  }
  expect(await publishOnce(settings)).toMatchObject({ rows: 2, partitionsWritten: 2 })
  expect([...refused].toSorted()).toEqual(['.csv', '.json', 'copy'])
})

test('an answer that is lost makes a text no one else’s', async () => {
  const storage = openS3Storage(settings, limits)
  const tag = await storage.replaceText('acme/text', 'mine', null)
  // The client asks again what has been done: S3 refuses, for there is one now.
  expect(await storage.replaceText('acme/text', 'mine', null)).toBe(tag)
  await expect(storage.replaceText('acme/text', 'other', null)).rejects.toMatchObject({ code: 'conflict' })
  await expect(storage.replaceText('acme/text', 'other', '"0"')).rejects.toMatchObject({ code: 'conflict' })
  storage.close()
})

test.each([
  ['passes over conditions', undefined],
  ['refuses conditions', 501],
])(
  'a service that %s is used with care, which is said',
  async (_what, status) => {
    between.meddle = ({ headers }) => {
      const { 'if-match': match, 'if-none-match': none, ...others } = headers
      if (match === undefined && none === undefined) return undefined
      return status === undefined ? { headers: others } : { status }
    }
    const [one, other] = [openS3Storage(settings, limits), openS3Storage(settings, limits)]
    const take = (storage: typeof one, run: string) => takeLock(storage, 'acme/lock.json', run, systemClock)
    const taken = await Promise.allSettled([take(one, 'run-1'), take(other, 'run-2')])
    const locks = taken.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
    expect(locks.length).toBeLessThan(2)
    for (const { status: how, ...result } of taken) {
      if (how === 'rejected') expect((result as { reason: unknown }).reason).toMatchObject({ code: 'in_use' })
    }
    for (const lock of locks) await lock.release()
    const lock = await take(one, 'run-3')
    expect(lock.isForOneAlone).toBe(false)
    await expect(take(other, 'run-4')).rejects.toMatchObject({ code: 'in_use' })
    await lock.release()
    one.close()
    other.close()
  },
  60_000,
)

test('what is wrong with a bucket is said in words that help', async () => {
  const lake = openLake({ ...settings, place: { bucket: 'not-there' } }, systemClock)
  expect(await lake.test()).toEqual({ isOk: false, says: expect.stringMatching(/no such bucket.*Check its name/) })
  lake.close()
})
