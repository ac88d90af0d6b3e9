import { type IncomingMessage, request as requestHttp } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import type { FastifyInstance } from 'fastify'
import pino from 'pino'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Listener } from '../../dashboards/changes.ts'
import { unavailable } from '../../kernel/errors.ts'
import { openFakeApp } from '../testing/fake-app.ts'
import { as, byCookie } from '../testing/people.ts'

let app: FastifyInstance
let port: number
let listeners: Listener[]
const stop = vi.fn()
const lines: string[] = []

beforeEach(async () => {
  listeners = []
  stop.mockClear()
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) })
  const listen = async (listener: Listener) => {
    listeners.push(listener)
    return stop
  }
  await serve({ log, changes: { listen } })
})
afterEach(() => {
  vi.useRealTimers()
  return app.close()
})

async function serve(overrides: Parameters<typeof openFakeApp>[0]) {
  app = await openFakeApp(overrides)
  await app.listen({ host: '127.0.0.1', port: 0 })
  port = (app.server.address() as AddressInfo).port
}

const path = '/panorama/api/changes'

/** Opens a stream as a browser does; what arrives is collected. */
async function open(headers: Record<string, string> = as('teacher')) {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const asked = requestHttp(
      { port, path, agent: false, headers: { 'accept-encoding': 'gzip, br', ...headers } },
      resolve,
    )
    asked.on('error', reject).end()
  })
  const stream = { answer, text: '', isEnded: false }
  answer.setEncoding('utf8')
  answer.on('data', (chunk: string) => {
    stream.text += chunk
  })
  answer.on('close', () => {
    stream.isEnded = true
  })
  answer.on('error', () => undefined)
  return stream
}

const openStreams = async () =>
  /^panorama_change_streams (\d+)$/m.exec(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text())?.[1]

describe('the stream of changes', () => {
  test('tells what is new as it happens, in events that nothing on the way may hold back', async () => {
    const stream = await open()
    expect(stream.answer.statusCode).toBe(200)
    expect(stream.answer.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    })
    expect(stream.answer.headers).not.toHaveProperty('content-encoding')
    expect(stream.answer.headers).toHaveProperty('x-request-id')
    await vi.waitFor(() => expect(stream.text).toMatch(/^retry: \d{4}\n\n$/))
    listeners[0]?.tell({ courses: ['course-v1:Org+C1+2026'] })
    await vi.waitFor(() =>
      expect(stream.text).toContain('event: change\ndata: {"courses":["course-v1:Org+C1+2026"]}\n\n'),
    )
    listeners[0]?.tell({ courses: null })
    await vi.waitFor(() => expect(stream.text).toContain('event: change\ndata: {"courses":null}\n\n'))
    stream.answer.destroy()
  })

  test('is opened for whoever is signed in, by cookie too, and knows them again later', async () => {
    expect((await app.inject(path)).statusCode).toBe(401)
    expect((await app.inject({ url: path, method: 'HEAD', headers: as('teacher') })).statusCode).toBe(404)
    const stream = await open(byCookie('learner'))
    expect(listeners.map(({ viewer }) => viewer.username)).toEqual(['learner'])
    expect(await listeners[0]?.identify()).toMatchObject({ username: 'learner' })
    stream.answer.destroy()
  })

  test('beats like a heart, and outlives the time that other answers may take', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
    const stream = await open()
    await vi.advanceTimersByTimeAsync(5 * 60_000)
    vi.useRealTimers()
    // Every 15 seconds of five minutes.
    await vi.waitFor(() => expect(stream.text.match(/^:$/gm)).toHaveLength(20))
    expect(stream.isEnded).toBe(false)
    stream.answer.destroy()
  })

  test('ends when the person is no longer signed in, with what was told before', async () => {
    const stream = await open()
    listeners[0]?.tell({ courses: null })
    listeners[0]?.end()
    await vi.waitFor(() => expect(stream.isEnded).toBe(true))
    expect(stream.text).toContain('{"courses":null}')
    expect(stop).toHaveBeenCalledOnce()
  })

  test('is listened for no more once its reader has left', async () => {
    const stream = await open()
    expect(await openStreams()).toBe('1')
    stream.answer.destroy()
    await vi.waitFor(() => expect(stop).toHaveBeenCalledOnce())
    expect(await openStreams()).toBe('0')
  })

  test('makes room: the fifth of one person ends their oldest, and nobody else’s', async () => {
    const other = await open(as('learner'))
    const mine: Awaited<ReturnType<typeof open>>[] = []
    for (let each = 0; each < 5; each++) mine.push(await open())
    await vi.waitFor(() => expect(mine[0]?.isEnded).toBe(true))
    expect(mine[0]?.text).toMatch(/event: replaced\ndata: {}\n\n$/)
    expect([other, ...mine].map(({ isEnded }) => isEnded)).toEqual([false, true, false, false, false, false])
    expect(await openStreams()).toBe('5')
    for (const { answer } of [other, ...mine]) answer.destroy()
  })

  test('is cut off for a reader who does not read, instead of waiting in memory', async () => {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => undefined)
    socket.pause()
    socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\nauthorization: JWT teacher\r\n\r\n`)
    await vi.waitFor(() => expect(listeners).toHaveLength(1))
    const courses = Array.from({ length: 100 }, (_, index) => `course-v1:Org+${'C'.repeat(200)}${index}+2026`)
    await vi.waitFor(() => {
      for (let each = 0; each < 100; each++) listeners[0]?.tell({ courses })
      expect(stop).toHaveBeenCalledOnce()
    })
    socket.destroy()
  })

  test('does not keep the service from stopping, even where nobody reads', async () => {
    const stream = await open()
    const deaf = connect(port, '127.0.0.1')
    deaf.pause()
    deaf.write(`GET ${path} HTTP/1.1\r\nhost: x\r\nauthorization: JWT teacher\r\n\r\n`)
    await vi.waitFor(() => expect(listeners).toHaveLength(2))
    await app.close()
    await vi.waitFor(() => expect(stream.isEnded).toBe(true))
    expect(stop).toHaveBeenCalledTimes(2)
    deaf.destroy()
  })

  test('leaves a line in the access log and nothing among the times of answers', async () => {
    lines.length = 0
    const stream = await open()
    listeners[0]?.end()
    await vi.waitFor(() => expect(lines).toHaveLength(1))
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ route: path, status: 200 })
    const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
    expect(metrics).not.toContain(`route="${path}"`)
    stream.answer.destroy()
  })
})

test('a stream that cannot be opened is refused like any other request', async () => {
  await app.close()
  await serve({ changes: { listen: () => Promise.reject(unavailable('The warehouse does not answer.')) } })
  const answer = await app.inject({ url: path, headers: as('teacher') })
  expect([answer.statusCode, answer.json().error.code]).toEqual([503, 'unavailable'])
})
