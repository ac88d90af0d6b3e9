import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStore } from './open-store.ts'
import type { Store } from './store.ts'

let now = new Date('2026-03-01T12:00:00Z')
const clock = { now: () => now }
const passSeconds = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000)
}

let directory: string
let file: string
let store: Store

beforeEach(async () => {
  now = new Date('2026-03-01T12:00:00Z')
  directory = await mkdtemp(join(tmpdir(), 'panorama store '))
  file = join(directory, 'made', 'on demand', 'store.db')
  store = await openStore(file, clock)
})

afterEach(async () => {
  await store.close()
  await rm(directory, { recursive: true, force: true })
})

/** Speaks to the file behind the store's back. */
async function onTheFile(sql: string): Promise<void> {
  const client = createClient({ url: `file:${file}` })
  await client.execute(sql)
  client.close()
}

const modeChange = { key: 'mode', by: 'admin', action: 'mode.changed' }

describe('settings', () => {
  test('a setting that nobody changed is null', async () => {
    expect(await store.setting('mode')).toBeNull()
  })

  test('a change is remembered with who made it and when', async () => {
    await store.changeSetting({ ...modeChange, value: 'FREE' })
    passSeconds(60)
    await store.changeSetting({ ...modeChange, value: 'SAAS', by: 'noor' })
    expect(await store.setting('mode')).toEqual({
      value: 'SAAS',
      changedAt: '2026-03-01T12:01:00.000Z',
      changedBy: 'noor',
    })
  })

  test('every change is in the audit log with what was before', async () => {
    await store.changeSetting({ ...modeChange, value: 'FREE', initial: 'DEMO', requestId: 'r-1' })
    passSeconds(60)
    await store.changeSetting({ ...modeChange, value: 'SAAS', initial: 'DEMO', by: 'noor' })
    const { entries } = await store.auditEntries({ limit: 10 })
    expect(entries).toEqual([
      {
        id: expect.any(String),
        at: '2026-03-01T12:01:00.000Z',
        actor: 'noor',
        action: 'mode.changed',
        before: 'FREE',
        after: 'SAAS',
        requestId: null,
      },
      {
        id: expect.any(String),
        at: '2026-03-01T12:00:00.000Z',
        actor: 'admin',
        action: 'mode.changed',
        before: 'DEMO',
        after: 'FREE',
        requestId: 'r-1',
      },
    ])
  })

  test('a change that cannot be recorded does not happen', async () => {
    await onTheFile(`CREATE TRIGGER no_entry BEFORE INSERT ON audit_log BEGIN SELECT raise(ABORT, 'full'); END`)
    await expect(store.changeSetting({ ...modeChange, value: 'FREE' })).rejects.toMatchObject({ code: 'unavailable' })
    expect(await store.setting('mode')).toBeNull()
  })

  test('a change that does not happen is not recorded', async () => {
    await onTheFile(`CREATE TRIGGER no_change BEFORE INSERT ON settings BEGIN SELECT raise(ABORT, 'full'); END`)
    await expect(store.changeSetting({ ...modeChange, value: 'FREE' })).rejects.toMatchObject({ code: 'unavailable' })
    expect((await store.auditEntries({ limit: 10 })).entries).toEqual([])
  })
})

describe('the audit log', () => {
  test('is read newest first, page by page, without losing or repeating an entry while others arrive', async () => {
    for (let index = 1; index <= 5; index++) await store.record({ actor: 'admin', action: `action.${index}` })

    const first = await store.auditEntries({ limit: 2 })
    await store.record({ actor: 'admin', action: 'action.6' })
    const second = await store.auditEntries({ limit: 2, before: first.next! })
    const third = await store.auditEntries({ limit: 2, before: second.next! })

    const actions = [first, second, third].map(({ entries }) => entries.map(({ action }) => action))
    expect(actions).toEqual([['action.5', 'action.4'], ['action.3', 'action.2'], ['action.1']])
    expect(third.next).toBeNull()
  })

  test('says that there is no further page when the last one is exactly full', async () => {
    await store.record({ actor: 'admin', action: 'one' })
    await store.record({ actor: 'admin', action: 'two', before: 'a', after: 'b', requestId: 'r' })
    const page = await store.auditEntries({ limit: 2 })
    expect(page.entries).toHaveLength(2)
    expect(page.next).toBeNull()
  })
})

