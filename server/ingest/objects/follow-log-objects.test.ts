import { setTimeout } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { unavailable } from '../../kernel/errors.ts'
import { effort } from '../../testing/effort.ts'
import { clock, openImporting } from '../../testing/importing.ts'
import { openLogBucket } from '../../testing/log-bucket.ts'
import { longLog } from '../../testing/long-log.ts'
import { startMoto, type TestMoto } from '../../testing/moto.ts'
import { parseFolderState } from './folder-state.ts'
import { followLogObjects } from './follow-log-objects.ts'
import type { FollowObjectsOptions } from './options.ts'

let moto: TestMoto
let importing: Awaited<ReturnType<typeof openImporting>>
let logs: Awaited<ReturnType<typeof openLogBucket>>
let buckets = 0
let told: string[] = []
beforeAll(async () => {
  ;[moto, importing] = await Promise.all([startMoto(), openImporting()])
})
afterAll(async () => {
  await importing.close()
  await moto.stop()
})
beforeEach(() => newBucket())

async function newBucket(): Promise<() => void> {
  await importing.forgetAll()
  told = []
  buckets += 1
  logs = await openLogBucket(moto, `logs-${buckets}`)
  return () => logs.close()
}

const options = (changes: Partial<FollowObjectsOptions> = {}): FollowObjectsOptions => ({
  ...{ urls: [logs.url()], s3: logs.s3, clock, dataSet: 'real', lmsUrl: 'https://lms.example' },
  ...{ warehouse: importing.warehouse, store: importing.store },
  signal: new AbortController().signal,
  tell: (text) => told.push(text),
  ...changes,
})
const once = (changes: Partial<FollowObjectsOptions> = {}) => followLogObjects(options({ isOnce: true, ...changes }))

/** Follows until it is stopped, looking all the time. */
function start(changes: Partial<FollowObjectsOptions> = {}) {
  const ending = new AbortController()
  const ended = followLogObjects(options({ lookEveryMs: 10, signal: ending.signal, ...changes }))
  return {
    stop() {
      ending.abort()
      return ended
    },
  }
}

const statements = async () =>
  Number((await importing.rows('SELECT count() AS statements FROM xapi.xapi_events_all'))[0]?.statements)
const written = async () =>
  await importing.rows(
    'SELECT groupArray(event_id) AS ids FROM (SELECT event_id FROM xapi.xapi_events_all ORDER BY event_id)',
  )
const stateOf = async (url: string) => {
  const kept = await importing.store.positions('bucket', 'real')
  return parseFolderState(kept.find(({ source }) => source === url)?.value ?? '{}')
}
const patience = { timeout: 20_000 }

/** As a shipper of that day calls it. */
const keyOf = (day: string, name: string) =>
  `tracking_logs/campus/year=2026/month=${day.slice(0, 2)}/day=${day.slice(3)}/tracking.log-${name}.gz`
const textOf = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('')

test('what is shipped is read as it comes, of new sites as well, and also when it comes late', async () => {
  const lines = longLog(12)
  const part = (index: number) => textOf(lines.slice(index * 2, index * 2 + 2))
  await logs.putPacked(keyOf('05-03', '2'), part(0))
  const following = start()
  await expect.poll(statements, patience).toBe(2)
  await logs.putPacked(keyOf('05-03', '3'), part(1))
  await expect.poll(statements, patience).toBe(4)
  // Before those that were read, of the day and of the day before.
  await logs.putPacked(keyOf('05-03', '1'), part(2))
  await logs.putPacked(keyOf('05-02', '9'), part(3))
  await expect.poll(statements, patience).toBe(8)
  expect(await following.stop()).toMatchObject({ read: 8, kept: 8, duplicates: 0 })
  // Long ago, and of another site: whoever begins looks through all.
  await logs.putPacked(keyOf('01-01', '1'), part(4))
  await logs.putPacked(keyOf('05-03', '1').replace('campus', 'other'), part(5))
  expect(await once()).toMatchObject({ read: 4, kept: 4 })
})

