import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Clock } from '../../kernel/clock.ts'
import { invalidRequest } from '../../kernel/errors.ts'
import { checkSignature } from '../aws-signature.ts'
import type { StandInAccount } from './account.ts'
import { type Answer, answerApi, refusal } from './api.ts'
import { openCertificate } from './certificate.ts'
import { listenForEither } from './either-protocol.ts'
import { createFaults, type Fault, type Faults, faultSchema } from './faults.ts'
import { answerFrame } from './frames.ts'
import { readByModel } from './model.ts'
import { createSessions, type Sessions } from './sessions.ts'

export interface StandInQuickSightOptions {
  /** 0 for any that is free. */
  readonly port: number
  readonly account: StandInAccount
  readonly clock: Clock
  /** Where the certificate is kept; null to make a new one each time. */
  readonly dataDir: string | null
}

export interface StandInQuickSight {
  /** `PANORAMA_QUICKSIGHT_STAND_IN` */
  readonly url: string
  /** Where its frames come from: the same host and port, over HTTPS. */
  readonly frames: string
  /** May be changed at any time. */
  readonly account: StandInAccount
  readonly faults: Faults
  readonly sessions: Sessions
  /** Names of the operations that were asked, in order, with the status of each answer. */
  readonly asked: { readonly operation: string; readonly status: number; readonly input: unknown }[]
  close(): Promise<void>
}

const mostBytes = 1024 * 1024

/**
 * Amazon QuickSight, as far as embedding goes, on this machine: an API that checks signatures, permissions and the shape of
 * requests as AWS does, and the frames that its addresses open, which speak with the embedding SDK. It holds made-up data.
 */
export async function startStandInQuickSight(options: StandInQuickSightOptions): Promise<StandInQuickSight> {
  const { account, clock } = options
  const faults = createFaults()
  const sessions = createSessions(clock)
  const asked: StandInQuickSight['asked'] = []
  let frames = ''

  async function answerOf(request: IncomingMessage, body: Buffer): Promise<Answer> {
    const { method = 'GET', url = '/', headers } = request
    const checked = checkSignature({ method, url, headers, body }, 'quicksight', account, clock.now())
    if (!checked.isGood) return refusal(checked.name, 403, checked.message)
    const read = readByModel(method, new URL(url, 'http://stand-in'), body)
    if (read === null) return refusal('UnknownOperationException', 404, 'The stand-in does not know this operation.')
    const { operation, input } = read.read
    const fault = faults.next(operation)
    const answer =
      (await faulty(fault)) ??
      shaped(read) ??
      answerApi(read.read, { account, region: checked.region, sessions, frames })
    asked.push({ operation, status: answer.status, input })
    return answer
  }

  /** What each frame and each browser asks: over HTTPS, but for those who only look whether it is there. */
  const listen =
    (isSecure: boolean): RequestListener =>
    (request, response) => {
      void handle(isSecure, request, response).catch(() => response.destroy())
    }

  async function handle(isSecure: boolean, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://stand-in')
    const body = await bodyOf(request)
    if (/^\/accounts?\//.test(url.pathname)) return send(response, await answerOf(request, body))
    if (url.pathname === '/stand-in/faults' && !isSecure) return void changeFaults(request.method, body, response)
    if (url.pathname === '/stand-in/end-sessions' && !isSecure && request.method === 'POST') {
      sessions.endAll()
      return void response.writeHead(204).end()
    }
    if (url.pathname === '/stand-in/sessions' && !isSecure) {
      return void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(sessions.count()))
    }
    const page = isSecure ? answerFrame(url, cookiesOf(request), { account, sessions }) : null
    const { status, headers, body: text } = page ?? notHere(isSecure, frames)
    response.writeHead(status, headers).end(text)
  }

  /** `POST` adds a fault, `DELETE` ends all: for trying out how Panorama bears them. */
  function changeFaults(method: string | undefined, body: Buffer, response: ServerResponse): void {
    if (method === 'DELETE') faults.clear()
    const fault = method === 'POST' ? faultSchema.safeParse(jsonOf(body)) : null
    if (fault?.success) faults.add(fault.data as Fault)
    if (fault !== null && !fault.success) {
      response.writeHead(400, { 'content-type': 'text/plain' }).end(`${fault.error.issues[0]?.message}\n`)
    } else response.writeHead(204).end()
  }

  const certificate = await openCertificate(options.dataDir, clock.now())
  const server = await listenForEither(options.port, certificate, listen).catch((cause) => {
    throw invalidRequest(`Port ${options.port} cannot be had.`, { advice: 'Name another: --port 2181', cause })
  })
  frames = `https://localhost:${server.port}`
  return {
    url: `http://localhost:${server.port}`,
    frames,
    account,
    faults,
    sessions,
    asked,
    close: server.close,
  }
}

/** The answer that a fault makes; null where it changes none. */
async function faulty(fault: ReturnType<Faults['next']>): Promise<Answer | null> {
  switch (fault?.kind) {
    case 'throttling':
      return refusal('ThrottlingException', 429, 'Rate exceeded')
    case 'access-denied':
      return refusal('AccessDeniedException', 403, 'The caller is not authorized to do this.')
    case 'missing':
      return refusal('ResourceNotFoundException', 404, 'Not found.')
    case 'failing':
      return refusal('InternalFailureException', 500, 'An internal failure occurred.')
    case 'slow':
      await new Promise((resolve) => setTimeout(resolve, fault.milliseconds))
      return null
    case 'cut-off':
      throw new Error('cut off')
    case 'not-json':
      return { status: 502, body: {}, error: '' }
    default:
      return null
  }
}

function shaped({ problems }: NonNullable<ReturnType<typeof readByModel>>): Answer | null {
  return problems.length === 0 ? null : refusal('InvalidParameterValueException', 400, problems.join('; '))
}

function send(response: ServerResponse, { status, body, error }: Answer): void {
  if (error === '') return void response.writeHead(status, { 'content-type': 'text/html' }).end('<h1>Bad Gateway</h1>')
  const requestId = crypto.randomUUID()
  response
    .writeHead(status, {
      'content-type': 'application/json',
      'x-amzn-requestid': requestId,
      ...(error !== undefined && { 'x-amzn-errortype': error }),
    })
    .end(JSON.stringify({ ...body, Status: status, RequestId: requestId }))
}

function notHere(isSecure: boolean, frames: string) {
  const body = isSecure ? 'There is nothing here.\n' : `A stand-in for Amazon QuickSight. Its pages are at ${frames}/\n`
  return { status: isSecure ? 404 : 200, headers: { 'content-type': 'text/plain' }, body }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > mostBytes) throw new Error('too much')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return null
  }
}

function cookiesOf({ headers }: IncomingMessage): Record<string, string> {
  const pairs = (headers.cookie ?? '').split(/; */).map((pair) => pair.split('=', 2))
  return Object.fromEntries(pairs.flatMap(([name, value]) => (name && value ? [[name, value]] : [])))
}
