import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { DataSet } from '../contract/scope.ts'
import type { JsonObject } from '../events/json.ts'
import { actorIdOf } from '../kernel/actor-id.ts'
import { effort } from '../testing/effort.ts'
import { openImporting } from '../testing/importing.ts'
import { browserEvent, lineOf, mappedEvents, testCourseKey } from '../testing/tracking-event.ts'
import { refreshModels } from '../warehouse/models/refresh.ts'
import { tablesOf } from '../warehouse/tables.ts'
import { aliasesInUse } from './actor-aliases.ts'
import { importLmsTables } from './import-lms-tables.ts'
import { reconcileActors } from './reconcile-actors.ts'

const lmsUrl = 'https://lms.example'
const clock = { now: () => new Date('2026-05-03T12:00:00Z') }
let importing: Awaited<ReturnType<typeof openImporting>>
beforeAll(async () => {
  importing = await openImporting()
})
afterAll(() => importing.close())

const shownTables = [
  ['rawStatements', '', 'toString(event_id) AS id, emission_time, event'],
  ['statements', 'FINAL', '*'],
  ['learnerCourse', 'FINAL', '* EXCEPT version'],
  ['learnerQuarter', 'FINAL', '* EXCEPT version'],
  ['learnerBlock', 'FINAL', '* EXCEPT version'],
  ['learnerVideo', 'FINAL', '* EXCEPT version'],
  ['learnerDemographics', 'FINAL', '* EXCEPT version'],
  ['coursePeers', 'FINAL', '* EXCEPT version'],
  ['dirtyLearners', 'FINAL', 'course_key, actor_id'],
  ['leavingPeople', '', '*'],
  ['importCandidates', '', '*'],
] as const

async function shown(dataSet: DataSet) {
  const tables = tablesOf(importing.warehouse.databases, dataSet)
  const entries = []
  for (const [name, final, columns] of shownTables) {
    entries.push([name, await importing.rows(`SELECT ${columns} FROM ${tables[name]} ${final} ORDER BY ALL`)])
  }
  return Object.fromEntries(entries) as Record<(typeof shownTables)[number][0], Record<string, unknown>[]>
}

beforeEach(() => empty())
async function empty() {
  for (const dataSet of ['real', 'demo'] as const) {
    for (const table of Object.values(tablesOf(importing.warehouse.databases, dataSet))) await importing.truncate(table)
  }
}

interface ExternalId {
  readonly actor: string
  readonly type?: string
  readonly username: string
  readonly userId: number
  readonly dumpedAt?: string
}

async function importIds(dataSet: DataSet, ids: readonly ExternalId[]) {
  const lines = ids.map(({ actor, type = 'xapi', username, userId, dumpedAt = '2026-05-01 00:00:00' }) =>
    [actor, type, username, userId, '11111111-2222-4333-8444-555555555555', dumpedAt].join(','),
  )
  const header = 'external_user_id,external_id_type,username,user_id,dump_id,time_last_dumped'
  const path = await importing.fileOf('external_id.csv', [header, ...lines, ''].join('\n'))
  const { warehouse, store } = importing
  await importLmsTables({ files: [path], warehouse, dataSet, store, clock, lmsUrl })
}

async function importEvents(dataSet: DataSet, lines: readonly string[]) {
  await importing.importFiles([await importing.fileOf('events.log', lines.join('\n'))], { dataSet })
}

const reconcile = (dataSet: DataSet) => reconcileActors({ warehouse: importing.warehouse, dataSet, lmsUrl, clock })

const ann = { actor: '11111111-2222-4333-8444-555555555555', username: 'ann', userId: 7 }
const bob = { actor: '22222222-2222-4333-8444-555555555555', username: 'bob', userId: 8 }

/** Who did it, told by user id, by username, or by both; cy has no external id. */
const told = [
  { context: { user_id: 7 }, username: 'ann' },
  { context: { user_id: null }, username: 'ann' },
  { context: { user_id: 8 }, username: '' },
  { context: { user_id: null }, username: 'bob' },
  { context: { user_id: 9 }, username: 'cy' },
]

