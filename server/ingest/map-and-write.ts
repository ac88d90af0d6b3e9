import type { ChunkWriter } from './chunk-writer.ts'
import type { CurrentLms } from './current-lms.ts'
import type { KnownLms } from './known-lms.ts'
import type { MappedChunk } from './map-chunk.ts'
import type { Mapper } from './mapper.ts'
import type { Chunk } from './read-chunks.ts'

export interface SourceChunk extends Chunk {
  /** What it is a part of, for lines that must be kept aside. Chunks of one source follow one another. */
  readonly source: string
}

interface Steps<C> {
  readonly currentLms: CurrentLms
  readonly mapper: Mapper
  readonly writer: ChunkWriter
  /** Stops between two chunks; what was handed on is written. */
  readonly signal?: AbortSignal | undefined
  /** Called for each chunk when it has its turn to be written. */
  readonly onHandedOn?: (chunk: C) => void
}

/**
 * Maps chunks, on other cores while those before them are written, and hands them on in their order. When it resolves, and also when
 * it fails, all that was handed on is written.
 */
export async function mapAndWrite<C extends SourceChunk>(
  chunks: AsyncIterable<C>,
  { currentLms, mapper, writer, signal, onHandedOn }: Steps<C>,
): Promise<void> {
  const underWay: { readonly chunk: C; readonly lms: KnownLms; readonly mapping: Promise<MappedChunk> }[] = []
  let before: { readonly source: string; readonly lines: number } = { source: '', lines: 0 }

  async function writeNext(): Promise<void> {
    const { chunk, lms, mapping } = underWay.shift()!
    const mapped = await mapping
    const { source } = chunk
    const linesBefore = source === before.source ? before.lines : 0
    before = { source, lines: linesBefore + mapped.tally.read }
    await writer.write({ mapped, lms, source, firstLineNumber: linesBefore + 1 })
    onHandedOn?.(chunk)
  }

  try {
    for await (const chunk of chunks) {
      signal?.throwIfAborted()
      const lms = await currentLms()
      const mapping = mapper.map(chunk.bytes, lms)
      // Whoever waits for it is told of a failure; until then nobody listens.
      mapping.catch(() => undefined)
      underWay.push({ chunk, lms, mapping })
      if (underWay.length >= mapper.width) await writeNext()
    }
    while (underWay.length > 0) await writeNext()
  } finally {
    await writer.finish()
  }
}
