import { inTurn } from '../kernel/in-turn.ts'
import type { QuarantinedLine } from './batch.ts'
import type { CurrentLms } from './current-lms.ts'
import type { KnownLms } from './known-lms.ts'
import { knownStatements, statementsWithin } from './known-statements.ts'
import type { MappedChunk, PackedStatements } from './map-chunk.ts'
import type { Mapper } from './mapper.ts'
import { areDistinct, linesOfPacked, spanOfPacked } from './packed-rows.ts'
import { settleDuplicates } from './settle-duplicates.ts'
import type { Tally } from './tally.ts'
import { quarantine, type Target, writeColumns, writeStatements } from './write-batch.ts'

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
 * Writes chunks in their order, and returns the complete count of each. When it returns, all of them are durable; what was cut off in
 * the middle is completed by importing the same lines again.
 */
export function writeChunks(target: ChunkTarget, chunks: readonly ChunkToWrite[]): Promise<Tally[]> {
  // One after the other: between looking up what is there and writing what is not, nobody else may write.
  return inTurn(target.engine, `write ${target.tables.rawStatements}`, async () => {
    const mapped = await Promise.all(chunks.map((chunk) => mappedByNow(target, chunk)))
    const written = await writeNews(
      target,
      mapped.map(({ statements }) => statements),
    )
    await quarantine(
      target,
      chunks.flatMap((chunk, index) => unreadLines(chunk, mapped[index]!)),
    )
    return mapped.map(({ tally }, index) => ({ ...tally, ...written[index]! }))
  })
}

function unreadLines({ source, firstLineNumber }: ChunkToWrite, { quarantined }: MappedChunk): QuarantinedLine[] {
  return quarantined.map(({ index, ...line }) => ({ ...line, source, lineNumber: firstLineNumber + index }))
}

/** Whoever was retired since the chunk was mapped is left out, and who has an external id by now is called by it. */
async function mappedByNow({ currentLms, mapper }: ChunkTarget, { mapped, lms }: ChunkToWrite): Promise<MappedChunk> {
  const now = await currentLms()
  return now === lms ? mapped : mapper.map(mapped.bytes, now)
}

/** What became of the statements of one chunk. */
interface Written {
  readonly kept: number
  readonly duplicates: number
}

async function writeNews(target: Target, chunks: readonly PackedStatements[]): Promise<Written[]> {
  const { engine, tables } = target
  // Most chunks bring nothing but news, and are ready as they are.
  if (areDistinct(chunks) && !(await statementsWithin(engine, tables, spanOfPacked(chunks)))) {
    await writeColumns(target, chunks)
    return chunks.map(({ rowsOfLines }) => ({ kept: rowsOfLines.length, duplicates: 0 }))
  }
  const written: Written[] = []
  for (const chunk of chunks) {
    const { rows, kept, duplicates } = await settleDuplicates(linesOfPacked(chunk), (candidates) =>
      knownStatements(engine, tables, candidates),
    )
    await writeStatements(target, rows)
    written.push({ kept, duplicates })
  }
  return written
}
