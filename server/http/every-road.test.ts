import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { JsonObject } from '../events/json.ts'
import { importTrackingLogs } from '../ingest/import-tracking-logs.ts'
import { routedRightly } from '../lrs/testing/routed.ts'
import { effort } from '../testing/effort.ts'
import { browserEvent, lineOf, mappedEvents } from '../testing/tracking-event.ts'
import { refreshModels } from '../warehouse/models/refresh.ts'
import { lmsUrl, openPrograms, xapi } from './testing/programs.ts'

const runs = 2 * effort

let programs: Awaited<ReturnType<typeof openPrograms>>
let directory: string
let authorization: string
let ask: ReturnType<typeof xapi>
beforeAll(async () => {
  programs = await openPrograms()
  directory = await mkdtemp(join(tmpdir(), 'panorama-roads-'))
  authorization = await programs.authorization('write', 'read-all')
  ask = xapi(programs.app, authorization)
})
afterAll(async () => {
  await programs.close()
  await rm(directory, { recursive: true })
})

const at = (event: JsonObject, second: number): JsonObject => ({
  ...event,
  time: `2024-03-01T10:2${Math.floor(second / 60)}:${String(second % 60).padStart(2, '0')}.123456+00:00`,
})
/** Of every family, at moments of their own; and two that share an id, being about two videos. */
const events: readonly JsonObject[] = [
  ...mappedEvents.map(at),
  ...['v7', 'v8'].map((id) => at(browserEvent('play_video', { id, currentTime: 5, duration: 60 }), 90)),
  ...['v7', 'v8'].map((id) => at(browserEvent('pause_video', { id, currentTime: 20, duration: 60 }), 105)),
]

let files = 0
const roads = {
  async file(some: readonly JsonObject[]) {
    files += 1
    const path = join(directory, `${files}.log`)
    await writeFile(path, some.map((event) => `${lineOf(event)}\n`).join(''))
    const { warehouse, store } = programs
    const clock = { now: () => new Date('2026-05-04T12:00:00Z') }
    await importTrackingLogs({ files: [path], warehouse, dataSet: 'real', store, lmsUrl, clock })
  },
  async http(some: readonly JsonObject[]) {
    const answer = await programs.app.inject({
      method: 'POST',
      url: '/panorama/api/ingest/tracking',
      headers: { authorization, 'content-type': 'text/plain' },
      payload: some.map(lineOf).join('\n'),
    })
    expect(answer.statusCode).toBe(200)
  },
  /** As event-routing-backends sends them: of one id only the first in a batch. */
  async lrs(some: readonly JsonObject[]) {
    const statements = new Map(
      some
        .flatMap(routedRightly)
        .map((each) => [each.id, each] as const)
        .reverse(),
    )
    const rest = some.flatMap(routedRightly).filter((each) => statements.get(each.id) !== each)
    expect([200, 409]).toContain((await ask({ method: 'POST', body: [...statements.values()] })).status)
    for (const body of rest) {
      const answer = await ask({ method: 'PUT', query: { statementId: String(body.id) }, body })
      expect([204, 409]).toContain(answer.status)
    }
  },
}
type Road = keyof typeof roads

const models = ['learner_course', 'learner_quarter', 'learner_block', 'learner_video', 'course_peers']

async function forgetAll() {
  await programs.forgetAll()
  for (const table of [...models, 'learner_marks']) {
    await programs.warehouse.engine.command({ name: 'test', sql: `TRUNCATE TABLE panorama.${table}` })
  }
}

/** The statements and all figures made from them. Which of two events of one id has it depends on which came first. */
async function tables(): Promise<Record<string, unknown>> {
  await refreshModels(programs.warehouse, 'real')
  const all = (table: string, but: string) => programs.rows(`SELECT * EXCEPT (${but}) FROM ${table} FINAL ORDER BY ALL`)
  const figures = models.map(async (table) => [table, await all(`panorama.${table}`, 'version')] as const)
  return {
    statements: await all('panorama.statements', 'event_id'),
    raw: await programs.rows('SELECT count() AS n, uniqExact(event_id) AS ids FROM xapi.xapi_events_all'),
    ...Object.fromEntries(await Promise.all(figures)),
  }
}

const road = fc.constantFrom<Road>('file', 'http', 'lrs')
const place = fc.nat(events.length - 1)
const delivery = fc.tuple(road, fc.array(place, { minLength: 1, maxLength: 12 }))

test(`any order, any batches, any repetition, by any road: the same statements and figures (${runs} ways)`, async () => {
  await forgetAll()
  await roads.file(events)
  const wanted = await tables()
  // Nothing is there twice.
  const [raw] = wanted.raw as [{ n: number; ids: number }]
  expect(raw.n).toBe(raw.ids)
  await fc.assert(
    fc.asyncProperty(fc.array(delivery, { maxLength: 6 }), road, fc.integer(), async (deliveries, last, turn) => {
      await forgetAll()
      const rest = events.map((_, index) => index).sort((left, right) => ((left * turn) % 31) - ((right * turn) % 31))
      const all: [Road, number[]][] = [...deliveries, [last, rest.slice(0, 12)], ['lrs', rest.slice(12)]]
      // Two at a time, as programs do not wait for each other.
      for (let next = 0; next < all.length; next += 2) {
        const together = all.slice(next, next + 2)
        await Promise.all(together.map(([way, places]) => roads[way](places.map((index) => events[index]!))))
      }
      expect(await tables()).toEqual(wanted)
    }),
    { numRuns: runs },
  )
})
