import type { StatementRow } from './batch.ts'
import type { PackedStatements } from './map-chunk.ts'

const idLength = 36
const timeLength = 17

/** The statements of a chunk one by one, of each line that has any. Their bytes stay where they are. */
export function linesOfPacked(packed: PackedStatements): StatementRow[][] {
  let row = 0
  return Array.from(packed.rowsOfLines, (count) => Array.from({ length: count }, () => rowAt(packed, row++)))
}

function rowAt({ block, ids, times, objectIds, places }: PackedStatements, row: number): StatementRow {
  return {
    id: ids.slice(row * idLength, (row + 1) * idLength),
    objectId: objectIds[row] as string,
    unix: timeAt(times, row),
    event: block.subarray(places[2 * row], places[2 * row + 1]),
  }
}

export function timesOfPacked({ times, rows }: PackedStatements): string[] {
  return Array.from({ length: rows }, (_, row) => timeAt(times, row))
}

function timeAt(times: string, row: number): string {
  return times.slice(row * timeLength, (row + 1) * timeLength)
}
