import type { Lms } from '../events/lms.ts'
import { longestLine } from '../events/parse-line.ts'
import { statementText } from '../events/statement-text.ts'
import { statementsOf } from '../events/statements-of.ts'
import { addStatement, blockOf, createStatementColumns, type StatementColumns } from './statement-columns.ts'
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
export interface PackedStatements {
  readonly rows: number
  /** For the engine, see `statement-columns.ts`. */
  readonly block: Uint8Array<ArrayBuffer>
  /** All ids one behind the other, 36 characters each. */
  readonly ids: string
  /** Seconds since 1970 with six decimals: 17 characters each. */
  readonly times: string
  readonly objectIds: readonly string[]
  /** Of each: where in the block its JSON begins, and where it ends. */
  readonly places: Uint32Array<ArrayBuffer>
  /** How many statements each line has that has any: the whole before its parts. */
  readonly rowsOfLines: Uint32Array<ArrayBuffer>
  /** No id is there twice. */
  readonly areDistinct: boolean
}

/** Bytes decoded together: a line end is never part of a character. */
const decodedAtOnce = 256 * 1024
const newline = 0x0a

/** Maps whole lines, UTF-8. Never throws, whatever they hold. */
export function mapChunk(bytes: Uint8Array<ArrayBuffer>, lms: Lms): MappedChunk {
  const packing = createPacking(bytes.length)
  const tally = createTally()
  const quarantined: UnreadLine[] = []
  for (const line of linesOf(bytes)) {
    const outcome = statementsOf(line, lms)
    tally.read += 1
    if (outcome.kind === 'dropped') {
      countReason(tally.dropped, outcome.reason)
    } else if (outcome.kind === 'quarantined') {
      const { reason, detail } = outcome
      countReason(tally.quarantined, reason)
      quarantined.push({ reason, detail, index: tally.read - 1, text: line.slice(0, longestLine) })
    } else {
      packing.rowsOfLines.push(outcome.statements.length)
      for (const statement of outcome.statements) {
        pack(packing, statement.id, outcome.at.unix, statement.object.id, statementText(statement))
      }
    }
  }
  return { bytes, tally, quarantined, statements: packed(packing) }
}

function* linesOf(bytes: Uint8Array<ArrayBuffer>): Generator<string> {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  let start = 0
  while (start < whole.length) {
    const last = whole.lastIndexOf(newline, start + decodedAtOnce)
    const found = last >= start ? last : whole.indexOf(newline, start)
    const end = found < 0 ? whole.length : found
    yield* whole.toString('utf8', start, end).split('\n')
    start = end + 1
  }
}

interface Packing {
  readonly columns: StatementColumns
  readonly ids: string[]
  readonly times: string[]
  readonly objectIds: string[]
  readonly places: number[]
  readonly rowsOfLines: number[]
}

function createPacking(bytes: number): Packing {
  // Statements take about as much as their lines.
  const columns = createStatementColumns(bytes + (bytes >> 2))
  return { columns, ids: [], times: [], objectIds: [], places: [], rowsOfLines: [] }
}

function pack(
  { columns, ids, times, objectIds, places }: Packing,
  id: string,
  unix: string,
  objectId: string,
  json: string,
) {
  ids.push(id)
  times.push(unix)
  objectIds.push(objectId)
  places.push(addStatement(columns, id, unix, json), columns.events.length)
}

function packed({ columns, ids, times, objectIds, places, rowsOfLines }: Packing): PackedStatements {
  const block = blockOf(columns)
  const eventsStart = block.length - columns.events.length
  return {
    rows: columns.rows,
    block,
    ids: ids.join(''),
    times: times.join(''),
    objectIds,
    places: Uint32Array.from(places, (place) => eventsStart + place),
    rowsOfLines: Uint32Array.from(rowsOfLines),
    areDistinct: new Set(ids).size === ids.length,
  }
}