/** Whoever did it, at its own time, which is written in one of the ways in which logs do. */
const event = fc
  .record({
    event: fc.constantFrom(...mappedEvents),
    who: fc.integer({ min: 0, max: told.length - 1 }),
    second: fc.integer({ min: 0, max: 5 }),
    written: fc.constantFrom('.123456+00:00', 'Z', '+00:00', '.5Z', '.250000+00:00'),
  })
  // Seconds apart for each way of telling who it was: the ids of two events of one instant go by what came first.
  .map(({ event, who, second, written }): JsonObject => {
    const named = told[who]!
    const time = `2024-03-01T10:${String(10 + who)}:${String(second * 7).padStart(2, '0')}${written}`
    const context = { ...(event.context as object), ...named.context }
    const payload = typeof event.event === 'object' && event.event && 'user_id' in event.event ? {} : undefined
    return {
      ...event,
      ...(payload && { event: { ...(event.event as JsonObject), user_id: named.context.user_id } }),
      time,
      username: named.username,
      context,
    }
  })

const plan = fc.record({
  events: fc.array(event, { minLength: 5, maxLength: 40 }),
  cuts: fc.array(fc.nat(40), { maxLength: 3 }),
  replays: fc.array(fc.nat(40), { maxLength: 10 }),
  annComesAt: fc.nat(3),
  bobComesAt: fc.nat(3),
})

test('it does not matter which came first: the external ids or the events, in whatever portions and however often', async () => {
  await fc.assert(
    fc.asyncProperty(plan, async ({ events, cuts, replays, annComesAt, bobComesAt }) => {
      await empty()
      const lines = events.map(lineOf)
      await importIds('demo', [ann, bob])
      await importEvents('demo', lines)

      const borders = [0, ...cuts.map((cut) => Math.min(cut, lines.length)).sort((a, b) => a - b), lines.length]
      for (let part = 0; part + 1 < borders.length; part += 1) {
        const again = replays.filter((index) => index < borders[part + 1]!).map((index) => lines[index]!)
        await importEvents('real', [...lines.slice(borders[part], borders[part + 1]), ...again])
        if (part === annComesAt) await importIds('real', [ann])
        if (part === bobComesAt) await importIds('real', [bob])
      }
      await importIds('real', [ann, bob])
      await importEvents('real', lines)
      const [there, wanted] = [await shown('real'), await shown('demo')]
      for (const { 0: name } of shownTables) expect(there[name], name).toEqual(wanted[name])
      expect(await reconcile('real')).toEqual({ actors: 0, moved: 0, duplicates: 0, withoutKnownId: 0 })
    }),
    { numRuns: 3 * effort },
  )
})

