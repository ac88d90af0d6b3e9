import { appendFile, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { flowSchema } from '../contract/flow.ts'
import type { FolderState } from '../ingest/objects/folder-state.ts'
import { openImporting } from '../testing/importing.ts'
import { createFlowMeter } from './flow.ts'

const noon = new Date('2026-05-03T12:00:00.500Z')
let now = noon
const clock = { now: () => now }

let importing: Awaited<ReturnType<typeof openImporting>>
beforeAll(async () => {
  importing = await openImporting()
})
afterAll(() => importing.close())
beforeEach(async () => {
  now = noon
  await importing.forgetAll()
})

const meter = () => createFlowMeter({ warehouse: importing.warehouse, store: importing.store, clock })

/** Statements at these moments, as somebody else may write them. */
const written = (...moments: readonly string[]) =>
  importing.warehouse.engine.command({
    name: 'test',
    sql: `INSERT INTO xapi.xapi_events_all SELECT generateUUIDv4(moment), parseDateTime64BestEffort(arrayJoin({moments: Array(String)}) AS moment, 6, 'UTC'), '{}'`,
    params: { moments },
  })

describe('the flow of events', () => {
  it('stands still where nothing is', async () => {
    const flow = await meter().sample('real')
    expect(flowSchema.parse(flow)).toEqual(flow)
    expect(flow).toMatchObject({ at: noon.toISOString(), statements: 0, lastEvent: null, lagSeconds: null })
    expect(flow.lastHour.reduce((sum, count) => sum + count, 0)).toBe(0)
  })

  it('says how old the newest event is, and leaves out what claims to be of the future', async () => {
    await written('2026-05-03T11:59:58.250Z', '2026-05-03T08:00:00Z', '2031-01-01T00:00:00Z')
    const flow = await meter().sample('real')
    expect(flow).toMatchObject({ statements: 3, lastEvent: '2026-05-03T11:59:58.250Z', lagSeconds: 2.25 })
  })

  it('counts the last hour by its minutes, whatever the clock says of them', async () => {
    // 11:59:00 is a minute and half a second ago: of the minute before the last. 11:00:00 is just over an hour ago.
    await written('2026-05-03T11:59:59Z', '2026-05-03T11:59:58Z', '2026-05-03T11:59:00Z', '2026-05-03T11:00:01Z')
    await written('2026-05-03T11:00:00Z')
    const { lastHour } = await meter().sample('real')
    expect(lastHour.slice(-3)).toEqual([0, 1, 2])
    expect(lastHour[0]).toBe(1)
    expect(lastHour.reduce((sum, count) => sum + count, 0)).toBe(4)
  })

  it('knows a rate from the second look on', async () => {
    const flow = meter()
    expect((await flow.sample('real')).statementsPerSecond).toBeNull()
    await written('2026-05-03T11:59:59Z', '2026-05-03T11:59:58Z', '2026-05-03T11:59:00Z')
    now = new Date(noon.getTime() + 6_000)
    // Three in six seconds.
    expect((await flow.sample('real')).statementsPerSecond).toBe(0.5)
    expect((await flow.sample('demo')).statementsPerSecond).toBeNull()
  })

  it('names the tables, with what they hold', async () => {
    await written('2026-05-03T11:59:59Z', '2026-05-03T11:59:58Z')
    const { tables } = await meter().sample('real')
    const raw = tables.find(({ table }) => table === 'xapi.xapi_events_all')
    expect(raw).toMatchObject({ rows: 2, parts: 1, merges: 0 })
    expect(raw?.bytes).toBeGreaterThan(0)
    expect(tables.filter(({ table }) => table.startsWith('demo_'))).toEqual([])
  })

  it('counts who waits and what could not be read', async () => {
    await importing.warehouse.engine.command({
      name: 'test',
      sql: `INSERT INTO panorama.learner_marks (course_key, actor_id) VALUES ('course-v1:A+B+C', 'one'), ('course-v1:A+B+C', 'two'), ('course-v1:A+B+D', 'two')`,
    })
    await importing.importFiles([await importing.fileOf('broken.log', '{"broken\n{"also\n')])
    await importing.warehouse.engine.command({
      name: 'test',
      sql: `INSERT INTO panorama.learner_marks (course_key, actor_id) VALUES ('course-v1:A+B+C', 'one'), ('course-v1:A+B+D', 'one')`,
    })
    expect(await meter().sample('real')).toMatchObject({ pendingLearners: 1, quarantinedLines: 2 })
  })
})

describe('a log that is followed', () => {
  async function followed(name: string, offset: number): Promise<string> {
    const path = join(importing.directory, name)
    const { dev, ino, size } = await stat(path, { bigint: true })
    const place = {
      path,
      identity: `${dev}:${ino}`,
      size: Number(size),
      offset,
      lines: 1,
      isSkipping: false,
      head: '',
      tail: '',
      isDone: false,
      follower: 'test',
    }
    const run = await importing.store.startRun({ what: 'followed logs', dataSet: 'real', sources: [path] })
    await importing.store.saveProgress({
      kind: 'file',
      dataSet: 'real',
      positions: [{ source: `${name} ${ino}`, value: JSON.stringify(place) }],
      run: { id: run, report: { read: 0, kept: 0, duplicates: 0, dropped: {}, quarantined: {} } },
    })
    return path
  }
  const sourceNamed = async (path: string) => {
    const { sources } = await meter().sample('real')
    const found = sources.filter(({ name }) => name === path)
    expect(found).toHaveLength(1)
    return found[0]
  }

  it('is followed when all of it was read', async () => {
    await importing.fileOf('read.log', '0123456789')
    const path = await followed('read.log', 10)
    expect(await sourceNamed(path)).toMatchObject({ kind: 'file', state: 'following', bytesBehind: 0 })
  })

  it('is behind when nobody reads on', async () => {
    await importing.fileOf('behind.log', '0123456789')
    const path = await followed('behind.log', 4)
    now = new Date(Date.now() + 60_000)
    expect(await sourceNamed(path)).toMatchObject({ state: 'behind', bytesBehind: 6 })
  })

  it('is one log after it was rotated, and what counts is the new file', async () => {
    await importing.fileOf('rotated.log', '0123456789')
    const path = await followed('rotated.log', 10)
    await rename(path, `${path}.1`)
    await writeFile(path, '0123')
    await followed('rotated.log', 3)
    await appendFile(path, '456')
    expect(await sourceNamed(path)).toMatchObject({ bytesBehind: 4 })
  })

  it('is missing when it is gone', async () => {
    await importing.fileOf('gone.log', '0123456789')
    const path = await followed('gone.log', 10)
    await rename(path, `${path}.1`)
    expect(await sourceNamed(path)).toMatchObject({ state: 'missing', bytesBehind: null })
  })
})

describe('a folder of a bucket', () => {
  const readAt = '2026-05-03T11:59:00.000Z'

  async function looked(url: string, state: Partial<FolderState>): Promise<void> {
    const { store } = importing
    const value = JSON.stringify({ ...{ objects: 0, bytes: 0, readAt, isEmpty: false, problem: null }, ...state })
    await store.saveProgress({
      ...{ kind: 'bucket', dataSet: 'real', positions: [{ source: url, value }] },
      run: {
        id: await store.startRun({ what: 'logs on S3', dataSet: 'real', sources: [url] }),
        report: { read: 0, kept: 0, duplicates: 0, dropped: {}, quarantined: {} },
      },
    })
  }

  it('is told of with what is still to be read, and why nothing can be, until nobody has looked for a week', async () => {
    await looked('s3://logs/read/', {})
    await looked('s3://logs/much/', { objects: 3, bytes: 5_000 })
    await looked('s3://logs/empty/', {
      isEmpty: true,
      readAt: null,
      problem: 's3://logs/empty/: there is no object there yet.',
    })
    await looked('s3://logs/refused/', { problem: 's3://logs/refused/: access is refused.' })
    const told = async () => (await meter().sample('real')).sources.filter(({ kind }) => kind === 'bucket')
    expect(await told()).toEqual([
      { name: 's3://logs/empty/', kind: 'bucket', state: 'missing', bytesBehind: null, lastReadAt: null },
      { name: 's3://logs/much/', kind: 'bucket', state: 'behind', bytesBehind: 5_000, lastReadAt: readAt },
      { name: 's3://logs/read/', kind: 'bucket', state: 'following', bytesBehind: 0, lastReadAt: readAt },
      { name: 's3://logs/refused/', kind: 'bucket', state: 'unreadable', bytesBehind: null, lastReadAt: readAt },
    ])
    now = new Date(Date.now() + 8 * 24 * 3_600_000)
    expect(await told()).toEqual([])
  })
})

describe('a program with a key', () => {
  it('sends when it was heard of lately, and is silent otherwise; a revoked key and one that only reads are none', async () => {
    const { store } = importing
    const key = (name: string, ...scopes: ('write' | 'read-all')[]) =>
      store.createCredential({ name, scopes, secretHash: 'x', by: 'test' })
    const [heard, , revoked] = [await key('vector', 'write'), await key('fluent', 'write'), await key('old', 'write')]
    await key('reader', 'read-all')
    await store.revokeCredential(revoked.id, 'test')
    await store.noteCredentialUse(heard.id, '2026-05-03T11:55:00.000Z')
    const { sources } = await meter().sample('real')
    const programs = sources.filter(({ kind }) => kind === 'program')
    expect(programs.map(({ name, state, lastReadAt }) => [name, state, lastReadAt]).sort()).toEqual([
      ['fluent', 'silent', null],
      ['vector', 'sending', '2026-05-03T11:55:00.000Z'],
    ])
    expect((await meter().sample('demo')).sources).toEqual([])
  })
})
