import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from 'vitest'
import { createHttpSender } from './http-sender.ts'

let server: Server | undefined
afterEach(() => new Promise((resolve) => server?.close(resolve) ?? resolve(undefined)))

/** A service that answers as told, request by request, and then takes everything. */
async function serve(...answers: ((request: IncomingMessage, response: ServerResponse) => void)[]) {
  const arrived: string[][] = []
  const keys: (string | undefined)[] = []
  server = createServer(async (request, response) => {
    keys.push(request.headers.authorization)
    const lines = (await text(request)).trimEnd().split('\n')
    const answer = answers.shift()
    if (answer) return answer(request, response)
    arrived.push(lines)
    const report = { read: lines.length, kept: lines.length - 1, duplicates: 0, dropped: { blank: 1 }, quarantined: {} }
    response.end(JSON.stringify(report))
  })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const waits: number[] = []
  const sender = createHttpSender({
    url: `http://127.0.0.1:${port}/api/ingest/tracking`,
    key: 'id:secret',
    senders: 3,
    wait: async (milliseconds) => void waits.push(milliseconds),
  })
  return { sender, arrived, keys, waits }
}

const refuse =
  (status: number, headers: Record<string, string> = {}) =>
  (_: unknown, response: ServerResponse) => {
    response.writeHead(status, headers).end('no')
  }
const hangUp = (request: IncomingMessage) => void request.socket.destroy()

describe('sending over HTTP', () => {
  it('brings every line, with the key, and adds up what became of them', async () => {
    const { sender, arrived, keys } = await serve()
    for (let portion = 0; portion < 10; portion++) await sender.write([`a${portion}`, `b${portion}`])
    await sender.settle()
    expect(arrived.flat().sort()).toEqual([...'0123456789'].flatMap((n) => [`a${n}`, `b${n}`]).sort())
    // "id:secret"
    expect(new Set(keys)).toEqual(new Set(['Basic aWQ6c2VjcmV0']))
    expect(sender.told?.()).toEqual({
      retries: 0,
      lines: { read: 20, kept: 10, duplicates: 0, dropped: { blank: 10 }, quarantined: {} },
    })
  })

  it('sends again what was refused for the moment: when it was told to, or after ever longer pauses', async () => {
    const { sender, arrived, waits } = await serve(
      refuse(429, { 'retry-after': '7' }),
      refuse(503),
      hangUp,
      refuse(502),
    )
    await sender.write(['one'])
    await sender.settle()
    expect(arrived).toEqual([['one']])
    expect(waits).toEqual([7_000, 500, 1_000, 2_000])
    expect(sender.told?.().retries).toBe(4)
  })

  it('waits until a date, where that is what the service names', async () => {
    const { sender, waits } = await serve(refuse(503, { 'retry-after': new Date(Date.now() + 60_000).toUTCString() }))
    await sender.write(['one'])
    await sender.settle()
    expect(waits[0]).toBeGreaterThan(50_000)
    expect(waits[0]).toBeLessThanOrEqual(60_000)
  })

  it('gives up when the service does not come back, and says so', async () => {
    const { sender, waits } = await serve(...Array.from({ length: 40 }, () => refuse(503)))
    await sender.write(['one'])
    await expect(sender.settle()).rejects.toMatchObject({ code: 'unavailable' })
    expect(waits.length).toBeLessThan(20)
  })

  it('does not repeat what will never be taken', async () => {
    const denied = await serve(refuse(401))
    await denied.sender.write(['one'])
    await expect(denied.sender.settle()).rejects.toMatchObject({
      code: 'forbidden',
      advice: expect.stringContaining('lrs create'),
    })
    expect(denied.waits).toEqual([])
  })

  it('notices that the address is another one', async () => {
    const { sender } = await serve((_, response) => response.end('<html>'))
    await sender.write(['one'])
    await expect(sender.settle()).rejects.toMatchObject({ code: 'bad_input' })
    await expect(sender.write(['two'])).rejects.toMatchObject({ code: 'bad_input' })
  })
})
