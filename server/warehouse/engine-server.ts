import { timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import type { Engine } from './engine.ts'
import { answerRequest, type EngineAnswer, failedWith } from './engine-request.ts'

/** Where to listen: a Unix socket that only its owner may use, or a port of this machine behind a password. */
export type ListeningPlace =
  | { readonly socketPath: string }
  | { readonly port: number; readonly user: string; readonly password: string; readonly readOnly?: boolean }

export interface ServedEngine {
  /** The socket's path, or `http://127.0.0.1:<port>`. */
  readonly address: string
  close(): Promise<void>
}

/**
 * Speaks ClickHouse's HTTP protocol with an engine behind it: as much of it as `remote-engine.ts`, Superset's driver and a person
 * with curl need. By it commands reach the engine that a running server holds.
 */
export async function serveEngine(engine: Engine, place: ListeningPlace): Promise<ServedEngine> {
  // Parameters travel in the URL, and ClickHouse allows a megabyte there.
  const server = createServer({ maxHeaderSize: 1 << 20 }, (request, response) => {
    void serve(engine, place, request, response)
  })
  // A command may wait for minutes, for example for a refresh.
  server.requestTimeout = 0
  if ('socketPath' in place) {
    const mask = process.umask(0o177)
    server.listen(place.socketPath)
    process.umask(mask)
  } else {
    server.listen(place.port, '127.0.0.1')
  }
  await once(server, 'listening')
  return {
    address: 'socketPath' in place ? place.socketPath : `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

async function serve(engine: Engine, place: ListeningPlace, request: IncomingMessage, response: ServerResponse) {
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  const url = new URL(request.url ?? '/', 'http://engine')
  if (url.pathname === '/ping') return respond(request, response, { status: 200, body: 'Ok.\n' }, false)
  const answer = isLetIn(place, request, url)
    ? await answerRequest(engine, request, url, {
        readOnly: 'port' in place && place.readOnly === true,
        signal: gone.signal,
      })
    : failedWith(403, 516, 'Authentication failed: password is incorrect, or there is no user with such name.')
  respond(request, response, answer, url.searchParams.get('enable_http_compression') === '1')
}

/** As ClickHouse takes them: basic authentication, its own headers, or parameters. */
function isLetIn(place: ListeningPlace, { headers }: IncomingMessage, { searchParams }: URL): boolean {
  if ('socketPath' in place) return true
  const basic = /^Basic (.+)$/.exec(headers.authorization ?? '')?.[1]
  const given = basic
    ? Buffer.from(basic, 'base64').toString()
    : `${headers['x-clickhouse-user'] ?? searchParams.get('user')}:${headers['x-clickhouse-key'] ?? searchParams.get('password')}`
  const wanted = Buffer.from(`${place.user}:${place.password}`)
  const presented = Buffer.from(given)
  return presented.length === wanted.length && timingSafeEqual(presented, wanted)
}

function respond(request: IncomingMessage, response: ServerResponse, answer: EngineAnswer, mayCompress: boolean) {
  const { status, body, exceptionCode } = answer
  const zip = mayCompress && /\bgzip\b/.test(String(request.headers['accept-encoding']))
  response.writeHead(status, {
    'Content-Type': typeof body === 'string' ? 'application/x-ndjson; charset=UTF-8' : 'application/octet-stream',
    ...(exceptionCode !== undefined && { 'X-ClickHouse-Exception-Code': String(exceptionCode) }),
    ...(zip && { 'Content-Encoding': 'gzip' }),
  })
  response.end(zip ? gzipSync(body) : body)
}
