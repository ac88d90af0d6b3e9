import { getEventListeners, once } from 'node:events'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PanoramaError } from '../kernel/errors.ts'
import { openEmbeddedEngine } from './embedded-engine.ts'
import type { Engine } from './engine.ts'
import { type ServedEngine, serveEngine } from './engine-server.ts'
import { openAttachedEngine } from './open-engine.ts'
import { openRemoteEngine } from './remote-engine.ts'

const signIn = { user: 'panorama', password: 'p:ä ss' }

let directory: string
let engines: Readonly<Record<'embedded' | 'remote' | 'attached', Engine>>
let served: ServedEngine[]

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'panorama-engines-'))
  const embedded = await openEmbeddedEngine(join(directory, 'warehouse'))
  const socketPath = join(directory, 'engine.sock')
  served = [await serveEngine(embedded, { port: 0, ...signIn }), await serveEngine(embedded, { socketPath })]
  const remote = openRemoteEngine({ url: served[0]!.address, ...signIn, compress: true })
  engines = { embedded, remote, attached: openAttachedEngine(socketPath) }
})
afterAll(async () => {
  await engines.remote.close()
  await engines.attached.close()
  for (const each of served) await each.close()
  await engines.embedded.close()
  await rm(directory, { recursive: true, force: true })
})

const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  )

