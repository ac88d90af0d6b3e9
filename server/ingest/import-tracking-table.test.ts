import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { clock, linesCounted, openImporting } from '../testing/importing.ts'
import { browserEvent, lineOf, trackingEvent } from '../testing/tracking-event.ts'
import type { Engine } from '../warehouse/engine.ts'
import { type ServedEngine, serveEngine } from '../warehouse/engine-server.ts'
import { literal } from '../warehouse/literal.ts'
import { openRemoteEngine } from '../warehouse/remote-engine.ts'
import { importTrackingTable, type TrackingTableOptions } from './import-tracking-table.ts'

const signIn = { user: 'cairn', password: 'secret' }
let importing: Awaited<ReturnType<typeof openImporting>>
let served: ServedEngine
let cairn: Engine
beforeAll(async () => {
  importing = await openImporting()
  served = await serveEngine(importing.warehouse.engine, { port: 0, ...signIn })
  cairn = openRemoteEngine({ url: served.address, ...signIn, compress: true })
  await command('CREATE DATABASE cairn')
})
afterAll(async () => {
  await cairn.close()
  await served.close()
  await importing.close()
})
beforeEach(async () => {
  await importing.forgetAll()
  await command('DROP TABLE IF EXISTS cairn._tracking')
  await command('CREATE TABLE cairn._tracking (time DateTime, message String) ENGINE = MergeTree ORDER BY time')
})

const command = (sql: string) => importing.warehouse.engine.command({ name: 'test', sql })
const statements = () => importing.rows('SELECT event_id, emission_time, event FROM xapi.xapi_events_all ORDER BY ALL')
const importTable = (changes: Partial<TrackingTableOptions> = {}) =>
  importTrackingTable({
    warehouse: importing.warehouse,
    dataSet: 'real',
    store: importing.store,
    lmsUrl: 'https://lms.example',
    clock,
    from: cairn,
    table: 'cairn._tracking',
    source: expect.getState().currentTestName ?? '',
    ...changes,
  })

/** As a log shipper writes them: the time of the event to the second, and its text. */
async function ship(rows: readonly (readonly [time: string, message: string])[]): Promise<void> {
  const lines = rows.map(([time, message]) => JSON.stringify({ time, message })).join('\n')
  await cairn.insert('cairn._tracking', ['time', 'message'], 'JSONEachRow', Buffer.from(lines))
}

const event = (id: string, at: string) => lineOf(browserEvent('play_video', { id, currentTime: 1 }, { time: at }))

test('every row ends as a line of a log does, and the statements are the same', async () => {
  const whole = trackingEvent('edx.course.enrollment.activated', {
    course_id: 'course-v1:Org+Course+Run',
    mode: 'audit',
  })
  const messages = [
    event('v1', '2024-03-01T10:20:30.000001+00:00'),
    event('v2', '2024-03-01T10:20:30.000002+00:00'),
    event('v2', '2024-03-01T10:20:30.000002+00:00'),
    lineOf(trackingEvent('/courses/x', {})),
    'not JSON',
    '{"time":"2024-03-01T10:20:30"}',
    '',
    '\n',
    lineOf(trackingEvent('play_video', { id: 'é✓😀' })),
  ]
  await ship([
    ...messages.map((message) => ['2024-03-01 10:20:30', message] as const),
    ['2024-03-02 00:00:00', JSON.stringify(whole, null, 2)],
  ])
  const report = await importTable()
  expect(report).toEqual({
    read: 10,
    kept: 4,
    duplicates: 1,
    dropped: { 'page request': 1, 'blank line': 2 },
    quarantined: { 'not JSON': 1, 'no event name': 1 },
  })
  const fromTable = await statements()
  const log = [...messages, lineOf(whole)].map((message) => message.replaceAll('\n', ' ')).join('\n')
  await importing.forgetAll()
  await importing.importFiles([await importing.fileOf('same.log', log)])
  expect(await statements()).toEqual(fromTable)
  expect(fromTable).toHaveLength(4)
})

