import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { unavailable } from '../../kernel/errors.ts'
import { effort } from '../../testing/effort.ts'
import { createFollowing } from '../../testing/following.ts'
import { openImporting } from '../../testing/importing.ts'
import { openRotatedLog } from '../../testing/rotated-log.ts'
import { browserEvent, lineOf } from '../../testing/tracking-event.ts'
import type { FollowOptions } from './follow-logs.ts'

let importing: Awaited<ReturnType<typeof openImporting>>
beforeAll(async () => {
  importing = await openImporting()
})
afterAll(() => importing.close())

let made = 0
/** A line nobody has seen before. */
function line(): string {
  made += 1
  const time = new Date(Date.UTC(2026, 0, 1) + made * 1_000).toISOString()
  return lineOf(browserEvent('load_video', { id: `v${made}` }, { time }))
}

/** How a run ends. Killed: what it would have done from then on does not happen. */
const endings = {
  'at the end of the log': () => ({}),
  'killed before anything is written': () => ({ ingest: { take: () => Promise.reject(unavailable('Killed.')) } }),
  'killed after a first place is kept': () => onlySaves(1),
  'killed before a place is kept': () => onlySaves(0),
} satisfies Record<string, () => Partial<FollowOptions>>

function onlySaves(times: number): Partial<FollowOptions> {
  const { store } = importing
  let left = times
  return {
    store: {
      ...store,
      saveProgress: (progress) => (left-- > 0 ? store.saveProgress(progress) : Promise.reject(unavailable('Killed.'))),
    },
  }
}

const step = fc.record({
  lines: fc.integer({ min: 0, max: 4 }),
  disturbances: fc.integer({ min: 0, max: 3 }),
  ending: fc.constantFrom(...(Object.keys(endings) as (keyof typeof endings)[])),
})
const chances = fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 10, maxLength: 40 })

test('whatever happens to a log between runs, and wherever they are killed, every line arrives once', async () => {
  const following = createFollowing(importing)
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), chances, async (steps, given) => {
      await importing.forgetAll()
      const path = join(await mkdtemp(join(importing.directory, 'logs-')), 'tracking.log')
      let draws = 0
      const log = await openRotatedLog(path, () => given[draws++ % given.length]!)
      await following.once([path])
      let written = 0
      for (const { lines, disturbances, ending } of steps) {
        await log.append(Array.from({ length: lines }, line))
        written += lines
        for (let count = 0; count < disturbances; count += 1) await log.disturb()
        await following.once([path], endings[ending]()).catch(() => undefined)
      }
      await log.finish()
      await following.once([path])
      expect(
        await importing.rows('SELECT count() AS rows, uniqExact(event_id) AS ids FROM xapi.xapi_events_all'),
      ).toEqual([{ rows: written, ids: written }])
      expect(await following.once([path])).toMatchObject({ read: 0 })
    }),
    { numRuns: 8 * effort },
  )
})