describe.each(['embedded', 'remote', 'attached'] as const)('the %s engine', (kind) => {
  const ask = (
    sql: string,
    params?: Record<string, string | number | boolean | null | readonly string[] | readonly number[]>,
  ) => engines[kind].rows({ name: 'test', sql, ...(params && { params }) })

  test('answers with plain rows: 64-bit integers as numbers, dates as text, null as null', async () => {
    const rows = await ask(`SELECT toUInt64(9007199254740991) AS big, toDate('2026-03-01') AS day,
      toDateTime64('2026-03-01 10:00:00.123456', 6, 'UTC') AS at, CAST(NULL AS Nullable(String)) AS nothing, [1, 2] AS list,
      CAST((1, 'x') AS Tuple(a UInt8, b String)) AS pair, true AS yes, 0.1 AS tenth, 1e100 AS huge, 'é\\n"' AS text`)
    expect(rows).toEqual([
      {
        big: 9007199254740991,
        day: '2026-03-01',
        at: '2026-03-01 10:00:00.123456',
        nothing: null,
        list: [1, 2],
        pair: { a: 1, b: 'x' },
        yes: true,
        tenth: 0.1,
        huge: 1e100,
        text: 'é\n"',
      },
    ])
    expect(await ask('SELECT number FROM numbers(3) ORDER BY number DESC')).toEqual([
      { number: 2 },
      { number: 1 },
      { number: 0 },
    ])
    expect(await ask('SELECT 1 AS one WHERE 0')).toEqual([])
  })

  test('binds any value to its placeholder unchanged', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom("'); DROP TABLE t --", '\\N', '\\', "\\'", '[', ' a ', '\t\r\n\0'),
    )
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.array(text),
        fc.array(fc.integer()),
        fc.double({ noNaN: true, min: -1e9, max: 1e9 }),
        async (one, some, numbers, number) => {
          const rows = await ask(
            `SELECT {one: String} AS one, {some: Array(String)} AS some, {numbers: Array(Int64)} AS numbers,
           {number: Float64} AS number, {nothing: Nullable(Date)} AS nothing, {yes: Bool} AS yes`,
            { one, some, numbers, number, nothing: null, yes: true },
          )
          expect(rows).toEqual([{ one, some, numbers, number: number === 0 ? 0 : number, nothing: null, yes: true }])
        },
      ),
      { numRuns: 60, examples: [['\\N', ['\\N', ''], [], 0]] },
    )
  })

  test('keeps the values of changes apart that run side by side', async () => {
    const table = `side_by_side_${kind}`
    const command = (sql: string, params: { text: string }) => engines[kind].command({ name: 'test', sql, params })
    await engines[kind].command({
      name: 'test',
      sql: `CREATE TABLE ${table} (written String, bound String) ENGINE = MergeTree ORDER BY ()`,
    })
    const texts = Array.from({ length: 40 }, (_, number) => `text ${number}`)
    await Promise.all([
      ...texts.map((text) => command(`INSERT INTO ${table} SELECT '${text}', {text: String}`, { text })),
      ...texts.map((text) =>
        engines[kind].insert(table, ['written', 'bound'], 'TabSeparated', Buffer.from(`${text}\t${text}\n`)),
      ),
    ])
    expect(await ask(`SELECT count() AS rows, countIf(written = bound) AS right FROM ${table}`)).toEqual([
      { rows: 80, right: 80 },
    ])
  })

  test('keeps what is inserted, line by line, over many years', async () => {
    const table = `test_${kind}.kept`
    const command = (sql: string, params?: { text: string }) =>
      engines[kind].command({ name: 'test', sql, ...(params && { params }) })
    await command(`CREATE DATABASE test_${kind}`)
    await command(
      `CREATE TABLE ${table} (day Date, text String) ENGINE = MergeTree ORDER BY day PARTITION BY toYYYYMM(day)`,
    )
    const days = Array.from({ length: 150 }, (_, month) =>
      new Date(Date.UTC(2014, month, 1)).toISOString().slice(0, 10),
    )
    const lines = days.map((day) => JSON.stringify({ day, text: `${day} "ü"\n` })).join('\n')
    await engines[kind].insert(table, ['day', 'text'], 'JSONEachRow', Buffer.from(lines))
    await engines[kind].insert(table, ['text', 'day'], 'TabSeparated', Buffer.from('tab\\tbed\t2030-01-01\n'))
    const csv = 'unknown,text,day\r\n1,"comma, ""quote""\nline",2030-06-01\r\n'
    await engines[kind].insert(table, ['day', 'text'], 'CSVWithNames', Buffer.from(csv))
    await command(`INSERT INTO ${table} SELECT toDate('2031-01-01'), {text: String}`, { text: "it's\n" })
    const rows = await ask(`SELECT text FROM ${table} ORDER BY day`)
    expect(rows.map(({ text }) => text)).toEqual([
      ...days.map((day) => `${day} "ü"\n`),
      'tab\tbed',
      'comma, "quote"\nline',
      "it's\n",
    ])
  })

  test('turns a limit into advice', async () => {
    const slow = engines[kind].rows({
      name: 'slow',
      sql: 'SELECT sum(cityHash64(number)) AS s FROM numbers(1e11)',
      maxSeconds: 1,
    })
    expect(await failureOf(slow)).toMatchObject({ code: 'too_expensive', advice: expect.stringContaining('shorter') })
  })

  test('says which query was refused and keeps the rest to itself', async () => {
    const failure = await failureOf(ask("SELECT throwIf(1, 'ann@example.org') AS x"))
    expect(failure).toMatchObject({ code: 'warehouse_failed', message: 'The warehouse refused test (code 395).' })
    expect(JSON.stringify(failure)).not.toContain('ann')
    expect(await failureOf(ask('SELECT {unset: String} AS x'))).toMatchObject({
      message: expect.stringContaining('456'),
    })
  })

  test('answers the next with nothing of one that failed halfway', async () => {
    const failing = 'SELECT number, throwIf(number = 30000) FROM numbers(60000) SETTINGS max_block_size = 1000'
    for (let time = 0; time < 5; time++) await failureOf(ask(`SELECT * FROM (${failing})`))
    const next = await Promise.all([1, 2, 3, 4, 5].map((n) => ask('SELECT {n: UInt8} AS n', { n })))
    expect(next).toEqual([[{ n: 1 }], [{ n: 2 }], [{ n: 3 }], [{ n: 4 }], [{ n: 5 }]])
  })

  test('lets go at once when nobody waits any more, and answers the next', async () => {
    const reason = new Error('gone')
    const leaving = new AbortController()
    const sql = 'SELECT number, sleepEachRow(0.05) AS s FROM numbers(100) SETTINGS max_block_size = 1'
    const waiting = engines[kind].rows({ name: 'left', sql: `SELECT * FROM (${sql})`, signal: leaving.signal })
    leaving.abort(reason)
    expect(await failureOf(waiting)).toBe(reason)
    expect(await failureOf(engines[kind].rows({ name: 'late', sql: 'SELECT 1', signal: leaving.signal }))).toBe(reason)
    expect(await ask('SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  test('leaves nothing behind at the signal of somebody who asks thousands of times', async () => {
    const { signal } = new AbortController()
    for (let asked = 0; asked < 3; asked += 1) {
      await engines[kind].rows({ name: 'test', sql: 'SELECT 1 AS one', signal })
      await engines[kind].bytes({ name: 'test', sql: 'SELECT 1 AS one', signal }, 'TabSeparated')
    }
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })

  test('has another data version after every change', async () => {
    const engine = engines[kind]
    const change = (sql: string) => engine.command({ name: 'test', sql })
    await change(`CREATE TABLE default.versions_${kind} (n UInt8) ENGINE = MergeTree ORDER BY n`)
    const before = await engine.dataVersion()
    expect(await engine.dataVersion()).toBe(before)
    await engine.insert(`default.versions_${kind}`, ['n'], 'JSONEachRow', Buffer.from('{"n":1}'))
    const after = await engine.dataVersion()
    expect(after).not.toBe(before)
    await change(`TRUNCATE TABLE default.versions_${kind}`)
    expect(await engine.dataVersion()).not.toBe(after)
  })
})

