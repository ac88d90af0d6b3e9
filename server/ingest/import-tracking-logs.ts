import type { ImportReport } from '../contract/pipeline.ts'
import type { DataSet } from '../contract/scope.ts'
import type { Clock } from '../kernel/clock.ts'
import { badInput, PanoramaError } from '../kernel/errors.ts'
import type { Store } from '../store/store.ts'
import type { Warehouse } from '../warehouse/ask.ts'
import { refreshModels } from '../warehouse/models/refresh.ts'
import { tablesOf } from '../warehouse/tables.ts'
import { addLine, createBatch, isFull } from './batch.ts'
import { type BatchWriter, createBatchWriter } from './batch-writer.ts'
import { type CurrentLms, createCurrentLms } from './current-lms.ts'
import { readLines } from './read-lines.ts'
import { checkSourceFiles, type SourceFile } from './source-files.ts'

export interface TrackingLogOptions {
  readonly files: readonly string[]
  readonly warehouse: Warehouse
  readonly dataSet: DataSet
  readonly store: Store
  /** Root URL of the LMS without a trailing slash. It goes into the ids: the same events need the same URL. */
  readonly lmsUrl: string
  readonly clock: Clock
  /** Keeps the learners' answers, which are free text, in the statements. Default: false. */
  readonly keepFreeText?: boolean
  /** Stops between two blocks of lines; what was written stays. */
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: ImportProgress) => void
}

export interface ImportProgress {
  /** The file being read. */
  readonly file: string
  /** Over all files. */
  readonly bytesRead: number
  readonly bytesTotal: number
  /** What is written so far. */
  readonly report: ImportReport
}

/**
 * Reads tracking logs (plain or gzip) into the raw table and refreshes the models. Steps: read lines, map them to
 * statements, leave out what is there, write, refresh. One batch is mapped while the one before is written.
 *
 * Every line is kept, a duplicate, dropped with a reason or quarantined with a reason, and the report adds up to the lines
 * read. Importing again changes nothing; after being killed anywhere, importing again completes it.
 *
 * @throws PanoramaError `bad_input` (exit 65): before anything is imported, when a file cannot be read; after everything
 *   that could be read is imported, when a file turned out to be cut off
 */
export async function importTrackingLogs(options: TrackingLogOptions): Promise<ImportReport> {
  const { warehouse, dataSet, store, clock, signal } = options
  const { engine } = warehouse
  const files = await checkSourceFiles(options.files)
  const tables = tablesOf(warehouse.databases, dataSet)
  const currentLms = createCurrentLms(options)
  const run = await store.startRun({ what: 'tracking logs', dataSet, sources: options.files })
  const writer = createBatchWriter({ engine, tables, clock }, (report) => store.updateRun(run, report, 'running'))
  try {
    const damage = await readFiles(files, currentLms, writer, options)
    await refreshModels(warehouse, dataSet, signal ? { signal } : {})
    signal?.throwIfAborted()
    if (damage.length > 0)
      throw badInput(damage.join('\n'), { advice: 'Import these files again once they are whole.' })
    await store.updateRun(run, writer.report(), 'done')
    return writer.report()
  } catch (cause) {
    await store.updateRun(run, writer.report(), 'failed')
    throw cause
  }
}

/** @returns what is wrong with files that could only be read in part */
async function readFiles(
  files: readonly SourceFile[],
  currentLms: CurrentLms,
  writer: BatchWriter,
  { signal, onProgress }: TrackingLogOptions,
): Promise<string[]> {
  const damage: string[] = []
  const bytesTotal = files.reduce((sum, { bytes }) => sum + bytes, 0)
  let bytesBefore = 0
  try {
    for (const { path, bytes } of files) {
      const progress = (bytesRead: number) =>
        onProgress?.({ file: path, bytesRead: bytesBefore + bytesRead, bytesTotal, report: writer.report() })
      damage.push(...(await readFile(path, currentLms, writer, signal, progress)))
      progress(bytes)
      bytesBefore += bytes
    }
  } finally {
    await writer.finish()
  }
  return damage
}

async function readFile(
  path: string,
  currentLms: CurrentLms,
  writer: BatchWriter,
  signal: AbortSignal | undefined,
  progress: (bytesRead: number) => void,
): Promise<string[]> {
  const damage: string[] = []
  let batch = createBatch()
  let lineNumber = 0
  try {
    for await (const { lines, bytesRead } of readLines(path)) {
      signal?.throwIfAborted()
      const lms = await currentLms()
      for (const line of lines) {
        lineNumber += 1
        addLine(batch, line, lms, path, lineNumber)
        if (!isFull(batch)) continue
        await writer.write(batch)
        batch = createBatch()
        progress(bytesRead)
      }
    }
  } catch (cause) {
    if (!(cause instanceof PanoramaError && cause.code === 'bad_input')) throw cause
    damage.push(cause.message)
  }
  await writer.write(batch)
  await writer.finish()
  return damage
}