test('how much waits is told, and what keeps a bucket from being read; both go by themselves', async () => {
  const following = start({ urls: [logs.url('later/'), logs.url('broken/')] })
  await expect.poll(() => stateOf(logs.url('later/')), patience).toMatchObject({ isEmpty: true })
  const [line = ''] = longLog(1)
  await logs.put('broken/a.log.gz', gzipSync(line.repeat(100)).subarray(0, 60))
  await logs.putPacked('later/a.log.gz', textOf([line]))
  await expect
    .poll(() => stateOf(logs.url('later/')), patience)
    .toEqual({
      ...{ objects: 0, bytes: 0, readAt: clock.now().toISOString(), isEmpty: false, problem: null },
    })
  await expect
    .poll(() => told, patience)
    .toContain(`${logs.url('broken/a.log.gz')}: the compressed data is cut off or damaged.`)
  await following.stop()
  expect(told).toContain(`${logs.url('later/')}: there is no object there yet. Looking again.`)
  expect(told).toContain(`${logs.url('later/')}: can be read again.`)
  expect(told.filter((text) => text.includes('later/'))).toHaveLength(2)
})

test('while the warehouse takes nothing, objects wait in their bucket', async () => {
  await logs.putPacked(keyOf('05-03', '1'), textOf(longLog(5)))
  let isRefusing = true
  const { engine } = importing.warehouse
  const refusing: typeof engine = {
    ...engine,
    insert: (...given) => (isRefusing ? Promise.reject(unavailable('The engine is away.')) : engine.insert(...given)),
  }
  const following = start({ warehouse: { ...importing.warehouse, engine: refusing } })
  await expect.poll(() => stateOf(logs.url()), patience).toMatchObject({ objects: 1, problem: 'The engine is away.' })
  isRefusing = false
  await expect.poll(statements, patience).toBe(5)
  await following.stop()
  expect(told).toEqual(['The engine is away. Looking again.', `${logs.url()}: can be read again.`])
})

/** How a run ends. Killed: what it would have done from then on does not happen. */
const endings = {
  'in the end': () => ({}),
  'killed before an object is in the ledger': () => {
    const { store } = importing
    return { store: { ...store, saveLogObjects: () => Promise.reject(unavailable('Killed.')) } }
  },
  'killed somewhere': () => {
    const killing = new AbortController()
    void setTimeout(15).then(() => killing.abort())
    return { signal: killing.signal }
  },
} satisfies Record<string, () => Partial<FollowObjectsOptions>>

test('however lines are spread over objects, in whatever order these come, as often as they come, and wherever runs are killed, the tables are the same', async () => {
  const lines = longLog(60)
  await logs.putPacked('whole.log.gz', textOf(lines))
  await once()
  const expected = await written()
  const cuts = fc.array(fc.integer({ min: 0, max: lines.length }), { maxLength: 6 })
  const order = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 })
  const ending = fc.constantFrom(...(Object.keys(endings) as (keyof typeof endings)[]))
  await fc.assert(
    fc.asyncProperty(
      cuts,
      order,
      fc.array(ending, { maxLength: 3 }),
      fc.boolean(),
      async (at, keys, ends, isPacked) => {
        const close = await newBucket()
        const borders = [0, ...at.sort((one, other) => one - other), lines.length]
        const parts = borders.slice(1).map((border, index) => lines.slice(borders[index], border))
        for (const [index, part] of parts.entries()) {
          const key = keyOf('05-03', `${keys[index % keys.length]}-${index}`)
          if (isPacked) await logs.putPacked(key, textOf(part))
          else await logs.put(key.replace('.gz', ''), textOf(part))
          // The first comes twice.
          if (index === 0) await logs.putPacked(keyOf('05-02', 'again'), textOf(part))
          const end = ends[index]
          if (end) await once(endings[end]()).catch(() => undefined)
        }
        await once()
        expect(await written()).toEqual(expected)
        expect(await once()).toMatchObject({ read: 0 })
        close()
      },
    ),
    { numRuns: 5 * effort },
  )
})