test('a question that nobody waits for is ended, and makes room for others', async () => {
  const leaving = new AbortController()
  const endless = {
    name: 'endless',
    sql: 'SELECT sum(cityHash64(number)) AS s FROM numbers(1e14)',
    signal: leaving.signal,
  }
  const waiting = Promise.allSettled([1, 2, 3].map(() => engines.embedded.rows(endless)))
  setTimeout(() => leaving.abort(new Error('gone')), 200)
  await waiting
  expect(await engines.embedded.rows({ name: 'next', sql: 'SELECT 1 AS one' })).toEqual([{ one: 1 }])
})

test('more questions at once than there are places are all answered', async () => {
  const numbers = Array.from({ length: 30 }, (_, number) => number)
  const rows = await Promise.all(
    numbers.map((number) =>
      engines.embedded.rows({ name: 'test', sql: 'SELECT {number: UInt8} AS n', params: { number } }),
    ),
  )
  expect(rows).toEqual(numbers.map((n) => [{ n }]))
})

describe('the server of an engine', () => {
  const post = (query: string, headers: Record<string, string> = {}, search = '') =>
    fetch(`${served[0]!.address}/${search}`, { method: 'POST', body: query, headers })
  const basic = { Authorization: `Basic ${Buffer.from(`${signIn.user}:${signIn.password}`).toString('base64')}` }

  test('lets in by basic authentication, by header and by parameter, and nobody else', async () => {
    const named = { 'X-ClickHouse-User': 'panorama', 'X-ClickHouse-Key': 'wrong' }
    expect(await (await post('SELECT 1 AS a FORMAT JSONEachRow', basic)).text()).toBe('{"a":1}\n')
    const inUrl = `?user=panorama&password=${encodeURIComponent(signIn.password)}&query=SELECT%202%20AS%20a`
    expect(await (await fetch(`${served[0]!.address}/${inUrl}`)).text()).toBe('2\n')
    for (const headers of [{}, named, { Authorization: 'Basic !' }]) {
      const refused = await post('SELECT 1', headers as Record<string, string>)
      expect([refused.status, refused.headers.get('X-ClickHouse-Exception-Code')]).toEqual([403, '516'])
    }
    expect(await (await fetch(`${served[0]!.address}/ping`)).text()).toBe('Ok.\n')
  })

  test('compresses when asked to', async () => {
    const zipped = await post('SELECT 1 AS a', { ...basic, 'Accept-Encoding': 'gzip' }, '?enable_http_compression=1')
    expect(zipped.headers.get('Content-Encoding')).toBe('gzip')
    expect(await zipped.text()).toBe('1\n')
  })

  test('says what ClickHouse says when a query fails', async () => {
    const failed = await post('SELEC 1', basic)
    expect([failed.status, failed.headers.get('X-ClickHouse-Exception-Code')]).toEqual([500, '62'])
    expect(await failed.text()).toMatch(/^Code: 62\. DB::Exception: .*SYNTAX_ERROR/s)
    expect((await post('SELECT 1 FORMAT Nothing', basic)).headers.get('X-ClickHouse-Exception-Code')).toBe('73')
  })

  test('answers in the formats that drivers read, also about databases and tables', async () => {
    const text = async (sql: string) => (await post(sql, basic)).text()
    expect(await text('SELECT 1 AS a, 2 AS b')).toBe('1\t2\n')
    expect(JSON.parse(await text('SELECT toUInt8(1) AS a LIMIT 0 FORMAT JSON'))).toMatchObject({
      meta: [{ name: 'a', type: 'UInt8' }],
      data: [],
    })
    expect(await text('SHOW DATABASES')).toContain('default\n')
    expect(await text('EXISTS TABLE default.nothing')).toBe('0\n')
    const native = Buffer.from(await (await post('SELECT toUInt8(7) AS a FORMAT Native', basic)).arrayBuffer())
    // One column, one row, its name and type, its value.
    expect(native).toEqual(Buffer.from('\x01\x01\x01a\x05UInt8\x07', 'latin1'))
  })

  test('lets a reader read the tables, and nothing else', async () => {
    const engine = engines.embedded
    await engine.command({ name: 'test', sql: 'CREATE TABLE default.read_me (n UInt8) ENGINE = MergeTree ORDER BY n' })
    await engine.insert('default.read_me', ['n'], 'JSONEachRow', Buffer.from('{"n":7}'))
    const reader = await serveEngine(engine, { port: 0, ...signIn, readOnly: true })
    const read = (sql: string, search = '') =>
      fetch(`${reader.address}/${search}`, { method: 'POST', body: sql, headers: basic })
    try {
      expect(await (await read('SELECT n FROM default.read_me -- all of it\n;')).text()).toBe('7\n')
      expect(await (await read(`WITH ';' AS x SELECT x, "n" FROM default.read_me`)).text()).toBe(';\t7\n')
      for (const refused of [
        'DROP TABLE default.read_me',
        'INSERT INTO default.read_me SELECT 8',
        `SELECT * FROM file('/etc/hostname', LineAsString)`,
        `SELECT * FROM url('${reader.address}/ping', LineAsString)`,
        `SELECT * FROM file('/etc/hostname', LineAsString); SELECT 1`,
        `SELECT * FROM file('/etc/hostname', LineAsString) SETTINGS readonly = 0`,
        `SELECT * FROM (SELECT * FROM file('/etc/hostname', LineAsString) SETTINGS readonly = 0)`,
        `SELECT ‘ ' ’; SELECT * FROM file('/etc/hostname', LineAsString); SELECT ‘ ' ’`,
        `SELECT $$ ' $$; SELECT * FROM file('/etc/hostname', LineAsString); SELECT $$ ' $$`,
        `SELECT 1 /* ' */; SELECT * FROM file('/etc/hostname', LineAsString) /* ' */`,
        `SELECT 1 -- '\n; SELECT * FROM file('/etc/hostname', LineAsString) -- '`,
        `SELECT 1 INTO OUTFILE '${join(directory, 'out')}'`,
        'SET readonly = 0',
        `SELECT * FROM (SELECT * FROM file('/etc/hostname', LineAsString) SETTINGS \`readonly\` = 0)`,
      ]) {
        const answer = await read(refused)
        expect([answer.status >= 400, refused]).toEqual([true, refused])
        expect(await answer.text()).not.toContain(hostname())
      }
      expect((await read('8', '?query=INSERT+INTO+default.read_me+(n)+FORMAT+TabSeparated')).status).toBe(403)
      expect(await (await read('SELECT n FROM default.read_me')).text()).toBe('7\n')
    } finally {
      await reader.close()
    }
  })

  test('is reached by its socket by nobody but its owner', async () => {
    expect((await stat(served[1]!.address)).mode & 0o777).toBe(0o600)
  })
})