describe('reconciling', () => {
  const played = (id: string, who = told[0]!) => lineOf(browserEvent('play_video', { id, currentTime: 1 }, who))

  test('changes nothing of whoever it is not about', async () => {
    await importEvents('real', [played('a', told[0]), played('a', told[4])])
    const cy = actorIdOf(lmsUrl, { userId: 9 })
    const of = (rows: readonly Record<string, unknown>[]) => rows.filter(({ actor_id }) => actor_id === cy)
    const before = await importing.rows('SELECT * FROM panorama.learner_course FINAL ORDER BY ALL')
    await importIds('real', [ann])
    const after = await importing.rows('SELECT * FROM panorama.learner_course FINAL ORDER BY ALL')
    expect(of(after)).toEqual(of(before).map((row) => ({ ...row, version: expect.anything() })))
    expect(after).toHaveLength(2)
  })

  test('moves what was done under an external id that another has replaced, and the newest holds', async () => {
    const old = { ...ann, actor: '33333333-2222-4333-8444-555555555555', dumpedAt: '2026-04-01 00:00:00' }
    await importIds('real', [old, { ...old, actor: '44444444-2222-4333-8444-555555555555', type: 'lti' }])
    await importEvents('real', [played('a'), played('b', told[1])])
    await importIds('real', [ann])
    expect((await shown('real')).learnerCourse).toMatchObject([{ actor_id: ann.actor, statements: 2 }])
  })

  test('keeps a statement whose id nobody can make out, once, and counts it', async () => {
    await importEvents('real', [played('a')])
    const { engine } = importing.warehouse
    const strange = '99999999-2222-4333-8444-555555555555'
    await engine.command({
      name: 'test',
      sql: `INSERT INTO xapi.xapi_events_all SELECT '${strange}', emission_time, replaceAll(event, toString(event_id), '${strange}') FROM xapi.xapi_events_all`,
    })
    const columns = ['external_user_id', 'external_id_type', 'username', 'user_id', 'time_last_dumped']
    const row = Buffer.from(`${ann.actor}\txapi\tann\t7\t2026-05-01\n`)
    await engine.insert('event_sink.external_id', columns, 'TabSeparated', row)
    // The pseudonym's two statements, of which one has an id that is made of nothing that we know.
    expect(await reconcile('real')).toEqual({ actors: 1, moved: 2, duplicates: 0, withoutKnownId: 1 })
    expect((await shown('real')).learnerCourse).toMatchObject([{ actor_id: ann.actor, statements: 2 }])
  })

  test('is completed by doing it again, wherever it was cut off', async () => {
    const lines = [played('a'), played('b', told[1]), ...mappedEvents.map(lineOf)]
    await importIds('demo', [ann])
    await importEvents('demo', lines)
    await importEvents('real', lines)
    const { warehouse } = importing
    const columns = ['external_user_id', 'external_id_type', 'username', 'user_id', 'time_last_dumped']
    const row = Buffer.from(`${ann.actor}\txapi\tann\t7\t2026-05-01 00:00:00\n`)
    await warehouse.engine.insert('event_sink.external_id', columns, 'TabSeparated', row)
    let changes = 0
    for (let dies = 1; ; dies += 1) {
      let left = dies
      const dying = <T>(work: () => Promise<T>) => {
        left -= 1
        changes += 1
        return left === 0 ? Promise.reject(new Error('killed')) : work()
      }
      const engine = {
        ...warehouse.engine,
        command: (query: Parameters<typeof warehouse.engine.command>[0]) =>
          dying(() => warehouse.engine.command(query)),
        insert: (...args: Parameters<typeof warehouse.engine.insert>) => dying(() => warehouse.engine.insert(...args)),
      }
      const dyingWarehouse = { ...warehouse, engine }
      try {
        await reconcileActors({ warehouse: dyingWarehouse, dataSet: 'real', lmsUrl, clock })
        break
      } catch (cause) {
        if ((cause as Error).message !== 'killed') throw cause
      }
    }
    expect(changes).toBeGreaterThan(20)
    // As the server does all the time.
    await refreshModels(warehouse, 'real')
    const [there, wanted] = [await shown('real'), await shown('demo')]
    for (const { 0: name } of shownTables) {
      if (name !== 'leavingPeople' && name !== 'importCandidates') expect(there[name], name).toEqual(wanted[name])
    }
  })
})

test('the engine makes the same pseudonyms as we do', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 2 ** 31 - 1 }),
      fc.string({ minLength: 1 }),
      async (userId, username) => {
        await empty()
        const { engine, databases } = importing.warehouse
        const aliases = [actorIdOf(lmsUrl, { userId }), actorIdOf(lmsUrl, { username })]
        const id = { external_user_id: ann.actor, external_id_type: 'xapi', user_id: userId, username }
        const json = (rows: readonly object[]) => Buffer.from(rows.map((row) => JSON.stringify(row)).join('\n'))
        await engine.insert('event_sink.external_id', Object.keys(id), 'JSONEachRow', json([id]))
        const learners = aliases.map((actor_id) => ({ course_key: testCourseKey, actor_id }))
        await engine.insert('panorama.learner_course', ['course_key', 'actor_id'], 'JSONEachRow', json(learners))
        const tables = tablesOf(databases, 'real')
        expect(await aliasesInUse(engine, tables, lmsUrl)).toEqual(new Map(aliases.map((alias) => [alias, ann.actor])))
      },
    ),
    { numRuns: 6 * effort },
  )
})
