import type { ServerResponse } from 'node:http'
import { PassThrough } from 'node:stream'
import type { FastifyReply } from 'fastify'

/** Proxies hang up on what is silent for longer; in milliseconds. */
const heartbeat = 15_000

/** Bytes that may wait for a reader. One who is further behind than this does not read. */
const mostWaiting = 64 * 1024

/** Milliseconds in which a reader may take what was sent before the end. */
const farewell = 1_000

/**
 * Server-sent events for one reader. What is sent before the stream is opened waits; a reader who does not keep up is
 * cut off, and comes back when they can.
 */
export interface EventStream {
  send(event: string, data: object): void
  /** Begins the answer. From then on the reply belongs to the stream: no hook, no timeout, no compression. */
  open(reply: FastifyReply): void
  /** Ends it when what was sent has left. */
  end(): void
}

/** @param onClose called once, whoever closed the stream */
export function createEventStream(onClose: () => void): EventStream {
  const queue = new PassThrough()
  const write = (text: string) => {
    if (queue.readableLength + queue.writableLength > mostWaiting) queue.destroy()
    else if (!queue.writableEnded && !queue.destroyed) queue.write(text)
  }
  const beat = setInterval(() => write(':\n\n'), heartbeat)
  queue.once('close', () => {
    clearInterval(beat)
    onClose()
  })
  let answer: ServerResponse | null = null

  return {
    send: (event, data) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
    open(reply) {
      reply.headers({
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store, no-transform',
        // The connection serves nothing after this, and must not keep a server from stopping.
        connection: 'close',
        'x-accel-buffering': 'no',
      })
      const { raw } = reply.hijack()
      answer = raw
      for (const [name, value] of Object.entries(reply.getHeaders())) raw.setHeader(name, value!)
      raw.writeHead(200)
      // Spread, so that a server that starts anew is not asked by everybody in the same moment.
      write(`retry: ${1_000 + Math.round(Math.random() * 2_000)}\n\n`)
      queue.once('close', () => raw.writableEnded || raw.destroy())
      if (raw.destroyed) queue.destroy()
      else raw.once('close', () => queue.destroy())
      queue.pipe(raw)
    },
    end() {
      queue.end()
      const cutOff = () => {
        queue.destroy()
        answer?.destroy()
      }
      setTimeout(cutOff, farewell).unref()
    },
  }
}
