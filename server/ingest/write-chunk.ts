import { inTurn } from '../kernel/in-turn.ts'
import type { CurrentLms } from './current-lms.ts'
import type { KnownLms } from './known-lms.ts'
import { knownStatements, statementsWithin } from './known-statements.ts'
import type { MappedChunk, PackedStatements } from './map-chunk.ts'
import type { Mapper } from './mapper.ts'
import { linesOfPacked, spanOfPacked } from './packed-rows.ts'
import { settleDuplicates } from './settle-duplicates.ts'
import type { Tally } from './tally.ts'
import { quarantine, type Target, writeBlock, writeStatements } from './write-batch.ts'

export interface ChunkTarget extends Target {
  readonly currentLms: CurrentLms
  readonly mapper: Mapper
}

export interface ChunkToWrite {
  readonly mapped: MappedChunk
  /** By what it was mapped. */
  readonly lms: KnownLms
  readonly source: string
  /** Of its first line in the source. */
  readonly firstLineNumber: number
}

/**
 * Writes a chunk and returns its complete count. When it returns, all of it is durable; a chunk that was cut off in the
 * middle is completed by importing the same lines again.
 */
export function writeChunk(target: ChunkTarget, chunk: ChunkToWrite): Promise<Tally> {
  // One after the other: between looking up what is there and writing what is not, nobody else may write.
  return inTurn(target.engine, `write ${target.tables.rawStatements}`, async () => {
    const { tally, statements, quarantined } = await mappedByNow(target, chunk)
    const { kept, duplicates } = await writeNews(target, statements)
    const { source, firstLineNumber } = chunk
    const lines = quarantined.map(({ index, ...line }) => ({ ...line, source, lineNumber: firstLineNumber + index }))
    await quarantine(target, lines)
    return { ...tally, kept, duplicates }
  })
}

/** Whoever was retired since the chunk was mapped is left out, and who has an external id by now is called by it. */
async function mappedByNow({ currentLms, mapper }: ChunkTarget, { mapped, lms }: ChunkToWrite): Promise<MappedChunk> {
  const now = await currentLms()
  return now === lms ? mapped : mapper.map(mapped.bytes, now)
}

async function writeNews(
  target: Target,
  statements: PackedStatements,
): Promise<{ readonly kept: number; readonly duplicates: number }> {
  const { engine, tables } = target
  const { rows, block, areDistinct, rowsOfLines } = statements
  // Most chunks bring nothing but news, and are ready as they are.
  if (areDistinct && !(await statementsWithin(engine, tables, spanOfPacked(statements)))) {
    await writeBlock(target, rows, Buffer.from(block.buffer))
    return { kept: rowsOfLines.length, duplicates: 0 }
  }
  const settled = await settleDuplicates(linesOfPacked(statements), (candidates) =>
    knownStatements(engine, tables, candidates),
  )
  await writeStatements(target, settled.rows)
  return settled
}
