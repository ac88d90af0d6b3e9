import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AspectsSource, createAspects, sendStatements } from '../testing/aspects.ts'
import { insertLmsRows } from '../testing/lms-tables.ts'
import { insertStatements, statement, testCourse, usageKey } from '../testing/statements.ts'
import type { Warehouse } from './ask.ts'
import { openEmbeddedEngine } from './embedded-engine.ts'
import type { Engine } from './engine.ts'
import { type ServedEngine, serveEngine } from './engine-server.ts'
import { migrate } from './migrations.ts'
import { rebuildModels } from './models/rebuild.ts'
import { models, refreshModels } from './models/refresh.ts'
import { repair } from './models/repair.ts'
import { openRemoteEngine } from './remote-engine.ts'
import { tablesOf } from './tables.ts'

const signIn = { user: 'ch_admin', password: 'secret' }
let directory: string
let embedded: Engine
let remote: Engine
let served: ServedEngine
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'panorama-aspects-'))
  embedded = await openEmbeddedEngine(join(directory, 'warehouse'))
  served = await serveEngine(embedded, { port: 0, ...signIn })
  remote = openRemoteEngine({ url: served.address, ...signIn, compress: true })
})
afterAll(async () => {
  await remote.close()
  await served.close()
  await embedded.close()
  await rm(directory, { recursive: true, force: true })
})

const ann = '11111111-2222-4333-8444-555555555555'
const bob = '99999999-2222-4333-8444-555555555555'
const problem = usageKey(testCourse, 'problem', 'p')

/** Over the turn of a year and of a month: enrolment, a problem with its questions, a video, a grade, and somebody known by mail. */
const history = [
  statement({ verb: 'registered', actor: ann, mode: 'verified', at: '2025-12-30T10:00:00Z' }),
  statement({
    verb: 'evaluated',
    actor: ann,
    block: problem,
    success: false,
    score: 0.5,
    at: '2025-12-31T23:59:59.999999Z',
  }),
  statement({
    verb: 'evaluated',
    actor: ann,
    block: `${problem}_2_1`,
    part: true,
    success: true,
    at: '2025-12-31T23:59:59.999999Z',
  }),
  statement({
    verb: 'evaluated',
    actor: ann,
    block: `${problem}_3_1`,
    part: true,
    success: false,
    at: '2025-12-31T23:59:59.999999Z',
  }),
  statement({ verb: 'played', actor: ann, block: 'v', position: 0, duration: 100, at: '2026-01-01T00:00:00Z' }),
  statement({ verb: 'paused', actor: ann, block: 'v', position: 30.5, duration: 100, at: '2026-01-01T00:00:31Z' }),
  statement({ verb: 'earned', actor: bob, score: 0.75, gradeClass: 'Pass', at: '2026-02-01T12:00:00Z' }),
  byMail(statement({ verb: 'navigated', actor: 'mail', block: 's', at: '2026-02-02T12:00:00Z' })),
]
const news = [
  statement({ verb: 'evaluated', actor: ann, block: problem, success: true, score: 1, at: '2026-03-01T10:00:00Z' }),
  statement({ verb: 'registered', actor: bob, mode: 'audit', at: '2026-03-01T10:00:01Z' }),
]

/** From a tool that is no course of ours, with parts of other types than ours have. */
const foreign = {
  event_id: '0a0a0a0a-0000-4000-8000-000000000001',
  emission_time: '1767225600.000000',
  event: JSON.stringify({
    id: '0a0a0a0a-0000-4000-8000-000000000001',
    actor: { objectType: 'Group', member: [{ mbox: 'mailto:x@example.org' }] },
    verb: { id: 'http://adlnet.gov/expapi/verbs/experienced' },
    object: { objectType: 'StatementRef', id: '0a0a0a0a-0000-4000-8000-000000000002' },
    result: { success: 'yes', score: 'good', extensions: [] },
    context: { contextActivities: { parent: { id: 'https://tool.example/1' } }, extensions: null },
  }),
}

function byMail({ event, ...row }: (typeof news)[number]) {
  return {
    ...row,
    event: JSON.stringify({ ...JSON.parse(event), actor: { objectType: 'Agent', mbox: 'mailto:eve@example.org' } }),
  }
}

