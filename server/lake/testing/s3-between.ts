import { once } from 'node:events'
import { request as ask, createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Seen {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
}

/** Between a client and an S3 service: writes down what is asked, and changes what a test wants to be otherwise. */
export interface S3Between {
  readonly url: string
  readonly seen: Seen[]
  /** What becomes of a request: a status answers it at once, headers take the place of its own. */
  meddle: (seen: Seen) => { readonly status?: number; readonly headers?: IncomingHttpHeaders } | undefined
  close(): Promise<void>
}

export async function openS3Between(target: string): Promise<S3Between> {
  const seen: Seen[] = []
  const server = createServer((incoming, answer) => {
    const { method = '', url: path = '', headers } = incoming
    const asked = { method, path, headers }
    seen.push(asked)
    const { status, headers: others = headers } = between.meddle(asked) ?? {}
    if (status !== undefined) {
      incoming.resume()
      const code = status === 503 ? 'SlowDown' : 'NotImplemented'
      answer.writeHead(status, { 'content-type': 'application/xml', connection: 'close' })
      answer.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>Not now.</Message></Error>`)
      return
    }
    const onward = ask(new URL(path, target), { method, headers: others }, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers)
      reply.pipe(answer)
    })
    onward.on('error', () => answer.destroy())
    incoming.pipe(onward)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const between: S3Between = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    meddle: () => undefined,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return between
}
