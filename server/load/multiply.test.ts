import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testNow } from '../demo/site/testing/small-site.ts'
import { openImporting } from '../testing/importing.ts'
import { historyOf, type LoadPlan } from './history.ts'
import { type Multiplying, multiply } from './multiply.ts'

const plan: LoadPlan = { seed: 'test', learners: 12, courses: 3, days: 60, now: testNow }
const clock = { now: () => testNow }

let importing: Awaited<ReturnType<typeof openImporting>>
beforeAll(async () => {
  importing = await openImporting()
})
afterAll(() => importing.close())

function multiplied(changes: Partial<Multiplying> = {}) {
  const { warehouse, store } = importing
  return multiply({
    warehouse,
    store,
    clock,
    dataSet: 'real',
    lmsUrl: 'https://lms.example',
    lines: historyOf(plan),
    events: 400,
    copies: 20,
    done: 0,
    cluster: null,
    ...changes,
  })
}

const raw = 'xapi.xapi_events_all'

describe('a multiplied load', () => {
  it('has each statement as often as it was asked for, of other people with other ids', async () => {
    const written = await multiplied()
    const [found] = await importing.rows(`
      SELECT count() AS rows, uniqExact(event_id) AS ids,
        uniqExact(JSONExtractString(event, 'actor', 'account', 'name')) AS people,
        uniqExact(emission_time) AS moments
      FROM ${raw}`)
    expect(written % 20).toBe(0)
    expect(found).toMatchObject({ rows: written, ids: written })
    expect(Number(found?.people) % 20).toBe(0)
    expect(Number(found?.people)).toBeGreaterThan(20)
  })

  it('holds together in each statement: id, time, and the whole that a part refers to', async () => {
    const [found] = await importing.rows(`
      SELECT countIf(NOT isValidJSON(event)) AS broken,
        countIf(JSONExtractString(event, 'id') != toString(event_id)) AS other_ids,
        countIf(parseDateTime64BestEffort(JSONExtractString(event, 'timestamp'), 6, 'UTC') != emission_time) AS other_times,
        countIf(whole != '') AS parts,
        countIf(whole != '' AND whole NOT IN (SELECT toString(event_id) FROM ${raw})) AS lost
      FROM (SELECT *, JSONExtractString(event, 'context', 'statement', 'id') AS whole FROM ${raw})`)
    expect(found).toMatchObject({ broken: 0, other_ids: 0, other_times: 0, lost: 0 })
    expect(Number(found?.parts)).toBeGreaterThan(0)
  })

  it('is the same when it is made again, or in two runs', async () => {
    const count = async () => (await importing.rows(`SELECT count() AS rows FROM ${raw} FINAL`))[0]?.rows
    const before = await count()
    const firstHalf = await multiplied({ copies: 9 })
    const secondHalf = await multiplied({ done: 9 })
    expect(firstHalf + secondHalf).toBe(before)
    expect(await count()).toBe(before)
  })

  it('leaves nothing else behind', async () => {
    const rows = await importing.rows(`SELECT name FROM system.databases WHERE name LIKE '%load%'`)
    expect(rows).toEqual([])
    const [quarantined] = await importing.rows('SELECT count() AS lines FROM panorama.quarantined_lines')
    expect(quarantined?.lines).toBe(0)
  })
})
