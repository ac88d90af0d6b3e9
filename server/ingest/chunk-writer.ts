import type { ImportReport } from '../contract/pipeline.ts'
import { addTally, createTally, reportOf } from './tally.ts'
import { type ChunkTarget, type ChunkToWrite, writeChunks } from './write-chunks.ts'

/**
 * An insert has the engine plan for some 15 ms before its first row, and makes parts that it has to merge later: so many chunks share one.
 * More would lie in memory.
 */
const writtenTogether = 3

export interface ChunkWriter {
  /** Takes a chunk, to be written together with others. Waits for those before, so that they do not heap up in memory. */
  write(chunk: ChunkToWrite): Promise<void>
  /** Resolves when all is written. */
  finish(): Promise<void>
  /** What is written. */
  report(): ImportReport
}

/** @param onWritten is called after so many chunks were written */
export function createChunkWriter(
  target: ChunkTarget,
  onWritten: (report: ImportReport, chunks: number) => Promise<void>,
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
    writing = writeChunks(target, chunks).then((tally) => {
      addTally(total, tally)
      return onWritten(report(), chunks.length)
    })
    // Whoever waits next is told of a failure; until then nobody listens.
    writing.catch(() => undefined)
  }

  return {
    report,
    async write(chunk) {
      gathered.push(chunk)
      if (gathered.length >= writtenTogether) await writeGathered()
    },
    async finish() {
      await writeGathered()
      await writing
    },
  }
}