describe('the remote engine', () => {
  const remote = (url: string, password = signIn.password) =>
    openRemoteEngine({ url, ...signIn, password, compress: true })
  const query = { name: 'test', sql: 'SELECT 1' }

  test('tells a wrong password from a server that is not there', async () => {
    expect(await failureOf(remote(served[0]!.address, 'wrong').rows(query))).toMatchObject({ code: 'misconfigured' })
    expect(await failureOf(remote('http://127.0.0.1:9').rows(query))).toMatchObject({ code: 'unavailable' })
  })

  test.each([
    [
      'a last row',
      '{"a":1}\n{"exception":"Code: 241. DB::Exception: Memory limit exceeded. (MEMORY_LIMIT_EXCEEDED)"}\n',
      'too_expensive',
    ],
    [
      'a marker',
      '{"a":1}\n__exception__\r\ntag\r\nCode: 159. DB::Exception: Timeout. (TIMEOUT_EXCEEDED)\n',
      'too_expensive',
    ],
    ['half a row', '{"a":1}\n{"a"', 'unavailable'],
  ])('takes no answer for whole that ends in %s', async (_, body, code) => {
    const server = createServer((_request, response) => response.end(body)).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const failure = await failureOf(remote(`http://127.0.0.1:${(server.address() as AddressInfo).port}`).rows(query))
    server.closeAllConnections()
    server.close()
    expect(failure).toBeInstanceOf(PanoramaError)
    expect(failure).toMatchObject({ code })
  })
})
