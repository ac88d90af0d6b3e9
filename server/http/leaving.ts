import type { FastifyReply } from 'fastify'

/**
 * Aborts when whoever asked goes before they are answered. Fastify's own signal of a request aborts as soon as its body is
 * read, so it is of no use where there is one.
 */
export function leavingOf({ raw }: FastifyReply): AbortSignal {
  const leaving = new AbortController()
  raw.once('close', () => {
    if (!raw.writableEnded) leaving.abort()
  })
  return leaving.signal
}
