import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createLiveIngest } from '../../ingest/live-ingest.ts'
import { unavailable } from '../../kernel/errors.ts'
import { browserEvent, lineOf } from '../../testing/tracking-event.ts'
import { openFakeApp } from '../testing/fake-app.ts'
import { lmsUrl, openPrograms } from '../testing/programs.ts'

let programs: Awaited<ReturnType<typeof openPrograms>>
let authorization: string
beforeAll(async () => {
  programs = await openPrograms()
  authorization = await programs.authorization('write')
})
afterAll(() => programs.close())
beforeEach(() => programs.forgetAll())

interface Sending {
  readonly type?: string
  readonly encoding?: string
  readonly key?: string | undefined
}

async function send(
  payload: string | Buffer,
  { type = 'text/plain', encoding, ...given }: Sending = {},
  app = programs.app,
) {
  const key = 'key' in given ? given.key : authorization
  const answer = await app.inject({
    method: 'POST',
    url: '/panorama/api/ingest/tracking',
    headers: {
      ...(type !== '' && { 'content-type': type }),
      ...(key !== undefined && { authorization: key }),
      ...(encoding !== undefined && { 'content-encoding': encoding }),
    },
    payload,
  })
  return { status: answer.statusCode, headers: answer.headers, json: answer.json() }
}

