import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from './open-store.ts'
import type { LogObject, Store } from './store.ts'

let now = new Date('2026-03-01T12:00:00Z')
let directory: string
let store: Store
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'panorama-store-'))
  store = await openStore(join(directory, 'store.db'), { now: () => now })
})
afterEach(async () => {
  await store.close()
  await rm(directory, { recursive: true })
})

const report = { read: 5, kept: 4, duplicates: 1, dropped: {}, quarantined: {} }
const object = (key: string, changes: Partial<LogObject> = {}): LogObject => ({
  ...{ key, etag: '"1"', bytes: 100, lines: 5, kept: 4, outcome: 'done', reason: null },
  ...changes,
})
const startRun = () => store.startRun({ what: 'logs on S3', dataSet: 'real', sources: ['s3://logs'] })
const save = async (bucket: string, objects: readonly LogObject[], id?: string) =>
  store.saveLogObjects({ dataSet: 'real', bucket, objects, run: { id: id ?? (await startRun()), report } })

test('objects are found by their keys, in the bucket and data set in which they were read', async () => {
  await save('logs', [object('a/1'), object('a/2'), object('b/1', { outcome: 'damaged', reason: 'It is cut off.' })])
  await save('others', [object('a/1')])
  const found = async (bucket: string, from: string, to: string) =>
    (await store.logObjects('real', bucket, { from, to })).map(({ key }) => key).sort()
  expect(await found('logs', 'a/1', 'a/2')).toEqual(['a/1', 'a/2'])
  expect(await found('logs', 'a/2', 'zz')).toEqual(['a/2', 'b/1'])
  expect(await found('others', 'a/', 'b/')).toEqual(['a/1'])
  expect(await store.logObjects('demo', 'logs', { from: '', to: 'zz' })).toEqual([])
})

test('one that is read again takes the place of what was read before', async () => {
  await save('logs', [object('a', { outcome: 'damaged', reason: 'It is cut off.' })])
  now = new Date('2026-03-01T12:01:00Z')
  await save('logs', [object('a', { etag: '"2"', bytes: 200 }), object('b')])
  expect(await store.lastLogObjects('real', { limit: 10, isOnlyFaulty: false })).toMatchObject([
    { bucket: 'logs', key: 'a', etag: '"2"', bytes: 200, outcome: 'done', reason: null },
    { bucket: 'logs', key: 'b', at: '2026-03-01T12:01:00.000Z' },
  ])
  expect(await store.lastLogObjects('real', { limit: 10, isOnlyFaulty: true })).toEqual([])
})

test('what was read of each bucket is counted', async () => {
  expect(await store.countLogObjects('real')).toEqual([])
  await save('logs', [
    object('a'),
    object('b', { outcome: 'damaged' }),
    object('c', { outcome: 'unreadable', lines: 0, kept: 0 }),
  ])
  await save('others', [object('a')])
  expect(await store.countLogObjects('real')).toMatchObject([
    { bucket: 'logs', objects: 3, bytes: 300, lines: 10, kept: 8, damaged: 1, unreadable: 1 },
    { bucket: 'others', objects: 1, damaged: 0, unreadable: 0 },
  ])
})

test('objects are kept together with what the run has counted, or neither', async () => {
  const run = await startRun()
  const twice = { ...object('a'), outcome: null as unknown as 'done' }
  await expect(save('logs', [object('b'), twice], run)).rejects.toMatchObject({ code: 'unavailable' })
  expect(await store.countLogObjects('real')).toEqual([])
  expect((await store.runs(1))[0]?.report.read).toBe(0)
  await save('logs', [object('b')], run)
  expect((await store.runs(1))[0]?.report).toEqual(report)
})
