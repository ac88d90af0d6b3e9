import { PanoramaError, tooExpensive, unavailable } from '../kernel/errors.ts'

/** ClickHouse codes for "this needs more than it may use". */
const overLimit = new Set(['159', '160', '158', '241', '307', '396', '394'])

/**
 * Turns what an engine threw into a failure of the catalogue. ClickHouse quotes rows in its messages,
 * so the raw text only travels as the non-enumerable cause.
 */
export function engineFailure(name: string, cause: unknown): PanoramaError {
  if (cause instanceof PanoramaError) return cause
  const text = cause instanceof Error ? cause.message : String(cause)
  const code = /Code: (\d+)\./.exec(text)?.[1] ?? (cause as { code?: string } | null)?.code
  if (code && overLimit.has(code)) {
    return tooExpensive('This needs more time or memory than one answer may take.', {
      advice: 'Choose a shorter period or a single course run.',
      cause,
    })
  }
  if (code && /^\d+$/.test(code))
    return new PanoramaError('warehouse_failed', 500, `The warehouse refused ${name} (code ${code}).`, { cause })
  return unavailable('The warehouse does not answer.', {
    advice: 'Try again in a minute; if it stays, tell your administrator.',
    cause,
  })
}
