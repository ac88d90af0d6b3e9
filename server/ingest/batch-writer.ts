import type { ImportReport } from '../contract/pipeline.ts'
import type { Batch } from './batch.ts'
import { addTally, createTally, reportOf } from './tally.ts'
import { type Target, writeBatch } from './write-batch.ts'

export interface BatchWriter {
  /** Starts writing a batch, as soon as the one before is written: one is written while the next is made. */
  write(batch: Batch): Promise<void>
  /** Resolves when all is written. */
  finish(): Promise<void>
  /** What is written. */
  report(): ImportReport
}

/** @param onWritten is called after each batch */
export function createBatchWriter(target: Target, onWritten: (report: ImportReport) => Promise<void>): BatchWriter {
  const total = createTally()
  const report = () => reportOf(total)
  let writing: Promise<void> = Promise.resolve()
  return {
    report,
    finish: () => writing,
    async write(batch) {
      await writing
      writing = writeBatch(target, batch).then((tally) => {
        addTally(total, tally)
        return onWritten(report())
      })
      // Whoever waits next is told of a failure; until then nobody listens.
      writing.catch(() => undefined)
    },
  }
}
