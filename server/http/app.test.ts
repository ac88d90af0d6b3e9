import { request as requestHttp } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import pino from 'pino'
import { describe, expect, test } from 'vitest'
import { failureSchema } from '../contract/failure.ts'
import { PanoramaError, tooExpensive, toolRefuses, toolSilent, unavailable } from '../kernel/errors.ts'
import { fakeDependencies, openFakeApp } from './testing/fake-app.ts'
import { as } from './testing/people.ts'

/** An app whose courses fail with an error, and what it answers and logs. */
async function answerTo(error: unknown) {
  const lines: string[] = []
  const log = pino({ level: 'info' }, { write: (line: string) => lines.push(line) })
  const { dashboards } = fakeDependencies()
  const courses = () => Promise.reject(error)
  const app = await openFakeApp({ log, dashboards: { ...dashboards, courses } })
  const answer = await app.inject({ url: '/panorama/api/courses', headers: as('teacher') })
  await app.close()
  return { status: answer.statusCode, body: failureSchema.parse(answer.json()), text: answer.body, log: lines.join('') }
}

describe('a failure', () => {
  test('that was foreseen keeps its words and its advice', async () => {
    const { status, body } = await answerTo(tooExpensive('Too much.', { advice: 'Choose a shorter period.' }))
    expect(status).toBe(422)
    expect(body.error).toMatchObject({
      code: 'too_expensive',
      message: 'Too much.',
      advice: 'Choose a shorter period.',
    })
  })

  test('that was not foreseen says general words only, and the log knows it by the id of the request', async () => {
    const { status, body, text, log } = await answerTo(new Error('row of jane@example.edu is broken'))
    expect(status).toBe(500)
    expect(body.error).toMatchObject({ code: 'internal', message: 'Something went wrong on our side.' })
    expect(text).not.toContain('jane')
    expect(log).toContain(body.error.requestId)
  })

  test('never carries its cause, which may quote a learner', async () => {
    const cause = new Error("Code: 27. Cannot parse 'jane@example.edu'")
    for (const error of [
      unavailable('The warehouse at 10.0.0.7 does not answer.', { advice: 'Try again.', cause }),
      new PanoramaError('warehouse_failed', 500, 'The warehouse refused course-list.', { cause }),
    ]) {
      const { text } = await answerTo(error)
      expect(text).not.toMatch(/jane|10\.0\.0\.7|course-list/)
    }
  })

  test('of another tool keeps its words, which name the tool, and never what the tool said', async () => {
    const cause = new Error('arn:aws:quicksight:us-east-1:1:user/default/jane is not authorized')
    const advice = 'Try again in a few minutes.'
    for (const [error, expected] of [
      [
        toolSilent('QuickSight does not answer.', { advice, cause }),
        [503, 'unavailable', 'QuickSight does not answer.'],
      ],
      [
        toolRefuses('QuickSight refuses this site.', { advice, cause }),
        [502, 'misconfigured', 'QuickSight refuses this site.'],
      ],
    ] as const) {
      const { status, body, text } = await answerTo(error)
      expect([status, body.error.code, body.error.message, body.error.advice]).toEqual([...expected, advice])
      expect(text).not.toMatch(/jane|arn:/)
    }
  })

  test('is the same shape when something else than an error is thrown', async () => {
    expect((await answerTo('oops')).status).toBe(500)
    expect((await answerTo(null)).status).toBe(500)
  })
})

describe('the id of a request', () => {
  test.each([
    ['a proxy gave', 'abc-123.DEF_456', true],
    ['is too short to be one', 'abc', false],
    ['is too long', 'a'.repeat(65), false],
    ['would break a log line', 'abcdefgh\\n{"level":60}', false],
  ])('that %s is %s: kept %s', async (_what, given, kept) => {
    const app = await openFakeApp()
    const answer = await app.inject({ url: '/health/live', headers: { 'x-request-id': given } })
    expect(answer.headers['x-request-id'] === given).toBe(kept)
    await app.close()
  })
})

test('the access log holds neither names nor tokens nor addresses', async () => {
  const lines: string[] = []
  const log = pino({ level: 'info' }, { write: (line: string) => lines.push(line) })
  const app = await openFakeApp({ log })
  const url = '/panorama/api/dashboards/board/charts/problems?course=course-v1%3AOrg%2BC1%2B2026&video=jane'
  await app.inject({ url, headers: { ...as('teacher'), cookie: 'secret=1' } })
  await app.close()
  expect(lines.join('')).not.toMatch(/jane|Tea|teacher|secret|C1/)
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
    method: 'GET',
    route: '/panorama/api/dashboards/:slug/charts/:chart',
    status: 200,
    msg: 'answered',
  })
})

