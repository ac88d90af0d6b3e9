import type { ImportReport } from '../contract/pipeline.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Store } from '../store/store.ts'
import type { Engine } from '../warehouse/engine.ts'
import { refreshModels } from '../warehouse/models/refresh.ts'
import { tablesOf } from '../warehouse/tables.ts'
import { createChunkWriter } from './chunk-writer.ts'
import { type CurrentLmsOptions, createCurrentLms } from './current-lms.ts'
import { createMapper } from './mapper.ts'
import { countTrackingTable, readTrackingTable } from './read-tracking-table.ts'

export interface TrackingTableOptions extends CurrentLmsOptions {
  readonly store: Store
  readonly clock: Clock
  /** Where the table is: the warehouse's own engine, or another server. */
  readonly from: Engine
  /** Qualified; an identifier, checked by the caller. */
  readonly table: string
  /** What the table is called in reports, and by what it is found again: nothing secret. */
  readonly source: string
  /** Reads the table from its beginning, whatever was read of it before. */
  readonly again?: boolean
  /** Stops between two portions; the next import goes on from there. */
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: {
    readonly rows: number
    readonly of: number
    readonly report: ImportReport
  }) => void
}

/** Seconds before the last one that are read again: a log shipper may write what is older after what is newer. */
const lookBack = 3_600

/**
 * Reads a table of raw tracking logs, as Cairn's and Aspects' `_tracking`, into the raw table and refreshes the models, by the steps
 * by which a log file goes. How far it came is kept together with what was counted, after each portion; the next import goes on
 * an hour before that. The report adds up to the rows read. Importing again, after being killed too, changes nothing.
 * @throws PanoramaError `bad_input`, when the table cannot be read
 */
export async function importTrackingTable(options: TrackingTableOptions): Promise<ImportReport> {
  const { warehouse, dataSet, store, clock, from, table, source, again = false, signal, onProgress } = options
  const begin = again ? 0 : await beginOf(options)
  const of = await countTrackingTable(from, table, begin)
  const run = await store.startRun({ what: 'tracking table', dataSet, sources: [source] })
  const currentLms = createCurrentLms(options)
  const mapper = createMapper()
  const target = { engine: warehouse.engine, tables: tablesOf(warehouse.databases, dataSet), clock, currentLms, mapper }
  const underWay: number[] = []
  const writer = createChunkWriter(target, async (report, chunks) => {
    const value = JSON.stringify({ second: underWay.splice(0, chunks.length).at(-1) })
    await store.saveProgress({ kind: 'table', dataSet, positions: [{ source, value }], run: { id: run, report } })
  })
  try {
    let rows = 0
    for await (const portion of readTrackingTable(from, table, begin)) {
      signal?.throwIfAborted()
      const lms = await currentLms()
      const mapped = await mapper.map(portion.bytes, lms)
      underWay.push(portion.second)
      await writer.write({ mapped, lms, source, firstLineNumber: rows + 1 })
      rows += portion.rows
      onProgress?.({ rows, of, report: writer.report() })
    }
    await writer.finish()
    await refreshModels(warehouse, dataSet, signal ? { signal } : {})
    signal?.throwIfAborted()
    await store.updateRun(run, writer.report(), 'done')
    return writer.report()
  } catch (cause) {
    await writer.finish().catch(() => undefined)
    await store.updateRun(run, writer.report(), 'failed')
    throw cause
  } finally {
    await mapper.close()
  }
}

async function beginOf({ store, dataSet, source }: TrackingTableOptions): Promise<number> {
  const known = (await store.positions('table', dataSet)).find((position) => position.source === source)
  if (!known) return 0
  const { second } = JSON.parse(known.value) as { readonly second: number }
  return Math.max(0, second - lookBack)
}
