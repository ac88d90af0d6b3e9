import { misconfigured, PanoramaError, tooExpensive, unavailable } from '../kernel/errors.ts'

/** ClickHouse codes for "this needs more than it may use": time, memory, rows, bytes, or a query that was ended for it. */
const overLimit = new Set(['158', '159', '160', '241', '307', '394', '396'])

/** ClickHouse codes for a user or password that it does not take. */
const notLetIn = new Set(['192', '193', '194', '516'])

/** The engine's own words, the system's, and those of Node. */
const diskIsFull = /^Code: 243\.|No space left on device|NOT_ENOUGH_SPACE|ENOSPC/

/**
 * Turns what an engine threw into a failure of the catalogue. ClickHouse quotes rows in its messages,
 * so the raw text only travels as the non-enumerable cause.
 */
export function engineFailure(name: string, cause: unknown): PanoramaError {
  if (cause instanceof PanoramaError) return cause
  const text = cause instanceof Error ? cause.message : String(cause)
  const code = /Code: (\d+)\./.exec(text)?.[1] ?? (cause as { code?: string } | null)?.code ?? ''
  if (overLimit.has(code)) {
    return tooExpensive('This needs more time or memory than one answer may take.', {
      advice: 'Choose a shorter period or a single course run.',
      cause,
    })
  }
  if (diskIsFull.test(text)) {
    return unavailable('The disk of the warehouse is full.', {
      advice: 'Make room on it, or give it a larger one; what waits is written then.',
      cause,
    })
  }
  if (notLetIn.has(code)) {
    return misconfigured('The warehouse does not accept the user or the password.', {
      advice: 'Check PANORAMA_CLICKHOUSE_USER and PANORAMA_CLICKHOUSE_PASSWORD.',
      cause,
    })
  }
  if (/^\d+$/.test(code))
    return new PanoramaError('warehouse_failed', 500, `The warehouse refused ${name} (code ${code}).`, { cause })
  return unavailable('The warehouse does not answer.', {
    advice: 'Try again in a minute; if it stays, tell your administrator.',
    cause,
  })
}