test('a viewer who asks too often is told how long to wait, and others are not held up', async () => {
  const app = await openFakeApp({ requestsPerMinute: 2 })
  const ask = async (headers: Record<string, string>) => app.inject({ url: '/panorama/api/session', headers })
  const statuses = []
  for (let turn = 0; turn < 3; turn++) statuses.push((await ask(as('learner'))).statusCode)
  expect(statuses).toEqual([200, 200, 429])
  const refused = await ask(as('learner'))
  expect(refused.json().error.code).toBe('too_many_requests')
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  expect((await ask(as('teacher'))).statusCode).toBe(200)
  // Two guesses from this address, then no more; unknown addresses of the API count as well.
  const guesses = [await ask({}), await app.inject('/panorama/api/nowhere'), await ask({})]
  expect(guesses.map(({ statusCode }) => statusCode)).toEqual([401, 404, 429])
  await app.close()
})

test('a body that is too long, of another type or not JSON is refused in the one shape', async () => {
  const app = await openFakeApp()
  const put = (payload: string, type = 'application/json') =>
    app.inject({
      method: 'PUT',
      url: '/panorama/api/settings/mode',
      headers: { ...as('admin'), 'content-type': type },
      payload,
    })
  const answers = [
    await put(JSON.stringify({ mode: 'x'.repeat(70_000) })),
    await put('mode=FREE', 'application/x-www-form-urlencoded'),
    await put('{"mode":'),
    await put('{"mode":"PAID"}'),
    await put('{"__proto__":{"mode":"FREE"}}'),
  ]
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([413, 415, 400, 400, 400])
  for (const answer of answers) failureSchema.parse(answer.json())
  await app.close()
})

test('a long answer is compressed for those who can read it', async () => {
  const app = await openFakeApp()
  for (const encoding of ['br', 'gzip']) {
    const answer = await app.inject({ url: '/panorama/api/openapi.json', headers: { 'accept-encoding': encoding } })
    expect(answer.headers['content-encoding']).toBe(encoding)
  }
  await app.close()
})

test('every answer carries the headers that keep it to itself', async () => {
  const app = await openFakeApp({ publicUrl: 'https://panorama.test' })
  const { headers } = await app.inject('/panorama/api/site')
  expect(headers).toMatchObject({
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'strict-transport-security': 'max-age=15552000',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'cache-control': 'no-store',
  })
  expect(headers['x-powered-by']).toBeUndefined()
  await app.close()
})

test('without HTTPS no browser is told to insist on it', async () => {
  const app = await openFakeApp()
  expect((await app.inject('/panorama/api/site')).headers['strict-transport-security']).toBeUndefined()
  await app.close()
})

test('a reader who leaves takes the question along', async () => {
  const { dashboards } = fakeDependencies()
  let asked: (signal: AbortSignal | undefined) => void
  const question = new Promise<AbortSignal | undefined>((resolve) => {
    asked = resolve
  })
  const app = await openFakeApp({
    dashboards: {
      ...dashboards,
      answer: (_viewer, _slug, _chart, _request, _locale, signal) => {
        asked(signal)
        return new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
      },
    },
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  const path = '/panorama/api/dashboards/board/charts/problems'
  const reader = requestHttp({ host: '127.0.0.1', port, path, headers: as('teacher') })
  reader.on('error', () => undefined)
  reader.end()
  const signal = await question
  const aborted = new Promise((resolve) => signal?.addEventListener('abort', resolve))
  reader.destroy()
  await aborted
  expect(signal?.aborted).toBe(true)
  await app.close()
})

test('what is not HTTP gets an answer in the one shape, and the line is cut', async () => {
  const app = await openFakeApp()
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  const say = (text: string) =>
    new Promise<string>((resolve) => {
      let heard = ''
      const socket = connect(port, '127.0.0.1', () => socket.write(text))
      socket.on('data', (chunk) => {
        heard += chunk
      })
      socket.on('close', () => resolve(heard))
    })
  for (const [text, status] of [
    ['HELLO\r\n\r\n', '400'],
    [`GET / HTTP/1.1\r\nHost: x\r\nCookie: ${'x'.repeat(20_000)}\r\n\r\n`, '431'],
  ] as const) {
    const [head = '', body = ''] = (await say(text)).split('\r\n\r\n')
    expect(head).toContain(`HTTP/1.1 ${status} `)
    failureSchema.parse(JSON.parse(body))
  }
  await app.close()
})
