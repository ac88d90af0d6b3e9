import type { Why } from '../contract/failure.ts'

/**
 * The catalogue of failures. Throw from here, catch only where there is something to do, log once at the edge.
 * `message` and `advice` are for a person; the raw text of a cause may hold a learner's data and is never serialised.
 */
export class PanoramaError extends Error {
  override readonly name = 'PanoramaError'
  readonly code: string
  /** HTTP status of the answer. */
  readonly status: number
  /** What the person can do about it. */
  readonly advice: string | undefined
  /** Exit code of a command that ends with it (sysexits where one fits). */
  readonly exitCode: number
  /** Which of the failures of this code it is, where the screen says so in the reader's language. */
  readonly why: Why | undefined
  /** Whether `message` is told to whoever asked also where it is our side that failed: it was written for them. */
  readonly isForWhoeverAsks: boolean

  constructor(
    code: string,
    status: number,
    message: string,
    options: { advice?: string; why?: Why; exitCode?: number; isForWhoeverAsks?: boolean; cause?: unknown } = {},
  ) {
    super(message)
    this.code = code
    this.status = status
    this.advice = options.advice
    this.why = options.why
    this.exitCode = options.exitCode ?? 1
    this.isForWhoeverAsks = options.isForWhoeverAsks ?? status < 500
    // Not enumerable: ClickHouse quotes the offending row in its messages, and rows are about people.
    Object.defineProperty(this, 'cause', { value: options.cause, enumerable: false })
  }
}

const make =
  (code: string, status: number, exitCode: number, kind: { isForWhoeverAsks?: true } = {}) =>
  (message: string, options: { advice?: string; why?: Why; cause?: unknown } = {}) =>
    new PanoramaError(code, status, message, { exitCode, ...kind, ...options })

/** Nobody is signed in, or the token does not hold. Always the same words, so that nothing is given away. */
export const unauthenticated = () =>
  new PanoramaError('unauthenticated', 401, 'Sign in to continue.', {
    advice: 'Sign in through the LMS and try again.',
  })
export const forbidden = make('forbidden', 403, 77)
export const notFound = make('not_found', 404, 1)
export const invalidRequest = make('invalid_request', 400, 64)
export const conflict = make('conflict', 409, 1)
/** The configuration is wrong; sysexits EX_CONFIG. */
export const misconfigured = make('misconfigured', 500, 78)
/** The question needs more than it may use: say how to ask for less. */
export const tooExpensive = make('too_expensive', 422, 69)
/** The warehouse or the LMS does not answer. */
export const unavailable = make('unavailable', 503, 69)
/** Another tool does not answer. Panorama itself works: the words say which tool, and what to do. */
export const toolSilent = make('unavailable', 503, 69, { isForWhoeverAsks: true })
/** Another tool refuses us, as it will again until somebody has changed something. The words never quote it. */
export const toolRefuses = make('misconfigured', 502, 78, { isForWhoeverAsks: true })
/** Somebody asks more often than they may. */
export const tooManyRequests = make('too_many_requests', 429, 75)
/** Another process holds what is needed; sysexits EX_TEMPFAIL. */
export const inUse = make('in_use', 409, 75)
export const badInput = make('bad_input', 400, 65)
/** Somebody ended it before it was done; as a shell has it for Ctrl-C. */
export const interrupted = make('interrupted', 499, 130)
