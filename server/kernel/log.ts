import pino, { type Logger } from 'pino'
import { toldOfFailure } from './told-of-failure.ts'

export type { Logger }

/**
 * Structured logs on stderr, so that stdout stays the report of a command. People are never named in them: tokens, cookies
 * and mail addresses are redacted wherever they appear at these paths, and of failures is told what `toldOfFailure` lets through.
 */
export function createLogger(level: string, destination: NodeJS.WritableStream = process.stderr): Logger {
  const pretty = 'isTTY' in destination && destination.isTTY === true
  const options: pino.LoggerOptions = {
    level,
    base: null,
    // `log.error(error)` goes by `err`, too.
    serializers: { err: failureOnly, error: failureOnly, cause: failureOnly },
    redact: [
      'req.headers.authorization',
      'req.headers.cookie',
      'token',
      'password',
      '*.token',
      '*.password',
      'email',
      '*.email',
    ],
  }
  if (!pretty) return pino(options, destination)
  return pino({ ...options, transport: { target: 'pino-pretty', options: { destination: 2, ignore: 'pid,hostname' } } })
}

/** What is no failure stays as it is: `cause` may be a word. */
function failureOnly(value: unknown): unknown {
  return value instanceof Error ? toldOfFailure(value) : value
}
