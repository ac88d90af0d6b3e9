import type { ImportReport } from '../contract/pipeline.ts'
import { chunkSize } from './read-chunks.ts'
import { addTally, createTally, reportOf, type Tally } from './tally.ts'
import { type ChunkTarget, type ChunkToWrite, writeChunks } from './write-chunks.ts'

/**
 * An insert has the engine plan for some 15 ms before its first row, and makes parts that it has to merge later: so many chunks share one.
 * More would lie in memory.
 */
const writtenTogether = 3
/** The same where chunks are small, as those of small files: of bytes so many, and of chunks. */
const bytesTogether = 2 * chunkSize
const mostTogether = 64

export interface ChunkWriter {
  /** Takes a chunk, to be written together with others. Waits for those before, so that they do not heap up in memory. */
  write(chunk: ChunkToWrite): Promise<void>
  /** Resolves when all is written. */
  finish(): Promise<void>
  /** What is written. */
  report(): ImportReport
}

/** @param onWritten is called after some chunks were written, with what became of each, in the order in which they came */
export function createChunkWriter(
  target: ChunkTarget,
  onWritten: (report: ImportReport, chunks: readonly Tally[]) => Promise<void>,
): ChunkWriter {
  const total = createTally()
  const report = () => reportOf(total)
  let gathered: ChunkToWrite[] = []
  let writing: Promise<void> = Promise.resolve()

  async function writeGathered(): Promise<void> {
    await writing
    const chunks = gathered
    gathered = []
    if (chunks.length === 0) return
    writing = writeChunks(target, chunks).then((tallies) => {
      for (const tally of tallies) addTally(total, tally)
      return onWritten(report(), tallies)
    })
    // Whoever waits next is told of a failure; until then nobody listens.
    writing.catch(() => undefined)
  }

  return {
    report,
    async write(chunk) {
      gathered.push(chunk)
      if (isEnough(gathered)) await writeGathered()
    },
    async finish() {
      await writeGathered()
      await writing
    },
  }
}

function isEnough(chunks: readonly ChunkToWrite[]): boolean {
  const bytes = chunks.reduce((sum, { mapped }) => sum + mapped.bytes.length, 0)
  return chunks.length >= mostTogether || (chunks.length >= writtenTogether && bytes >= bytesTogether)
}
