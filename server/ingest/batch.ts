import type { Lms } from '../events/lms.ts'
import { longestLine } from '../events/parse-line.ts'
import { writtenStatementsOf } from '../events/statements-of.ts'
import { type ByteStore, createByteStore } from './byte-store.ts'
import { countReason, createTally, type Tally } from './tally.ts'

/** A statement, ready to be written. */
export interface StatementRow {
  readonly id: string
  readonly objectId: string
  /** Seconds since 1970 with six decimals. */
  readonly unix: string
  /** Its JSON. Bytes, for thousands of long strings are hard on the collector. */
  readonly event: Uint8Array
}

export interface QuarantinedLine {
  readonly reason: string
  readonly detail: string
  readonly source: string
  readonly lineNumber: number
  readonly text: string
}

/** Lines on their way into the warehouse. */
export interface Batch {
  /** Of each line that has any: its statements, the whole before its parts. */
  readonly lines: StatementRow[][]
  readonly quarantined: QuarantinedLine[]
  /** What is known before the warehouse is asked: everything but kept and duplicates. */
  readonly tally: Tally
  /** Where the bytes of the rows are. */
  readonly bytes: ByteStore
}

export function createBatch(): Batch {
  return { lines: [], quarantined: [], tally: createTally(), bytes: createByteStore() }
}

/** Takes a line in: statements to write, a line to keep aside, or a count. */
export function addLine(batch: Batch, line: string, lms: Lms, source: string, lineNumber: number): void {
  const outcome = writtenStatementsOf(line, lms)
  batch.tally.read += 1
  if (outcome.kind === 'dropped') {
    countReason(batch.tally.dropped, outcome.reason)
  } else if (outcome.kind === 'quarantined') {
    const { reason, detail } = outcome
    countReason(batch.tally.quarantined, reason)
    const text = line.slice(0, longestLine)
    batch.quarantined.push({ reason, detail, source, lineNumber, text })
  } else {
    const { at, statements } = outcome
    batch.lines.push(
      statements.map(({ id, objectId, text }) => ({ id, objectId, unix: at.unix, event: batch.bytes.bytesOf(text) })),
    )
  }
}