/** So many events of a few seconds, made by the engine: more than a portion, most of them in one second, some twice. */
async function shipMany(): Promise<void> {
  const text = literal(event('v1', '2024-03-01T10:20:30.NUMBER+00:00'))
  const message = `replaceOne(${text}, 'NUMBER', leftPad(toString(number % 24990), 6, '0'))`
  await command(`INSERT INTO cairn._tracking
    SELECT toDateTime('2024-03-01 10:20:30') + (number > 24000), ${message} FROM numbers(25000)`)
}

test('what is more than a portion is read portion by portion, and goes on after an end in the middle', async () => {
  await shipMany()
  let asked = 0
  const failing: Engine = {
    ...cairn,
    rows: (query) => {
      asked += query.sql.includes('LIMIT') ? 1 : 0
      return asked > 1 ? Promise.reject(new Error('gone')) : cairn.rows(query)
    },
  }
  await expect(importTable({ from: failing })).rejects.toThrow('gone')
  expect(await importing.rows('SELECT count() AS n FROM xapi.xapi_events_all')).toEqual([{ n: 20_000 }])
  const [position] = (await importing.store.positions('table', 'real')).filter(({ source }) =>
    source.includes('goes on'),
  )
  expect(JSON.parse(position!.value)).toEqual({ second: Date.parse('2024-03-01T10:20:30Z') / 1000 })
  expect((await importing.store.runs(1))[0]).toMatchObject({
    outcome: 'failed',
    report: { read: 20_000, kept: 20_000 },
  })

  const seen: number[] = []
  const report = await importTable({ onProgress: ({ rows, of }) => seen.push(rows, of) })
  expect(report).toMatchObject({ read: 25_000, kept: 4_990, duplicates: 20_010 })
  expect(linesCounted(report)).toBe(25_000)
  expect(seen).toEqual([20_000, 25_000, 25_000, 25_000])
  expect(await importing.rows('SELECT uniqExact(event_id) AS ids, count() AS n FROM xapi.xapi_events_all')).toEqual([
    { ids: 24_990, n: 24_990 },
  ])
})

test('another import takes what has come since, and an hour before it', async () => {
  await ship([
    ['2024-03-01 08:00:00', event('v1', '2024-03-01T08:00:00+00:00')],
    ['2024-03-01 10:00:00', event('v2', '2024-03-01T10:00:00+00:00')],
  ])
  expect(await importTable()).toMatchObject({ read: 2, kept: 2 })
  await ship([
    ['2024-03-01 09:30:00', event('v3', '2024-03-01T09:30:00+00:00')],
    ['2024-03-01 10:00:01', event('v4', '2024-03-01T10:00:01+00:00')],
    ['2024-03-01 08:00:01', event('v5', '2024-03-01T08:00:01+00:00')],
  ])
  expect(await importTable()).toMatchObject({ read: 3, kept: 2, duplicates: 1 })
  expect(await importTable({ again: true })).toMatchObject({ read: 5, kept: 1, duplicates: 4 })
  expect(await statements()).toHaveLength(5)
})

test('a table in our own warehouse is read as well, and one with finer times', async () => {
  await command('DROP TABLE cairn._tracking')
  await command('CREATE TABLE cairn._tracking (time DateTime64(3), message String) ENGINE = MergeTree ORDER BY time')
  await ship([
    ['2024-03-01 10:00:00.250', event('v1', '2024-03-01T10:00:00.25+00:00')],
    ['2024-03-01 10:00:00.500', event('v2', '2024-03-01T10:00:00.5+00:00')],
  ])
  expect(await importTable({ from: importing.warehouse.engine })).toMatchObject({ read: 2, kept: 2 })
})

test('what is no such table is refused before anything is done', async () => {
  await command('CREATE TABLE cairn.events (time DateTime, name String) ENGINE = MergeTree ORDER BY time')
  for (const table of ['cairn.events', 'cairn.missing']) {
    await expect(importTable({ table })).rejects.toMatchObject({
      code: 'bad_input',
      message: expect.stringContaining(table),
      advice: expect.stringContaining('--table'),
    })
  }
})
