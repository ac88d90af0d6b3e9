import type { ImportReport } from '../contract/pipeline.ts'
import type { DataSet } from '../contract/scope.ts'
import type { Clock } from '../kernel/clock.ts'
import { badInput, PanoramaError } from '../kernel/errors.ts'
import type { Store } from '../store/store.ts'
import type { Warehouse } from '../warehouse/ask.ts'
import { refreshModels } from '../warehouse/models/refresh.ts'
import { tablesOf } from '../warehouse/tables.ts'
import { type ChunkWriter, createChunkWriter } from './chunk-writer.ts'
import { type CurrentLms, createCurrentLms } from './current-lms.ts'
import { mapAndWrite, type SourceChunk } from './map-and-write.ts'
import { createMapper, type Mapper } from './mapper.ts'
import { readBytes } from './read-bytes.ts'
import { readChunks } from './read-chunks.ts'
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
  /** Stops between two chunks of lines; what was written stays. */
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: ImportProgress) => void
  /** All lines are written, and the figures are about to be computed. */
  readonly onWritten?: () => void
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
 * Reads tracking logs (plain or gzip) into the raw table and refreshes the models. Steps: read chunks of lines, map
 * them to statements, leave out what is there, write, refresh. Chunks are mapped on other cores while those before them are
 * written, in their order. In memory are as many chunks as there are workers, and three, each with what it is mapped to.
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
  const mapper = createMapper()
  const target = { engine, tables, clock, currentLms, mapper }
  const writer = createChunkWriter(target, (report) => store.updateRun(run, report, 'running'))
  try {
    const damage = await readFiles(files, currentLms, mapper, writer, options)
    options.onWritten?.()
    await refreshModels(warehouse, dataSet, signal ? { signal } : {})
    signal?.throwIfAborted()
    if (damage.length > 0)
      throw badInput(damage.join('\n'), { advice: 'Import these files again once they are whole.' })
    await store.updateRun(run, writer.report(), 'done')
    return writer.report()
  } catch (cause) {
    await store.updateRun(run, writer.report(), 'failed')
    throw cause
  } finally {
    await mapper.close()
  }
}

/** @returns what is wrong with files that could only be read in part */
async function readFiles(
  files: readonly SourceFile[],
  currentLms: CurrentLms,
  mapper: Mapper,
  writer: ChunkWriter,
  { signal, onProgress }: TrackingLogOptions,
): Promise<string[]> {
  const damage: string[] = []
  const bytesTotal = files.reduce((sum, { bytes }) => sum + bytes, 0)
  await mapAndWrite(chunksOf(files, damage), {
    ...{ currentLms, mapper, writer, signal },
    onHandedOn: ({ source, bytesRead }) =>
      onProgress?.({ file: source, bytesRead, bytesTotal, report: writer.report() }),
  })
  return damage
}

/** The chunks of all files, in order. What is wrong with a file that could only be read in part goes to `damage`. */
async function* chunksOf(files: readonly SourceFile[], damage: string[]): AsyncGenerator<SourceChunk> {
  let bytesBefore = 0
  for (const { path, bytes: size } of files) {
    try {
      for await (const { bytes, bytesRead } of readChunks(readBytes(path)))
        yield { source: path, bytes, bytesRead: bytesBefore + bytesRead }
    } catch (cause) {
      if (!(cause instanceof PanoramaError && cause.code === 'bad_input')) throw cause
      damage.push(cause.message)
    }
    bytesBefore += size
  }
}
