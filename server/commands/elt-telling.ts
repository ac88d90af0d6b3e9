import type { ExtractedTable } from '../contract/extraction.ts'
import type { RunTelling } from '../extract/run/extract-and-load.ts'
import { PanoramaError } from '../kernel/errors.ts'
import { createLogger, type Logger } from '../kernel/log.ts'
import { progressBar } from './progress-bar.ts'
import type { Terminal } from './terminal.ts'

export interface EltTelling extends RunTelling {
  readonly log: Logger
  /** What goes on beside the tables. */
  step(text: string): void
  /** A sentence that stays. */
  note(text: string): void
}

/**
 * How a run tells how far it is: on a terminal by a bar and a line for each table, elsewhere by lines of the log.
 * @param level of the log; null: as it is usual
 * @param keep keeps how a table ended
 */
export function createEltTelling(
  terminal: Terminal,
  level: string | null,
  keep: (table: ExtractedTable) => Promise<void>,
): EltTelling {
  // Whoever watches is told in words; what is left for the log are mistakes of ours.
  const log = createLogger(level ?? (terminal.isWatched ? 'error' : 'info'), terminal.logStream)
  let current = { datasource: '', table: '', expected: 0 }

  return {
    log,
    tableBegins(table) {
      current = table
      log.debug(table, 'extraction of a table begins')
      terminal.progress(`${progressBar(0)}  ${table.table}`)
    },
    tableProgresses({ rows, bytes }) {
      // Of a table that was never published nobody knows how long it is.
      const share = current.expected > 0 ? progressBar(Math.min(rows / current.expected, 0.99)) : ''.padEnd(27)
      terminal.progress(`${share}  ${current.table}  ${count(rows)} rows  ${(bytes / 1e6).toFixed(1)} MB`)
    },
    async tableEnds(table) {
      const { failure, warnings, ...counts } = table
      if (table.outcome === 'skipped') log.debug({ ...counts, failure }, 'table passed by')
      else if (failure === null) log.info({ ...counts, warnings }, 'table extracted')
      else log.warn({ ...counts, failure }, 'table not extracted')
      if (terminal.isWatched && table.outcome !== 'skipped') terminal.note(describeTable(table))
      await keep(table)
    },
    failed(what, error) {
      // In our own words it is told already.
      log[error instanceof PanoramaError ? 'debug' : 'error']({ err: error, what }, 'failed')
    },
    step(text) {
      log.debug(text)
      terminal.progress(text)
    },
    note(text) {
      if (terminal.isWatched) terminal.note(text)
      else log.warn(text)
    },
  }
}

const signs = { done: '✓', unchanged: '=', failed: '✗', skipped: '–' } as const

function describeTable({ table, outcome, rows, rowsWritten, seconds, failure }: ExtractedTable): string {
  const what =
    failure ??
    (outcome === 'unchanged'
      ? `unchanged, ${count(rows)} rows`
      : `${count(rowsWritten)} of ${count(rows)} rows written`)
  return `${signs[outcome]} ${table}  ${what}  ${seconds.toFixed(1)} s`
}

const count = (number: number) => number.toLocaleString('en')
