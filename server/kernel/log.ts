import pino, { type Logger } from 'pino'

export type { Logger }

/**
 * Structured logs on stderr, so that stdout stays the report of a command. People are never named in them:
 * tokens, cookies and mail addresses are redacted wherever they appear at these paths.
 */
export function createLogger(level: string, destination: NodeJS.WritableStream = process.stderr): Logger {
  const pretty = 'isTTY' in destination && destination.isTTY === true
  const options: pino.LoggerOptions = {
    level,
    base: null,
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
