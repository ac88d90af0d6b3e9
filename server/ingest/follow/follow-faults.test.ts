import { appendFile, mkdtemp, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { unavailable } from '../../kernel/errors.ts'
import { openStore } from '../../store/open-store.ts'
import { effort } from '../../testing/effort.ts'
import { type Fault, faultyEngine } from '../../testing/faulty-engine.ts'
import { createFollowing } from '../../testing/following.ts'
import { linesCounted, openImporting } from '../../testing/importing.ts'
import { browserEvent, lineOf } from '../../testing/tracking-event.ts'

let importing: Awaited<ReturnType<typeof openImporting>>
let following: ReturnType<typeof createFollowing>
let log: string
beforeAll(async () => {
  importing = await openImporting()
  following = createFollowing(importing)
})
afterAll(() => importing.close())
beforeEach(begin)

async function begin(): Promise<void> {
  await importing.forgetAll()
  log = join(await mkdtemp(join(importing.directory, 'logs-')), 'tracking.log')
  following.told()
}

let made = 0
/** Lines nobody has seen before; every tenth cannot be read. */
function lines(count: number): string {
  return Array.from({ length: count }, () => {
    made += 1
    if (made % 10 === 0) return `{"broken": ${made}\n`
    const time = new Date(Date.UTC(2026, 0, 1) + made * 1_000).toISOString()
    return `${lineOf(browserEvent('load_video', { id: `v${made}` }, { time }))}\n`
  }).join('')
}

/** Without FINAL: what was written twice shows. Lines kept aside are known by their text. */
const inWarehouse = async () =>
  (
    await importing.rows(`SELECT count() AS statements, uniqExact(event_id) AS ids,
      (SELECT uniqExact(line_id) FROM panorama.quarantined_lines) AS aside FROM xapi.xapi_events_all`)
  )[0]
const allOf = (count: number) => ({ statements: count * 0.9, ids: count * 0.9, aside: count * 0.1 })

/** Live ingest on an engine of which inserts fail, one fault after the other, and none after that. */
function faultyIngest(faults: Fault[]) {
  const { warehouse } = importing
  const engine = faultyEngine(warehouse.engine, () => faults.shift() ?? 'none')
  return importing.liveIngest({ warehouse: { ...warehouse, engine } })
}

test('a disk that is full is told of once, in words that help, and once more when there is room', async () => {
  await writeFile(log, lines(30))
  const tail = following.start([log], { ingest: faultyIngest(['disk full', 'disk full', 'none', 'disk full']) })
  await tail.hasRead(30)
  expect(following.told()).toEqual([
    `${log}: reading from its beginning.`,
    'Events wait in their logs. The disk of the warehouse is full. Make room on it, or give it a larger one; what waits is written then.',
    'Events are written again.',
  ])
  await tail.stop()
  expect(await inWarehouse()).toEqual(allOf(30))
})

test('an engine that is slow gets one write at a time; whoever stops meanwhile keeps what it took', async () => {
  const { warehouse } = importing
  let underWay = 0
  let most = 0
  const insert: typeof warehouse.engine.insert = async (...given) => {
    underWay += 1
    most = Math.max(most, underWay)
    await faultyEngine(warehouse.engine, () => 'late').insert(...given)
    underWay -= 1
  }
  const ingest = importing.liveIngest({ warehouse: { ...warehouse, engine: { ...warehouse.engine, insert } } })
  await writeFile(log, lines(2_000))
  const tail = following.start([log], { ingest })
  for (let count = 0; count < 10; count += 1) await appendFile(log, lines(200))
  const first = await tail.stop()
  const second = await following.once([log])
  expect(most).toBe(1)
  expect(linesCounted(first) + linesCounted(second)).toBe(4_000)
  expect([first.duplicates, second.duplicates]).toEqual([0, 0])
  expect(await inWarehouse()).toEqual(allOf(4_000))
})

test('whatever the engine and the store refuse, nothing is lost and nothing doubled', async () => {
  const faults = fc.array(fc.constantFrom<Fault>('disk full', 'no answer', 'late', 'none'), { maxLength: 3 })
  const refusals = fc.array(fc.boolean(), { maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(faults, refusals, async (given, refused) => {
      await begin()
      const store: typeof importing.store = {
        ...importing.store,
        saveProgress: (progress) =>
          refused.pop() ? Promise.reject(unavailable('The store is locked.')) : importing.store.saveProgress(progress),
      }
      await writeFile(log, lines(10))
      const tail = following.start([log], { ingest: faultyIngest([...given]), store })
      await appendFile(log, lines(10))
      await tail.hasRead(20)
      await rename(log, `${log}.1`)
      await writeFile(log, lines(10))
      await tail.hasRead(30)
      await tail.stop()
      expect(await inWarehouse()).toEqual(allOf(30))
      const told = following.told()
      const about = (start: string) => told.filter((text) => text.startsWith(start)).length
      expect(about('Events wait')).toBe(about('Events are written again'))
      // As often as it came back, not as often as it was tried.
      expect(about('Events wait')).toBeLessThanOrEqual(2)
      await following.once([log])
      expect(await inWarehouse()).toEqual(allOf(30))
    }),
    { numRuns: 5 * effort },
  )
})

test('a clock that jumps back and forth, while nobody follows and logs are rotated, makes us miss no line', async () => {
  let now = '2026-05-03T12:00:00Z'
  const clock = { now: () => new Date(now) }
  const store = await openStore(join(importing.directory, 'jumping.db'), clock)
  const options = { clock, store, ingest: importing.liveIngest({ clock }) }
  await writeFile(log, lines(10))
  await following.once([log], options)
  let count = 10
  for (const [turn, moment] of ['2036', '2016', '2041', '2026', '2046', '2001'].entries()) {
    now = `${moment}-01-01T00:00:00Z`
    await appendFile(log, lines(10))
    await rename(log, `${log}.${turn}-old`)
    await writeFile(`${log}.${turn}-between`, lines(10))
    await writeFile(log, lines(10))
    await following.once([log], options)
    count += 30
    expect(await inWarehouse(), moment).toEqual(allOf(count))
  }
  await store.close()
})