describe('import runs', () => {
  const report = { read: 10, kept: 6, duplicates: 1, dropped: { comment: 2 }, quarantined: { 'bad JSON': 1 } }

  test('a run is listed from its start to its end, newest first', async () => {
    const first = await store.startRun({ what: 'tracking logs', dataSet: 'demo', sources: ['a.log', 'b.log'] })
    passSeconds(5)
    const second = await store.startRun({ what: 'LMS tables', dataSet: 'real', sources: [] })
    await store.updateRun(first, report, 'running')
    passSeconds(5)
    await store.updateRun(first, report, 'done')

    const [newest, oldest] = await store.runs(10)
    expect(newest).toMatchObject({ id: second, outcome: 'running', finishedAt: null, report: { read: 0 } })
    expect(oldest).toEqual({
      id: first,
      what: 'tracking logs',
      dataSet: 'demo',
      sources: ['a.log', 'b.log'],
      startedAt: '2026-03-01T12:00:00.000Z',
      finishedAt: '2026-03-01T12:00:10.000Z',
      outcome: 'done',
      report,
    })
    expect(await store.runs(1)).toHaveLength(1)
  })

  test('a run whose process was killed is not under way for ever', async () => {
    const run = await store.startRun({ what: 'tracking logs', dataSet: 'real', sources: [] })
    passSeconds(60)
    await store.updateRun(run, report, 'running')
    passSeconds(100)
    expect(await store.runs(1)).toMatchObject([{ outcome: 'running', finishedAt: null }])
    passSeconds(100)
    expect(await store.runs(1)).toMatchObject([
      { outcome: 'failed', finishedAt: '2026-03-01T12:01:00.000Z', report: { read: 10 } },
    ])
    // It was only slow.
    await store.updateRun(run, report, 'done')
    expect(await store.runs(1)).toMatchObject([{ outcome: 'done' }])
  })

  test('a run that was never started cannot be updated', async () => {
    await expect(store.updateRun('nobody', report, 'done')).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('positions', () => {
  const report = { read: 10, kept: 10, duplicates: 0, dropped: {}, quarantined: {} }
  const progress = { kind: 'file', dataSet: 'real' } as const

  test('are kept together with what a run has counted, and each kind and data set has its own', async () => {
    const id = await store.startRun({ what: 'following', dataSet: 'real', sources: ['a.log'] })
    const run = { id, report }
    await store.saveProgress({ ...progress, positions: [{ source: 'a', value: '1' }], run })
    await store.saveProgress({
      ...progress,
      positions: [
        { source: 'a', value: '2' },
        { source: 'b', value: '3' },
      ],
      run,
    })
    expect(await store.positions('file', 'real')).toEqual([
      { source: 'a', value: '2', savedAt: '2026-03-01T12:00:00.000Z' },
      { source: 'b', value: '3', savedAt: '2026-03-01T12:00:00.000Z' },
    ])
    expect(await store.positions('file', 'demo')).toEqual([])
    expect(await store.positions('table', 'real')).toEqual([])
    expect(await store.runs(1)).toMatchObject([{ report: { read: 10 } }])
    await store.saveProgress({ ...progress, positions: [], forgotten: ['a'], run })
    expect(await store.positions('file', 'real')).toMatchObject([{ source: 'b' }])
  })

  test('that cannot be kept leave the count as it was', async () => {
    const id = await store.startRun({ what: 'following', dataSet: 'real', sources: ['a.log'] })
    await onTheFile(`CREATE TRIGGER no_position BEFORE INSERT ON positions BEGIN SELECT raise(ABORT, 'full'); END`)
    const saving = store.saveProgress({
      ...progress,
      positions: [{ source: 'a', value: '1' }],
      run: { id, report },
    })
    await expect(saving).rejects.toMatchObject({ code: 'unavailable' })
    expect(await store.runs(1)).toMatchObject([{ report: { read: 0 } }])
  })
})

describe('the file', () => {
  test('may be open twice: what one writes, the other reads at once', async () => {
    const other = await openStore(file, clock)
    await store.changeSetting({ ...modeChange, value: 'FREE' })
    expect(await other.setting('mode')).toMatchObject({ value: 'FREE' })
    const writers = [store, other].flatMap((writer) =>
      Array.from({ length: 20 }, (_, index) => writer.record({ actor: 'admin', action: `action.${index}` })),
    )
    await Promise.all(writers)
    expect((await store.auditEntries({ limit: 100 })).entries).toHaveLength(41)
    await other.close()
  })

  test('keeps what was written when it is opened again', async () => {
    await store.changeSetting({ ...modeChange, value: 'CUSTOM' })
    await store.close()
    store = await openStore(file, clock)
    expect(await store.setting('mode')).toMatchObject({ value: 'CUSTOM' })
  })

  test('can be read by its owner alone', async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  test('of a newer version is left alone', async () => {
    await onTheFile('INSERT INTO store_migrations VALUES (999)')
    await expect(openStore(file, clock)).rejects.toMatchObject({ code: 'misconfigured', exitCode: 78 })
  })

  test('that is not a database is refused in plain words', async () => {
    await expect(openStore(directory, clock)).rejects.toMatchObject({ code: 'unavailable' })
  })
})