const later = ({ emission_time, ...row }: (typeof news)[number], seconds: number) => ({
  ...row,
  emission_time: (Number(emission_time) + seconds).toFixed(6),
})

async function figures({ engine, databases }: Warehouse) {
  const tables = tablesOf(databases, 'real')
  const contents: Record<string, unknown> = {}
  for (const { table, columns } of models) {
    contents[table] = await engine.rows({
      name: 'test',
      sql: `SELECT ${columns.join(', ')} FROM ${tables[table]} FINAL ORDER BY ALL`,
    })
  }
  return contents
}

/** Either way of storing, over either way to the engine. */
const cases: readonly [AspectsSource, 'embedded' | 'remote'][] = [
  ['ralph', 'remote'],
  ['vector', 'embedded'],
]

describe.each(cases)('a warehouse of Aspects, filled by %s, on the %s engine', (source, kind) => {
  const site = `${source}_${kind}`
  let warehouse: Warehouse
  let expected: Warehouse
  const rows = (sql: string) => warehouse.engine.rows({ name: 'test', sql })
  const shapes = () =>
    rows(`SELECT database, name, create_table_query FROM system.tables
      WHERE database IN ('${site}', '${site}_sink') ORDER BY ALL`)
  const content = () => rows(`SELECT event_id, emission_time, event FROM ${site}.xapi_events_all ORDER BY ALL`)
  let before: { readonly shapes: readonly unknown[]; readonly content: unknown }

  beforeAll(async () => {
    const engine = { ...(kind === 'embedded' ? embedded : remote) }
    // Each an engine of its own, as in two processes.
    warehouse = {
      engine,
      minGroupSize: 1,
      databases: { xapi: site, event_sink: `${site}_sink`, lms: `${site}_lms`, panorama: `${site}_ours` },
    }
    expected = {
      engine: { ...embedded },
      minGroupSize: 1,
      databases: {
        xapi: `${site}_fresh`,
        event_sink: `${site}_fresh_sink`,
        lms: `${site}_fresh_lms`,
        panorama: `${site}_fresh_ours`,
      },
    }
    await createAspects(engine, warehouse.databases, source)
    await sendStatements(engine, warehouse.databases, source, [...history, foreign])
    // The same again, not merged yet; and one that got another time.
    await sendStatements(engine, warehouse.databases, source, [
      ...history,
      later(history[1]!, 3_000_000),
      later(history[4]!, 1),
    ])
    const course = { org: 'Org', course_key: testCourse }
    const overview = { ...course, display_name: 'Biology', modified: '2026-01-01' }
    await insertLmsRows(warehouse, 'real', 'courseOverviews', '2026-01-01T00:00:00Z', [
      overview,
      { ...overview, course_key: 'course-v1:Org+Quiet+1', display_name: 'Quiet' },
    ])
    await insertLmsRows(warehouse, 'real', 'externalId', '2026-01-01T00:00:00Z', [
      { external_user_id: ann, external_id_type: 'xapi', username: 'ann', user_id: 7 },
      { external_user_id: bob, external_id_type: 'xapi', username: 'bob', user_id: 8 },
    ])
    await insertLmsRows(warehouse, 'real', 'courseEnrollment', '2026-01-01T00:00:00Z', [
      { course_key: 'course-v1:Org+Quiet+1', user_id: 8, created: '2025-11-01', is_active: true, mode: 'audit' },
    ])
    before = { shapes: await shapes(), content: await content() }
    await migrate(engine, warehouse.databases, 'real')

    await migrate(embedded, expected.databases, 'real')
    await insertStatements(expected, 'real', [...history, foreign])
    for (const table of ['course_overviews', 'external_id', 'course_enrollment']) {
      await embedded.command({
        name: 'test',
        sql: `INSERT INTO ${site}_fresh_sink.${table} SELECT * FROM ${site}_sink.${table}`,
      })
    }
    await refreshModels(expected, 'real')
  })

  test('is left as it was, and completed by what is missing', async () => {
    expect(await shapes()).toEqual(expect.arrayContaining(before.shapes as unknown[]))
    expect(await content()).toEqual(before.content)
    expect(await rows(`SELECT count() AS n FROM ${site}_sink.user_profile`)).toEqual([{ n: 0 }])
  })

  test('counts what was in it before, once, as if it had come through us', async () => {
    await refreshModels(warehouse, 'real')
    const told = await figures(warehouse)
    expect(told).toEqual(await figures(expected))
    expect(told.learnerCourse).toHaveLength(4)
    expect(told.courseNames).toMatchObject([{ display_name: 'Biology' }, { display_name: 'Quiet' }])
    expect(await content()).toEqual(before.content)
  })

  test('counts what is added to it, by whomever', async () => {
    await sendStatements(warehouse.engine, warehouse.databases, source, [...news, later(news[0]!, 5)])
    await insertStatements(expected, 'real', news)
    for (const each of [warehouse, expected]) await refreshModels(each, 'real')
    expect(await figures(warehouse)).toEqual(await figures(expected))
  })

  test('shows a course as it was last published', async () => {
    await insertLmsRows(warehouse, 'real', 'courseOverviews', '2026-03-02T00:00:00Z', [
      { org: 'Org', course_key: testCourse, display_name: 'Biology, again', modified: '2026-03-02' },
    ])
    await insertLmsRows(warehouse, 'real', 'courseBlocks', '2026-03-02T00:00:00Z', [
      {
        org: 'Org',
        course_key: testCourse,
        location: problem,
        display_name: 'Sums',
        order: 1,
        xblock_data_json: '{"block_type":"problem"}',
      },
    ])
    await refreshModels(warehouse, 'real')
    const { courseNames } = await figures(warehouse)
    expect(courseNames).toMatchObject([{ display_name: 'Biology, again' }, { display_name: 'Quiet' }])
    expect(await rows(`SELECT display_name FROM ${site}_ours.course_structure`)).toEqual([{ display_name: 'Sums' }])
  })

  test('is computed anew, stretch by stretch, with the same outcome wherever it is ended', async () => {
    const known = await figures(warehouse)
    const truncate = (table: string) =>
      warehouse.engine.command({ name: 'test', sql: `TRUNCATE TABLE ${site}_ours.${table}` })
    await truncate('statements')
    let looks = 0
    for (let left = true; left; looks++) {
      const ending = new AbortController()
      left = false
      await repair(warehouse, 'real', {
        rowsAtOnce: 6,
        signal: ending.signal,
        onTakenIn({ rows: done, of }) {
          left = done < of
          if (looks < 3) ending.abort()
          else left = false
        },
      })
    }
    expect(looks).toBe(4)
    await refreshModels(warehouse, 'real')
    expect(await figures(warehouse)).toEqual(known)
    await rebuildModels(warehouse, 'real', { rowsAtOnce: 6 })
    expect(await figures(warehouse)).toEqual(known)
  })
})

test('tables that lack what is read of them are named, and nothing is made', async () => {
  const databases = { xapi: 'old_aspects', event_sink: 'old_sink', lms: 'old_lms', panorama: 'old_ours' }
  const run = (sql: string) => embedded.command({ name: 'test', sql })
  for (const database of ['old_aspects', 'old_sink']) await run(`CREATE DATABASE ${database}`)
  await run(`CREATE TABLE old_aspects.xapi_events_all (event_id UUID, emission_time DateTime64(6), event_str String)
    ENGINE = MergeTree ORDER BY emission_time`)
  await run(
    'CREATE TABLE old_sink.external_id (external_user_id String, user_id Int32) ENGINE = MergeTree ORDER BY user_id',
  )
  await expect(migrate(embedded, databases, 'real')).rejects.toMatchObject({
    code: 'misconfigured',
    message: expect.stringMatching(
      /old_aspects\.xapi_events_all\.event is missing, old_sink\.external_id\.external_user_id is String, .*username is missing/,
    ),
    advice: expect.stringContaining('Aspects'),
  })
  expect(
    await embedded.rows({ name: 'test', sql: "SELECT name FROM system.tables WHERE database = 'old_ours'" }),
  ).toEqual([])
})
