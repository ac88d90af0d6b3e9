import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ExtractedTable } from '../contract/extraction.ts'
import { openStore } from './open-store.ts'
import type { Store } from './store.ts'

let now: Date
const clock = { now: () => now }
const passSeconds = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000)
}

let directory: string
let store: Store
/** That of another process. */
let other: Store

beforeEach(async () => {
  now = new Date('2026-03-01T12:00:00Z')
  directory = await mkdtemp(join(tmpdir(), 'panorama-extractions-'))
  store = await openStore(join(directory, 'store.db'), clock)
  other = await openStore(join(directory, 'store.db'), clock)
})

afterEach(async () => {
  await store.close()
  await other.close()
  await rm(directory, { recursive: true, force: true })
})

const table: ExtractedTable = {
  datasource: 'lms',
  table: 'auth_user',
  outcome: 'done',
  rowsWritten: 2,
  rows: 2,
  bytesWritten: 64,
  partitionsWritten: 1,
  partitionsGone: 0,
  seconds: 0.5,
  asOf: '2026-03-01T11:59:00.000Z',
  warnings: ['password: never leaves the LMS, and is left empty.'],
  failure: null,
}

describe('extractions', () => {
  test('are one at a time, whoever starts them (panorama-elt 31)', async () => {
    const started = await Promise.all([store, other, store, other].map((one) => one.startExtraction('schedule')))
    expect(started.filter((id) => id !== null)).toHaveLength(1)
    expect(await other.startExtraction('command')).toBeNull()
    const [id] = started.filter((one) => one !== null)
    await other.takeUpExtraction(id!)
    await other.updateExtraction(id!, { outcome: 'done', tables: [table], failure: null })
    expect(await store.startExtraction('person')).not.toBeNull()
  })

  test('tell how they stand, and how they ended', async () => {
    const id = await store.startExtraction('person')
    await store.updateExtraction(id!, { outcome: 'running', tables: [table], failure: null })
    expect(await other.extractions(5)).toEqual([
      {
        ...{ id, startedAt: '2026-03-01T12:00:00.000Z', finishedAt: null },
        ...{ outcome: 'running', startedBy: 'person', tables: [table], failure: null },
      },
    ])
    passSeconds(90)
    await store.updateExtraction(id!, { outcome: 'failed', tables: [table], failure: 'MySQL does not answer.' })
    await store.updateExtraction(id!, { outcome: 'done', tables: [], failure: null })
    expect(await other.extractions(5)).toMatchObject([
      { outcome: 'failed', finishedAt: '2026-03-01T12:01:30.000Z', failure: 'MySQL does not answer.', tables: [table] },
    ])
  })

  test('that nobody hears of any more were interrupted, and keep nobody waiting', async () => {
    const id = await store.startExtraction('command')
    await store.close()
    passSeconds(149)
    expect(await other.startExtraction('schedule')).toBeNull()
    passSeconds(2)
    expect(await other.extractions(1)).toMatchObject([
      { id, outcome: 'interrupted', finishedAt: '2026-03-01T12:00:00.000Z' },
    ])
    expect(await other.startExtraction('schedule')).not.toBeNull()
    store = await openStore(join(directory, 'store.db'), clock)
  })

  test('that were due while another was under way are told', async () => {
    await store.startExtraction('command')
    passSeconds(60)
    await other.recordOverlap('schedule')
    expect(await store.extractions(5)).toMatchObject([
      { outcome: 'overlapped', startedBy: 'schedule', tables: [], finishedAt: '2026-03-01T12:01:00.000Z' },
      { outcome: 'running' },
    ])
  })

  test('that nobody started cannot be gone on with', async () => {
    await expect(store.takeUpExtraction('x')).rejects.toMatchObject({ code: 'not_found' })
    await expect(store.updateExtraction('x', { outcome: 'done', tables: [], failure: null })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('of the far past are forgotten', async () => {
    const client = createClient({ url: `file:${join(directory, 'store.db')}` })
    await client.execute(`INSERT INTO extraction_runs (id, started_at, finished_at, outcome, started_by, tables, seen_at)
      WITH RECURSIVE run (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM run WHERE n < 1005)
      SELECT '00' || (n + 1000), at, at, 'done', 'schedule', '[]', at FROM run, (SELECT '2026-01-01T00:00:00.000Z' AS at)`)
    client.close()
    const newest = await store.startExtraction('schedule')
    const kept = await store.extractions(2_000)
    expect(kept).toHaveLength(1_000)
    expect(kept[0]?.id).toBe(newest)
  })
})

describe('what is due', () => {
  test('is claimed by one of several services', async () => {
    const due = '2026-03-01T12:55:00.000Z'
    const claimed = await Promise.all([store, other, store].map((one) => one.claimDue('extraction', due)))
    expect(claimed.filter((isOurs) => isOurs)).toHaveLength(1)
    expect(await other.lastClaimed('extraction')).toBe(due)
  })

  test('is not claimed when something later was', async () => {
    expect(await store.claimDue('extraction', '2026-03-01T13:55:00.000Z')).toBe(true)
    expect(await other.claimDue('extraction', '2026-03-01T12:55:00.000Z')).toBe(false)
    expect(await other.claimDue('extraction', '2026-03-01T14:55:00.000Z')).toBe(true)
    expect(await store.claimDue('another', '2026-03-01T12:55:00.000Z')).toBe(true)
    expect(await store.lastClaimed('nothing')).toBeNull()
  })
})
