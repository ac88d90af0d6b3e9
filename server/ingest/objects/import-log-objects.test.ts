import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { clock, linesCounted, openImporting } from '../../testing/importing.ts'
import { openLogBucket } from '../../testing/log-bucket.ts'
import { startMoto, type TestMoto } from '../../testing/moto.ts'
import { browserEvent, lineOf } from '../../testing/tracking-event.ts'
import { type ImportObjectsOptions, importLogObjects } from './import-log-objects.ts'

let moto: TestMoto
let importing: Awaited<ReturnType<typeof openImporting>>
let logs: Awaited<ReturnType<typeof openLogBucket>>
let buckets = 0
beforeAll(async () => {
  ;[moto, importing] = await Promise.all([startMoto(), openImporting()])
})
afterAll(async () => {
  await importing.close()
  await moto.stop()
})
beforeEach(async () => {
  await importing.forgetAll()
  buckets += 1
  logs = await openLogBucket(moto, `logs-${buckets}`)
  return () => logs.close()
})

let made = 0
/** Lines nobody has seen before. */
function lines(count: number): string {
  return Array.from({ length: count }, () => {
    made += 1
    const time = new Date(Date.UTC(2026, 0, 1) + made * 1_000).toISOString()
    return `${lineOf(browserEvent('load_video', { id: `v${made}` }, { time }))}\n`
  }).join('')
}

const importUrls = (urls: readonly string[], changes: Partial<ImportObjectsOptions> = {}) =>
  importLogObjects({
    ...{ urls, s3: logs.s3, clock, dataSet: 'real', lmsUrl: 'https://lms.example' },
    ...{ warehouse: importing.warehouse, store: importing.store },
    ...changes,
  })
const statements = async () =>
  Number((await importing.rows('SELECT count() AS statements FROM xapi.xapi_events_all'))[0]?.statements)
const faulty = async () =>
  (await importing.store.lastLogObjects('real', { limit: 50, isOnlyFaulty: true })).filter(
    ({ bucket }) => bucket === logs.bucket,
  )

const day = 'year=2026/month=05/day=03'
const layouts = {
  'of a Kubernetes site': `tracking_logs/campus/${day}/tracking.log-20260503-101500-1a2b3c4d.gz`,
  'of a local site in the bucket of the lake': `openedx/tracking_logs/lms=learn.example/${day}/tracking.log-20260503-101500-1a2b3c4d.gz`,
  'of a local site in a bucket of its own': `tracking_logs/learn.example/${day}/tracking.log-20260503-101500-1a2b3c4d.gz`,
}

describe('objects', () => {
  test.each(Object.entries(layouts))('in the layout %s are read, and once only', async (_, key) => {
    await logs.putPacked(key, lines(3))
    const folder = logs.url(key.slice(0, key.indexOf('year=')))
    expect(await importUrls([folder])).toMatchObject({ read: 3, kept: 3 })
    await logs.putPacked(key.replace('1a2b', '9a9a'), lines(2))
    expect(await importUrls([folder])).toMatchObject({ read: 2, kept: 2, duplicates: 0 })
    expect(await importUrls([logs.url()])).toMatchObject({ read: 0 })
    expect(await importUrls([folder], { isAgain: true })).toMatchObject({ read: 5, kept: 0, duplicates: 5 })
    expect(await statements()).toBe(5)
  })

  test('plain, packed, of several packed parts, empty and without a last line end are read', async () => {
    await logs.put('a.log', lines(2))
    await logs.putPacked('b.log.gz', lines(2).trimEnd())
    await logs.put('c.gz', Buffer.concat([gzipSync(lines(1)), gzipSync(lines(2))]))
    await logs.put('d.log', '')
    await logs.putPacked('e.log', lines(1))
    expect(await importUrls([logs.url()])).toMatchObject({ read: 8, kept: 8 })
  })

  test('are named alone, by their folder or by their bucket, and what lies beside them is left', async () => {
    await logs.put('logs/2026', lines(1))
    await logs.put('logs/2026/tracking.log', lines(2))
    await logs.put('logs/2026-old/tracking.log', lines(4))
    await logs.put('logs/2026/auth_user/lms=a/auth_user.csv', 'id,username\n1,ann\n')
    await logs.put('logs/2026/_panorama/aside/x.log', lines(8))
    expect(await importUrls([logs.url('logs/2026/')])).toMatchObject({ read: 2 })
    expect(await importUrls([logs.url('logs/2026')])).toMatchObject({ read: 1 })
    expect(await importUrls([logs.url()])).toMatchObject({ read: 4 })
  })

  test('that are written anew under their key are read anew', async () => {
    const before = lines(2)
    await logs.putPacked('tracking.log.gz', before)
    await importUrls([logs.url()])
    await logs.putPacked('tracking.log.gz', before + lines(3))
    expect(await importUrls([logs.url()])).toMatchObject({ read: 5, kept: 3, duplicates: 2 })
  })

  test('are counted in the ledger, each with its lines', async () => {
    const twice = lines(2)
    await logs.putPacked('a.log', twice)
    await logs.putPacked('b.log', `${twice}${lines(1)}no event\n`)
    const report = await importUrls([logs.url()])
    expect(linesCounted(report)).toBe(report.read)
    const read = await importing.store.lastLogObjects('real', { limit: 50, isOnlyFaulty: false })
    expect(read.filter(({ bucket }) => bucket === logs.bucket)).toMatchObject([
      { key: 'a.log', lines: 2, kept: 2, outcome: 'done', reason: null },
      { key: 'b.log', lines: 4, kept: 1, outcome: 'done' },
    ])
    expect(await importing.rows('SELECT source, line_number FROM panorama.quarantined_lines')).toEqual([
      { source: logs.url('b.log'), line_number: 4 },
    ])
  })
})

