import type { LiveIngest } from '../ingest/live-ingest.ts'
import { addReport, createTally, reportOf } from '../ingest/tally.ts'
import type { LoadTarget } from './load-target.ts'
import { createUnderWay } from './under-way.ts'

/** One portion is written while the next is waiting; more would only wait longer. */
const portionsAtATime = 2

/** Takes lines straight into the warehouse, by the way that followed logs and HTTP take. */
export function createWarehouseTarget(ingest: LiveIngest): LoadTarget {
  const told = createTally()
  const underWay = createUnderWay(portionsAtATime)
  let taken = 0
  return {
    told: () => ({ lines: reportOf(told) }),
    write(lines) {
      const first = taken + 1
      taken += lines.length
      return underWay.start(async () => addReport(told, await ingest.take(lines, 'panorama load', first)))
    },
    async settle() {
      await underWay.finish()
      return null
    },
    close: async () => undefined,
  }
}