const event = (id: string) => browserEvent('load_video', { id })
const three = ['v1', 'v2', 'v3'].map((id) => lineOf(event(id)))
const lines = three.map((line) => `${line}\n`).join('')
const records = (member: string) => three.map((line) => ({ date: 1_709_288_430.5, [member]: line }))
const ndjson = (values: readonly unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('')
const kept = async () => Number((await programs.rows('SELECT count() AS n FROM xapi.xapi_events_all'))[0]!.n)
const prefix = '2024-03-01 10:20:30,123 INFO 7 [tracking] [user 7] [ip 198.51.100.7] logger.py:41 - '

describe('the shapes in which log shippers send lines', () => {
  test.each<[string, string, string]>([
    ['Vector, text', 'text/plain', lines],
    ['Vector, text without a last newline', 'text/plain', lines.trimEnd()],
    ['Vector, JSON lines', 'application/x-ndjson', ndjson(records('message'))],
    ['Vector, JSON', 'application/json', JSON.stringify(records('message'))],
    [
      'Vector that has parsed the line',
      'application/x-ndjson',
      ndjson(three.map((line) => ({ message: JSON.parse(line) }))),
    ],
    ['Fluent Bit, json_lines', 'application/json', ndjson(records('log'))],
    ['Fluent Bit, json', 'application/json', JSON.stringify(records('log'))],
    [
      'Fluent Bit, json_stream',
      'application/json',
      records('log')
        .map((record) => JSON.stringify(record))
        .join('\n'),
    ],
    [
      'Fluent Bit, with the newline of the line',
      'application/json',
      ndjson(three.map((line) => ({ log: `${line}\n` }))),
    ],
    ['events one a line, of no type', '', lines],
    ['a list of events', 'application/json', JSON.stringify(three.map((line) => JSON.parse(line)))],
    ['a list of lines', 'application/json', JSON.stringify(three)],
    ['one event', 'application/json', three.join('\n')],
    ['lines with the logger’s prefix', 'text/plain', three.map((line) => prefix + line).join('\n')],
    ['lines of Windows', 'text/plain', three.join('\r\n')],
    ['a byte order mark', 'text/plain', `\ufeff${lines}`],
    ['events as the LMS has them before they are logged', 'application/json', JSON.stringify(three.map(beforeLog))],
  ])('%s', async (_who, type, body) => {
    const { status, json } = await send(body, { type })
    expect({ status, json }).toMatchObject({ status: 200, json: { read: 3, kept: 3, quarantined: {} } })
    expect(await kept()).toBe(3)
    // Whoever sends again, in whatever shape, doubles nothing.
    expect((await send(lines)).json).toMatchObject({ read: 3, kept: 0, duplicates: 3 })
    expect(await kept()).toBe(3)
  })

  test('nothing at all is nothing', async () => {
    expect(await send('')).toMatchObject({ status: 200, json: { read: 0 } })
  })

  test.each<[string, (body: string) => Buffer]>([
    ['gzip', gzipSync],
    ['GZIP', gzipSync],
    ['x-gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['identity', Buffer.from],
  ])('packed: %s', async (encoding, pack) => {
    expect(await send(pack(lines), { encoding })).toMatchObject({ status: 200, json: { kept: 3 } })
  })

  test('gzip in several members, as it is appended to', async () => {
    const members = three.map((line) => gzipSync(`${line}\n`))
    expect(await send(Buffer.concat(members), { encoding: 'gzip' })).toMatchObject({ status: 200, json: { kept: 3 } })
  })
})

/** The same event in the shape in which trackers emit it. */
function beforeLog(line: string) {
  const { name, event: payload, time, context, session, username } = JSON.parse(line)
  return {
    name,
    data: JSON.parse(payload),
    timestamp: time,
    context: { ...context, session, username, event_source: 'browser' },
  }
}

describe('what cannot be read', () => {
  const endless = '['.repeat(1_000_000) + ']'.repeat(1_000_000)

  test.each([
    ['in a list', `[${endless}]`],
    ['in a record', `{"message":{"a":${endless}}}`],
    ['in a list of records', `[{"message":{"a":${endless}}}]`],
  ])('is lists in lists without end, %s', async (_where, body) => {
    const { status, json } = await send(body)
    expect({ status, json }).toMatchObject({ status: 200, json: { read: 1, kept: 0 } })
    expect(Object.keys(json.quarantined)).toHaveLength(1)
  })

  test('is kept aside line by line, and its neighbours come in', async () => {
    const { status, json } = await send(`${three[0]}\nno event\n{"half":\n# note\n\n${three[1]}`)
    expect(status).toBe(200)
    expect(json).toMatchObject({ read: 6, kept: 2, dropped: { comment: 1, 'blank line': 1 } })
    const aside = await programs.rows('SELECT source, line_number FROM panorama.quarantined_lines ORDER BY line_number')
    expect(aside).toEqual([
      { source: 'http write', line_number: 2 },
      { source: 'http write', line_number: 3 },
    ])
  })

  test.each<[string, string | Buffer, Sending, number, string]>([
    ['what was cut off', gzipSync(lines).subarray(0, 60), { encoding: 'gzip' }, 400, 'cut off or damaged'],
    ['what is not packed as it says', lines, { encoding: 'gzip' }, 400, 'cut off or damaged'],
    ['a packing that is unknown', lines, { encoding: 'lzma' }, 415, 'packed in a way'],
    [
      'MessagePack, which is Fluent Bit’s default',
      Buffer.from([0x92, 0xcb, 0x41]),
      { type: 'application/msgpack' },
      415,
      'lines of text or as JSON',
    ],
    ['more than 50 MB', 'x'.repeat(50_000_001), {}, 413, 'more than 50 MB'],
    [
      'more than 50 MB when it is unpacked',
      gzipSync('x'.repeat(50_000_001)),
      { encoding: 'gzip' },
      413,
      'more than 50 MB',
    ],
  ])('%s is refused, with words', async (_what, body, sending, status, words) => {
    const answer = await send(body, sending)
    expect(answer.status).toBe(status)
    expect(answer.json.error.message).toContain(words)
    expect(answer.json.error.advice).toBeTruthy()
    expect(await kept()).toBe(0)
    // The room that the body took is free again.
    expect((await send(lines)).status).toBe(200)
  })
})

describe('keys', () => {
  test.each([
    ['none', undefined],
    ['one of another kind', 'Token x'],
    ['one that is unknown', `Basic ${Buffer.from('nobody:secret').toString('base64')}`],
    ['one that is no text', 'Basic ////'],
    ['a person’s', 'JWT admin'],
  ])('%s opens nothing', async (_which, key) => {
    const answer = await send(lines, { key })
    expect(answer.status).toBe(401)
    expect(answer.headers['www-authenticate']).toMatch(/^Basic /)
    expect(answer.json.error.code).toBe('unauthenticated')
    expect(await kept()).toBe(0)
  })

  test('that may not write are told which scope it takes', async () => {
    const key = await programs.authorization('read-mine', 'read-all', 'retire')
    const answer = await send(lines, { key })
    expect(answer).toMatchObject({ status: 403, json: { error: { advice: 'It needs the scope write.' } } })
    expect(await kept()).toBe(0)
  })

  test('may come as a bearer token', async () => {
    const pair = Buffer.from(authorization.slice(6), 'base64').toString()
    expect(await send(lines, { key: `Bearer ${pair}` })).toMatchObject({ status: 200, json: { kept: 3 } })
  })
})

describe('an engine that refuses', () => {
  test('is answered with 503 and Retry-After; what is sent again then is there once', async () => {
    let isRefusing = true
    const { engine, ...rest } = programs.warehouse
    const liveIngest = createLiveIngest({
      warehouse: {
        ...rest,
        engine: {
          ...engine,
          insert: (...given) =>
            isRefusing && given[0] === programs.tables.quarantinedLines
              ? Promise.reject(unavailable('The warehouse does not answer.'))
              : engine.insert(...given),
        },
      },
      dataSet: 'real',
      store: programs.store,
      clock: { now: () => new Date('2026-05-04T12:00:00Z') },
      lmsUrl,
    })
    const other = await openFakeApp({ keys: programs.keys, liveIngest })
    try {
      // The statements are written by then; the line that is kept aside is not.
      const refused = await send(`${lines}no event`, {}, other)
      expect(refused.status).toBe(503)
      expect(refused.headers['retry-after']).toBe('5')
      expect(refused.json.error.advice).toContain('send it again')
      isRefusing = false
      const again = await send(`${lines}no event`, {}, other)
      expect(again).toMatchObject({ status: 200, json: { read: 4, duplicates: 3 } })
      expect(await kept()).toBe(3)
      const aside = await programs.rows('SELECT count() AS n FROM panorama.quarantined_lines FINAL')
      expect(aside).toEqual([{ n: 1 }])
    } finally {
      await other.close()
    }
  })
})