describe('an object that cannot be read to its end', () => {
  test('is told of after all else is read, kept up to where it is cut, and read again when it is whole', async () => {
    const whole = lines(2_000)
    const packed = gzipSync(whole)
    await logs.put('a.log.gz', packed.subarray(0, packed.length / 2))
    await logs.putPacked('b.log.gz', lines(3))
    await expect(importUrls([logs.url()])).rejects.toMatchObject({
      code: 'bad_input',
      exitCode: 65,
      message: `${logs.url('a.log.gz')}: the compressed data is cut off or damaged.`,
    })
    const [object] = await faulty()
    expect(object).toMatchObject({
      key: 'a.log.gz',
      outcome: 'damaged',
      lines: object?.kept === undefined ? 0 : object.kept + 1,
    })
    expect(object?.kept).toBeGreaterThan(500)
    expect(await statements()).toBe(3 + (object?.kept ?? 0))
    expect(await importUrls([logs.url()])).toMatchObject({ read: 0 })
    await logs.put('a.log.gz', packed)
    expect(await importUrls([logs.url()])).toMatchObject({ read: 2_000, duplicates: object?.kept })
    expect(await faulty()).toEqual([])
  })

  test('because of its packing is named with it', async () => {
    await logs.put('a.log.zst', Buffer.from('28b52ffd0458510000', 'hex'))
    await logs.put('b.log.zst', Buffer.from('28b52ffd045851000000', 'hex'))
    await expect(importUrls([logs.url()])).rejects.toMatchObject({
      message: expect.stringMatching(
        /a\.log\.zst: is packed with zstd.*\n.*b\.log\.zst: is packed with zstd, and only gzip is read/,
      ),
    })
    expect(await faulty()).toMatchObject([{ outcome: 'damaged' }, { outcome: 'damaged' }])
  })
})

describe('an address', () => {
  test.each([
    ['s3://', 'is no address of a bucket'],
    ['s3://logs/a*/', 'is no address of a bucket'],
  ])('like %s is refused', async (url, problem) => {
    await expect(importUrls([url])).rejects.toMatchObject({
      code: 'invalid_request',
      message: expect.stringContaining(problem),
    })
  })

  test('with nothing behind it is told of', async () => {
    await expect(importUrls([logs.url('nothing/')])).rejects.toMatchObject({
      code: 'bad_input',
      message: `${logs.url('nothing/')}: there is no object there.`,
    })
    await logs.put('lake/auth_user/auth_user.csv', 'id\n1\n')
    await expect(importUrls([logs.url('lake/')])).rejects.toMatchObject({
      message: `${logs.url('lake/')}: none of its 1 objects is called as logs are.`,
    })
    await expect(importUrls(['s3://not-there/'])).rejects.toMatchObject({
      code: 'misconfigured',
      message: 's3://not-there/: there is no such bucket.',
    })
  })
})
