import { createServer, type IncomingMessage, request as requestHttp, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** `good`: the service behind it answers. Else it refuses, fails or rambles, and tells all that it was sent and all it knows. */
export type Manner = 'good' | 'refusing' | 'failing' | 'rambling'

const statusOf = { refusing: 403, failing: 500, rambling: 200 } as const

/**
 * Stands before a service and hands everything on, until it is told to answer itself: as a service does that is wrongly
 * configured, with debug pages that show each header of the request, its body, and the secrets of its own.
 * @param rewrite of texts that come back, where they name the address of the service
 */
export async function startTellTale(
  service: { readonly url: string },
  knows: readonly string[],
  rewrite: (text: string, ownPort: number) => string = (text) => text,
) {
  const tale = {
    url: '',
    manner: 'good' as Manner,
    /** How often it told all. */
    told: 0,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  let port = 0

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request)
    if (tale.manner === 'good') return handOn(request, body, response)
    tale.told += 1
    const all = [
      `${request.method} ${request.url}`,
      ...request.rawHeaders,
      body.toString('utf8'),
      ...knows.map((secret) => `SECRET=${secret}`),
    ].join('\n')
    response.writeHead(statusOf[tale.manner], {
      'content-type': tale.manner === 'rambling' ? 'text/html' : 'application/json',
      'x-amzn-errortype': tale.manner === 'refusing' ? 'AccessDeniedException' : 'InternalFailureException',
      'www-authenticate': `Basic realm="${knows[0]}"`,
      'set-cookie': `debug=${encodeURIComponent(knows.join(' '))}`,
    })
    response.end(
      tale.manner === 'rambling'
        ? `<pre>${all}</pre>`
        : JSON.stringify({ Message: all, message: all, msg: all, errors: [{ message: all }] }),
    )
  }

  function handOn({ method, url = '/', headers }: IncomingMessage, body: Buffer, response: ServerResponse): void {
    // With the name of the host as it came: it is signed.
    const outgoing = requestHttp(new URL(url, service.url), { method, headers, agent: false }, async (incoming) => {
      const text = rewrite((await buffer(incoming)).toString('utf8'), port)
      const { 'content-length': _length, 'transfer-encoding': _coding, ...kept } = incoming.headers
      response.writeHead(incoming.statusCode ?? 502, kept).end(text)
    })
    outgoing.on('error', () => response.destroy())
    outgoing.end(body)
  }

  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
  tale.url = `http://localhost:${port}`
  return tale
}
