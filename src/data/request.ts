import type { Failure } from '../../server/contract/failure.ts'
import { leaveForSignIn, renewSession } from './sign-in.ts'

/** How long one request may take, in milliseconds, before the screen says so. */
const usualPatience = 30_000

type Details = NonNullable<Failure['error']['details']>
type Why = NonNullable<Failure['error']['why']>

/** A request that did not bring what was asked for. `message` and `advice` are for the person on the screen. */
export class RequestFailed extends Error {
  override readonly name = 'RequestFailed'
  /** Stable code from the service; `no_answer` and `too_slow` when there was no answer at all. */
  readonly code: string
  /** HTTP status, 0 when there was no answer. */
  readonly status: number
  readonly advice: string | undefined
  readonly requestId: string | undefined
  /** Field by field what is wrong with what was sent; empty where that is not the matter. */
  readonly details: Details
  /** Which failure of its kind it is, where the screen says it in its own words. */
  readonly why: Why | undefined

  constructor(
    code: string,
    status: number,
    message: string,
    advice?: string,
    requestId?: string,
    details: Details = [],
    why?: Why,
  ) {
    super(message)
    this.code = code
    this.status = status
    this.advice = advice
    this.requestId = requestId
    this.details = details
    this.why = why
  }
}

export interface RequestOptions {
  readonly method?: 'GET' | 'PUT' | 'POST' | 'DELETE'
  readonly body?: unknown
  readonly signal?: AbortSignal
  /** Milliseconds until the screen says that it takes too long. */
  readonly patience?: number
}

/** The address of a path of our own service, for example `apiUrl('session')` -> `/panorama/api/session`. */
export function apiUrl(path: string): string {
  return `${import.meta.env.BASE_URL}api/${path}`
}

/**
 * Asks our own service and returns its JSON.
 * An expired sign-in is renewed once through the LMS; when that does not help the browser leaves for the LMS's login.
 * @throws {RequestFailed} on every answer but 2xx, and when there is no answer
 */
export async function request<Answer>(path: string, options: RequestOptions = {}): Promise<Answer> {
  const answer = await send(path, options)
  if (answer.status !== 401) return read<Answer>(answer)
  if (await renewSession()) {
    const second = await send(path, options)
    if (second.status !== 401) return read<Answer>(second)
  }
  await leaveForSignIn()
  return read<Answer>(answer)
}

async function send(
  path: string,
  { method = 'GET', body, signal, patience = usualPatience }: RequestOptions,
): Promise<Response> {
  const timeout = AbortSignal.timeout(patience)
  const headers = new Headers({ Accept: 'application/json', 'Accept-Language': document.documentElement.lang || 'en' })
  // The service accepts a change from a cookie only with this header, which another site cannot set.
  if (method !== 'GET') headers.set('X-Panorama', '1')
  if (body !== undefined) headers.set('Content-Type', 'application/json')
  try {
    return await fetch(apiUrl(path), {
      method,
      headers,
      credentials: 'same-origin',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  } catch (cause) {
    if (signal?.aborted) throw cause
    if (timeout.aborted) throw new RequestFailed('too_slow', 0, 'The answer took too long.')
    throw new RequestFailed('no_answer', 0, 'Panorama could not be reached.')
  }
}

async function read<Answer>(answer: Response): Promise<Answer> {
  if (answer.status === 204) return undefined as Answer
  if (answer.ok) return (await answer.json()) as Answer
  const failure = await readFailure(answer)
  if (!failure) throw new RequestFailed('unexpected', answer.status, `Panorama answered with status ${answer.status}.`)
  const { code, message, advice, requestId, details, why } = failure.error
  throw new RequestFailed(code, answer.status, message, advice, requestId, details, why)
}

/** A proxy on the way may answer with a page of its own instead of our failure shape. */
async function readFailure(answer: Response): Promise<Failure | null> {
  try {
    const body = (await answer.json()) as Partial<Failure> | null
    return body?.error ? { error: body.error } : null
  } catch {
    return null
  }
}
