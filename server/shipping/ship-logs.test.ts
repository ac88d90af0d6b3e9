import { appendFile, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { GetObjectCommand, HeadObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openLogBucket } from '../testing/log-bucket.ts'
import { longLog } from '../testing/long-log.ts'
import { startMoto, type TestMoto } from '../testing/moto.ts'
import { shippingFolder } from './object-key.ts'
import { type ShipOptions, shipLogs } from './ship-logs.ts'

let moto: TestMoto
let directory: string
let log: string
let logs: Awaited<ReturnType<typeof openLogBucket>>
let buckets = 0
let now: Date
let told: string[]
beforeAll(async () => {
  moto = await startMoto()
})
afterAll(() => moto.stop())
beforeEach(async () => {
  now = new Date('2026-05-03T23:59:58Z')
  told = []
  buckets += 1
  directory = await mkdtemp(join(tmpdir(), 'panorama-ship-'))
  log = join(directory, 'tracking.log')
  logs = await openLogBucket(moto, `raw-${buckets}`)
  return async () => {
    logs.close()
    await rm(directory, { recursive: true })
  }
})

const options = (changes: Partial<ShipOptions> = {}): ShipOptions => ({
  ...{ patterns: [log], bucket: logs.bucket, directory: join(directory, 'spool'), isOfContainer: false },
  ...{ folder: 'tracking_logs/learn.example/', mostBytes: 50e6, mostMs: 600_000, partBytes: 10e6 },
  s3: { ...logs.s3, encryption: null },
  clock: { now: () => now },
  signal: new AbortController().signal,
  tell: (text) => told.push(text),
  ...changes,
})
const once = (changes: Partial<ShipOptions> = {}) => shipLogs(options({ isOnce: true, ...changes }))
function start(changes: Partial<ShipOptions> = {}) {
  const ending = new AbortController()
  const ended = shipLogs(options({ signal: ending.signal, ...changes }))
  return {
    stop() {
      ending.abort()
      return ended
    },
  }
}

async function shipped(): Promise<{ key: string; lines: string[] }[]> {
  const { Contents = [] } = await logs.client.send(new ListObjectsV2Command({ Bucket: logs.bucket }))
  return Promise.all(
    Contents.map(async ({ Key: key = '' }) => {
      const { Body } = await logs.client.send(new GetObjectCommand({ Bucket: logs.bucket, Key: key }))
      const text = gunzipSync(await Body!.transformToByteArray()).toString()
      expect(text.endsWith('\n')).toBe(true)
      return { key, lines: text.trimEnd().split('\n') }
    }),
  )
}
const shippedLines = async () => (await shipped()).flatMap(({ lines }) => lines)
const textOf = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('')
const patience = { timeout: 20_000 }
const inSpool = async () => (await readdir(join(directory, 'spool'))).filter((name) => name.startsWith('events'))

describe('objects', () => {
  test('hold the events and nothing else, and lie in the folder of the day on which they were closed', async () => {
    const [one = '', two = ''] = longLog(2)
    await writeFile(
      log,
      `2026-05-03 10:15:00,123 INFO 27 [tracking] [user 6] logger.py:41 - ${one}\n\nno event\n${two}\nhalf`,
    )
    const report = await once()
    expect(report).toMatchObject({ objects: 1, events: 2, waitingBytes: 0 })
    expect(report.lines).toMatchObject({ read: 4, kept: 2, dropped: { 'blank line': 1, 'no event': 1 } })
    const [object] = await shipped()
    expect(object?.lines).toEqual([one, two])
    expect(object?.key).toMatch(
      /^tracking_logs\/learn\.example\/year=2026\/month=05\/day=03\/tracking\.log-20260503-235958-[0-9a-f]{12}\.gz$/,
    )
    expect(await inSpool()).toEqual([])
  })

  test('are closed at a size, between two lines', async () => {
    const lines = longLog(200)
    await writeFile(log, textOf(lines))
    await once({ mostBytes: 20_000 })
    const objects = await shipped()
    expect(objects.length).toBeGreaterThan(3)
    expect(objects.flatMap((object) => object.lines).sort()).toEqual([...lines].sort())
    for (const object of objects) expect(Buffer.byteLength(textOf(object.lines))).toBeLessThanOrEqual(20_000)
  })

  test('are closed after a time, and an object that is empty is never made', async () => {
    const [one = '', two = ''] = longLog(2)
    await writeFile(log, textOf([one]))
    const shipping = start()
    await expect.poll(inSpool, patience).toHaveLength(1)
    expect(await shipped()).toEqual([])
    now = new Date('2026-05-04T00:09:59Z')
    await expect.poll(shippedLines, patience).toEqual([one])
    now = new Date('2026-05-05T00:00:00Z')
    await appendFile(log, textOf([two]))
    await expect.poll(inSpool, patience).toHaveLength(1)
    await shipping.stop()
    expect((await shipped()).map(({ key }) => key.slice(0, 60))).toEqual([
      'tracking_logs/learn.example/year=2026/month=05/day=04/tracki',
      'tracking_logs/learn.example/year=2026/month=05/day=05/tracki',
    ])
  })

  test('are encrypted as it is set', async () => {
    await writeFile(log, textOf(longLog(1)))
    const encryption = { algorithm: 'aws:kms', keyId: 'alias/logs' } as const
    await once({ s3: { ...logs.s3, encryption, bucketOwner: '123456789012' } })
    const [{ key: Key } = { key: '' }] = await shipped()
    expect(await logs.client.send(new HeadObjectCommand({ Bucket: logs.bucket, Key }))).toMatchObject({
      ServerSideEncryption: 'aws:kms',
      SSEKMSKeyId: expect.stringContaining('alias/logs'),
    })
  })

  test.each([
    ['local', 'openedx', 'learn.example', 'openedx/tracking_logs/lms=learn.example/'],
    ['host', '', 'learn.example', 'tracking_logs/learn.example/'],
    ['k8s', '/', 'campus', 'tracking_logs/campus/'],
  ] as const)('of the layout %s lie in its folder', (layout, prefix, site, folder) => {
    expect(shippingFolder(layout, prefix, site)).toBe(folder)
    expect(() => shippingFolder(layout, prefix, '')).toThrow('It is not said of which site the logs are.')
    expect(() => shippingFolder(layout, prefix, '../x')).toThrow('../x is no name of a site.')
  })
})

describe('every event is shipped once', () => {
  test('also when logs were rotated meanwhile, while nobody shipped and while somebody did', async () => {
    const lines = longLog(12)
    await writeFile(log, textOf(lines.slice(0, 3)))
    await once()
    await appendFile(log, textOf(lines.slice(3, 5)))
    await rename(log, `${log}.1`)
    await writeFile(log, textOf(lines.slice(5, 7)))
    expect(await once()).toMatchObject({ events: 4 })
    expect(await once()).toMatchObject({ events: 0, objects: 0 })
    const shipping = start({ mostMs: 0 })
    await appendFile(log, textOf(lines.slice(7, 9)))
    await expect.poll(async () => (await shippedLines()).length, patience).toBe(9)
    await rename(log, `${log}.0`)
    await writeFile(log, textOf(lines.slice(9)))
    await expect.poll(async () => (await shippedLines()).length, patience).toBe(12)
    await shipping.stop()
    expect((await shippedLines()).sort()).toEqual([...lines].sort())
  })

  test('when the bucket does not answer for a while, and when it does not when shipping ends', async () => {
    const lines = longLog(6)
    await writeFile(log, textOf(lines.slice(0, 3)))
    await expect(once({ bucket: 'not-there' })).rejects.toMatchObject({ code: 'misconfigured' })
    const away = start({ bucket: 'not-there' })
    await appendFile(log, textOf(lines.slice(3)))
    await expect.poll(() => told.join(), patience).toContain('Events wait to be uploaded. s3://not-there/')
    const { waitingBytes, lines: read } = await away.stop()
    expect(waitingBytes).toBeGreaterThan(0)
    expect(read.read).toBeLessThanOrEqual(3)
    expect(told.at(-1)).toMatch(/^Events that were read wait in .* there is no such bucket\./)
    expect(await once()).toMatchObject({ events: 6 })
    expect((await shippedLines()).sort()).toEqual([...lines].sort())
  })

  test('by one process at a time', async () => {
    await writeFile(log, textOf(longLog(1)))
    const shipping = start()
    await expect.poll(inSpool, patience).toHaveLength(1)
    await expect(once()).rejects.toMatchObject({ code: 'in_use' })
    await shipping.stop()
    expect(await once()).toMatchObject({ objects: 0 })
  })

  test('and a state that cannot be understood is not taken for none', async () => {
    await writeFile(log, textOf(longLog(1)))
    await once()
    await writeFile(join(directory, 'spool', 'state.json'), '{"version":2}')
    await expect(once()).rejects.toMatchObject({ code: 'misconfigured', exitCode: 78 })
  })
})
