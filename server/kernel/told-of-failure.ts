import { PanoramaError } from './errors.ts'

/** What a log line tells of a failure. */
interface ToldFailure {
  readonly type: string
  readonly message?: string
  readonly code?: string | number
  /** Where it came from: file and line, without what was said. */
  readonly stack?: string
  readonly cause?: ToldFailure
}

/** A chain of causes is told so far; an error may be its own cause. */
const longestChain = 6

/**
 * A failure as the log may have it. What we say ourselves is told; so is what the runtime says of a mistake in our code. What
 * others say is not: ClickHouse quotes rows, a parser the text it stumbled over, and a tool whatever it was sent. Of these the
 * kind, the code and the place remain.
 */
export function toldOfFailure(failure: unknown, left = longestChain): ToldFailure {
  if (!(failure instanceof Error)) return { type: typeof failure }
  const { code, cause } = failure as { code?: unknown; cause?: unknown }
  const frames = framesOf(failure)
  return {
    type: failure.name,
    ...(isOurs(failure) && { message: failure.message }),
    ...(isCode(code) && { code }),
    ...(frames !== '' && { stack: frames }),
    ...(cause !== undefined && left > 1 && { cause: toldOfFailure(cause, left - 1) }),
  }
}

/** `SyntaxError` is none: that of JSON quotes the text. */
const ofTheRuntime: readonly (new () => Error)[] = [TypeError, RangeError, ReferenceError]

function isOurs(failure: Error): boolean {
  return failure instanceof PanoramaError || ofTheRuntime.some((kind) => failure.constructor === kind)
}

/** Of the system (`ECONNREFUSED`), of ClickHouse (`241`), of Fastify or of ours. */
function isCode(code: unknown): code is string | number {
  return typeof code === 'number' || (typeof code === 'string' && /^[\w.-]{1,60}$/.test(code))
}

function framesOf({ stack = '' }: Error): string {
  return stack
    .split('\n')
    .filter((line) => /^\s+at .*(?:\d+:\d+\)?|<anonymous>\)?|\(native\))$/.test(line))
    .join('\n')
}
