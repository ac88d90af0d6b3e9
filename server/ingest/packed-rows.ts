import type { Statement } from '../events/statement.ts'
import type { StatementRow } from './batch.ts'
import { type Span, unixOf } from './known-statements.ts'
import type { PackedStatements } from './map-chunk.ts'
import { readId, readMicros } from './statement-columns.ts'

/** The statements of a chunk one by one, of each line that has any. Their JSON stays where it is. */
export function linesOfPacked(packed: PackedStatements): StatementRow[][] {
  const micros = readMicros(packed)
  let row = 0
  return Array.from(packed.rowsOfLines, (count) => Array.from({ length: count }, () => rowAt(packed, micros, row++)))
}

function rowAt(packed: PackedStatements, micros: Float64Array, row: number): StatementRow {
  const { events, places } = packed
  const event = events.subarray(places[2 * row], places[2 * row + 1])
  const text = Buffer.from(event.buffer, event.byteOffset, event.length).toString()
  const { object } = JSON.parse(text) as Pick<Statement, 'object'>
  return { id: readId(packed, row), objectId: object.id, unix: unixOf(micros[row]!), event }
}

/** From the first of them to the last; null when there are none. */
export function spanOfPacked(chunks: readonly PackedStatements[]): Span | null {
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (const chunk of chunks) {
    for (const micros of readMicros(chunk)) {
      first = Math.min(first, micros)
      last = Math.max(last, micros)
    }
  }
  return first <= last ? { first: unixOf(first), last: unixOf(last) } : null
}

/**
 * Whether no id is there twice. Looks at the halves of all ids: ids are hashes, so halves that are equal by chance are as good as
 * impossible, and harmless.
 */
export function areDistinct(chunks: readonly PackedStatements[]): boolean {
  const ids = Buffer.concat(chunks.map((chunk) => chunk.ids))
  const halves = new BigUint64Array(new Uint8Array(ids).buffer).sort()
  return halves.every((half, index) => index === 0 || half !== halves[index - 1])
}
