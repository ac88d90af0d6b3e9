import type { ImportReport } from '../contract/pipeline.ts'
import { addTally, createTally, reportOf } from './tally.ts'
import { type ChunkTarget, type ChunkToWrite, writeChunk } from './write-chunk.ts'

export interface ChunkWriter {
  /** Starts writing a chunk, as soon as the one before is written: one is written while the next is made. */
  write(chunk: ChunkToWrite): Promise<void>
  /** Resolves when all is written. */
  finish(): Promise<void>
  /** What is written. */
  report(): ImportReport
}

/** @param onWritten is called after each chunk */
export function createChunkWriter(
  target: ChunkTarget,
  onWritten: (report: ImportReport) => Promise<void>,
): ChunkWriter {
  const total = createTally()
  const report = () => reportOf(total)
  let writing: Promise<void> = Promise.resolve()
  return {
    report,
    finish: () => writing,
    async write(chunk) {
      await writing
      writing = writeChunk(target, chunk).then((tally) => {
        addTally(total, tally)
        return onWritten(report())
      })
      // Whoever waits next is told of a failure; until then nobody listens.
      writing.catch(() => undefined)
    },
  }
}
