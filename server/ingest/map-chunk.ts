import { isAscii } from 'node:buffer'
import type { Lms } from '../events/lms.ts'
import { longestLine } from '../events/parse-line.ts'
import { writtenStatementsOf } from '../events/statements-of.ts'
import type { WrittenStatement } from '../events/written-statement.ts'
import {
  addStatement,
  bytesOfColumns,
  type ColumnBytes,
  createStatementColumns,
  type StatementColumns,
} from './statement-columns.ts'
import { countReason, createTally, type Tally } from './tally.ts'

/** What became of a chunk of lines: plain data that can be sent from thread to thread. */
export interface MappedChunk {
  /** The lines themselves. */
  readonly bytes: Uint8Array<ArrayBuffer>
  /** What is known before the warehouse is asked: everything but kept and duplicates. */
  readonly tally: Tally
  readonly quarantined: readonly UnreadLine[]
  readonly statements: PackedStatements
}

export interface UnreadLine {
  readonly reason: string
  readonly detail: string
  /** From 0. */
  readonly index: number
  readonly text: string
}

/** The statements of a chunk, ready to be written, and what it takes to look at each by itself (`packed-rows.ts`). */
export interface PackedStatements extends ColumnBytes {
  /** Of each statement: where in the column its JSON begins, and where it ends. */
  readonly places: Uint32Array<ArrayBuffer>
  /** How many statements each line has that has any: the whole before its parts. */
  readonly rowsOfLines: Uint32Array<ArrayBuffer>
}

/** Bytes decoded together: a line end is never part of a character. */
const decodedAtOnce = 64 * 1024
const newline = 0x0a

/** Maps whole lines, UTF-8. Never throws, whatever they hold. */
export function mapChunk(bytes: Uint8Array<ArrayBuffer>, lms: Lms): MappedChunk {
  const tally = createTally()
  const quarantined: UnreadLine[] = []
  const packing = createPacking(bytes.length)
  for (const lines of linesOf(bytes)) {
    for (const line of lines) {
      const outcome = writtenStatementsOf(line, lms)
      tally.read += 1
      if (outcome.kind === 'dropped') {
        countReason(tally.dropped, outcome.reason)
      } else if (outcome.kind === 'quarantined') {
        const { reason, detail } = outcome
        countReason(tally.quarantined, reason)
        quarantined.push({ reason, detail, index: tally.read - 1, text: line.slice(0, longestLine) })
      } else {
        pack(packing, outcome.statements, outcome.at.unix)
      }
    }
  }
  return { bytes, tally, quarantined, statements: packed(packing) }
}

function* linesOf(bytes: Uint8Array<ArrayBuffer>): Generator<string[]> {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  let start = 0
  while (start < whole.length) {
    const last = whole.lastIndexOf(newline, start + decodedAtOnce)
    const found = last >= start ? last : whole.indexOf(newline, start)
    const end = found < 0 ? whole.length : found
    // Python escapes whatever is not ASCII, and bytes that are characters are read several times as fast.
    const encoding = isAscii(whole.subarray(start, end)) ? 'latin1' : 'utf8'
    yield whole.toString(encoding, start, end).split('\n')
    start = end + 1
  }
}

/** Numbers and bytes only: thousands of strings that stay would have to be carried along by the collector. */
interface Packing {
  readonly columns: StatementColumns
  readonly places: number[]
  readonly rowsOfLines: number[]
}

function createPacking(bytes: number): Packing {
  // Statements take about as much as their lines.
  return { columns: createStatementColumns(bytes + (bytes >> 2)), places: [], rowsOfLines: [] }
}

function pack({ columns, places, rowsOfLines }: Packing, statements: readonly WrittenStatement[], unix: string): void {
  rowsOfLines.push(statements.length)
  for (const { id, text } of statements) {
    const start = addStatement(columns, id, unix, text)
    places.push(start, columns.events.length)
  }
}

function packed({ columns, places, rowsOfLines }: Packing): PackedStatements {
  return {
    ...bytesOfColumns(columns),
    places: Uint32Array.from(places),
    rowsOfLines: Uint32Array.from(rowsOfLines),
  }
}
