import { request as requestHttp } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { afterEach, expect, test } from 'vitest'
import type { Embed } from '../../contract/embed.ts'
import type { AppDependencies } from '../dependencies.ts'
import { openFakeApp } from '../testing/fake-app.ts'
import { as } from '../testing/people.ts'

const embed: Embed = { provider: 'hosted', url: 'https://hosted.test/one' }
let app: FastifyInstance
afterEach(() => app.close())

/** Serves a tool that answers when it is told to. */
async function serve() {
  let answer = () => {}
  const answered = new Promise<void>((resolve) => {
    answer = resolve
  })
  const signals: AbortSignal[] = []
  const slowly = async (signal?: AbortSignal) => {
    signals.push(signal!)
    await answered
    signal?.throwIfAborted()
    return embed
  }
  const embeds = {
    open: (_viewer, _wanted, _locale, signal) => slowly(signal),
    studio: (_viewer, _locale, signal) => slowly(signal),
  } as AppDependencies['embeds']
  app = await openFakeApp({ embeds })
  await app.listen({ host: '127.0.0.1', port: 0 })
  return { signals, answer }
}

/** Over a real connection: only there does anybody leave. */
function ask(path: string, body: object | null) {
  const { port } = app.server.address() as AddressInfo
  const headers = { ...as('teacher'), ...(body && { 'content-type': 'application/json' }) }
  const request = requestHttp({ port, path: `/panorama/api/${path}`, method: 'POST', agent: false, headers })
  const status = new Promise<number | null>((resolve) => {
    request.on('response', (response) => resolve(response.resume().statusCode ?? null))
    request.on('error', () => resolve(null))
  })
  request.end(body && JSON.stringify(body))
  return { status, leave: () => request.destroy() }
}

const ways = [
  ['embeds', { id: 'embed', area: 'courses' }],
  ['embeds/studio', null],
] as const

test.each(ways)('whoever waits at %s is answered, however long the tool takes', async (path, body) => {
  const { signals, answer } = await serve()
  const { status } = ask(path, body)
  await expect.poll(() => signals.length).toBe(1)
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(signals[0]?.aborted).toBe(false)
  answer()
  expect(await status).toBe(200)
})

test.each(ways)('that somebody at %s has left is known to the tool', async (path, body) => {
  const { signals, answer } = await serve()
  const { leave } = ask(path, body)
  await expect.poll(() => signals.length).toBe(1)
  leave()
  await expect.poll(() => signals[0]?.aborted).toBe(true)
  answer()
})
