import type { ImportReport } from '../contract/pipeline.ts'
import type { DataSet } from '../contract/scope.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Store } from '../store/store.ts'
import type { Warehouse } from '../warehouse/ask.ts'
import { knownCourses, markCourses } from '../warehouse/models/marks.ts'
import { refreshModels } from '../warehouse/models/refresh.ts'
import { databasesOf, tablesOf } from '../warehouse/tables.ts'
import { importDump } from './import-dump.ts'
import { lmsTableOf } from './lms-tables.ts'
import { reconcileActors } from './reconcile-actors.ts'
import { checkSourceFiles } from './source-files.ts'
import { addTally, createTally, reportOf } from './tally.ts'

export interface LmsTableOptions {
  /** CSV files with a header, plain or gzip, each called after its table: `course_blocks.csv`. */
  readonly files: readonly string[]
  readonly warehouse: Warehouse
  readonly dataSet: DataSet
  readonly store: Store
  /** Root URL of the LMS without a trailing slash. */
  readonly lmsUrl: string
  readonly clock: Clock
  /** Stops between two files; what was imported stays. */
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: { file: string; report: ImportReport }) => void
}

/**
 * Imports dumps of the LMS's tables as Aspects' event sink keeps them, and refreshes the models of the course runs they
 * tell of. A dump is added to those before it; readers take the newest. Importing the same dump again changes nothing.
 *
 * Learners whose events were imported before their external id are called by it from now on (see `reconcile-actors.ts`).
 *
 * @returns counts of records; headers are not counted
 * @throws PanoramaError `bad_input` (exit 65), naming the file: unreadable, not called after a table, a column missing
 */
export async function importLmsTables(options: LmsTableOptions): Promise<ImportReport> {
  const { files, warehouse, dataSet, store, clock, signal, onProgress } = options
  await checkSourceFiles(files)
  for (const file of files) lmsTableOf(file)
  const run = await store.startRun({ what: 'LMS tables', dataSet, sources: files })
  const total = createTally()
  const changed = new Set<string>()
  const target = {
    engine: warehouse.engine,
    tables: tablesOf(warehouse.databases, dataSet),
    stagingDatabase: databasesOf(warehouse.databases, dataSet).panorama,
    clock,
    store,
    dataSet,
  }
  try {
    for (const file of files) {
      signal?.throwIfAborted()
      const { tally, courseKeys } = await importDump(target, file)
      addTally(total, tally)
      if (tally.kept > 0) {
        // People may be enrolled anywhere.
        const touched = courseKeys.length > 0 ? courseKeys : await knownCourses(warehouse, dataSet)
        for (const key of touched) changed.add(key)
      }
      await store.updateRun(run, reportOf(total), 'running')
      onProgress?.({ file, report: reportOf(total) })
    }
    await reconcileActors(options)
    await markCourses(warehouse, dataSet, [...changed])
    await refreshModels(warehouse, dataSet, signal ? { signal } : {})
    signal?.throwIfAborted()
    await store.updateRun(run, reportOf(total), 'done')
    return reportOf(total)
  } catch (cause) {
    await store.updateRun(run, reportOf(total), 'failed')
    throw cause
  }
}
