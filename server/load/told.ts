import type { ImportReport } from '../contract/pipeline.ts'
import { addTally, createTally, reportOf } from '../ingest/tally.ts'

/** Adds up what became of lines that were taken in portion by portion. */
export function createTold(): { add(report: ImportReport): void; report(): ImportReport } {
  const total = createTally()
  return {
    add({ dropped, quarantined, ...counts }) {
      addTally(total, {
        ...counts,
        dropped: new Map(Object.entries(dropped)),
        quarantined: new Map(Object.entries(quarantined)),
      })
    },
    report: () => reportOf(total),
  }
}
