import { join } from 'node:path'
import type { ExtractedTable } from '../../contract/extraction.ts'
import type { Clock } from '../../kernel/clock.ts'
import { failureText } from '../../kernel/failure-text.ts'
import type { LakeWriter } from '../../lake/lake-writer.ts'
import { openEmbeddedEngine } from '../../warehouse/embedded-engine.ts'
import { type Guard, openGuard } from '../personal-data/guard.ts'
import { guardedSource } from '../personal-data/guarded-source.ts'
import type { RetiredMarks } from '../personal-data/retired-people.ts'
import type { Selected } from '../settings/select-tables.ts'
import type { DatalakeSettings, DatasourceSettings, TableSettings } from '../settings/settings.ts'
import type { Source } from '../source.ts'
import { extractTable } from './extract-table.ts'
import { withScratch } from './with-scratch.ts'

export interface RunRequest {
  readonly datalake: Pick<DatalakeSettings, 'format' | 'personalData' | 'pseudonymKey'>
  readonly selected: readonly Selected[]
  /** Everything is read anew, whatever the lake holds. */
  readonly force: boolean
  readonly lake: Pick<LakeWriter, 'manifest' | 'publish'>
  readonly openSource: (datasource: DatasourceSettings) => Source
  readonly retired: RetiredMarks
  /** Folder for what is on its way, of one run at a time. */
  readonly scratchParent: string
  readonly clock: Clock
  readonly signal: AbortSignal
  readonly telling: RunTelling
}

/** How whoever waits for a run gets to know how far it is. */
export interface RunTelling {
  /** @param expected rows that it had when it was published last; 0: nobody knows */
  tableBegins(table: { readonly datasource: string; readonly table: string; readonly expected: number }): void
  tableProgresses(progress: { readonly rows: number; readonly bytes: number }): void
  tableEnds(table: ExtractedTable): Promise<void>
  /** A failure of others, for the log: the report has it in our words alone. */
  failed(table: string, error: unknown): void
}

/**
 * Extracts tables one after the other and publishes each. One that fails does not stop the others. When the signal aborts, the table
 * under way is given up, and what was published stays.
 * @throws whatever ends the whole run: the signal's reason, a guard without its key, a lake that does not answer
 */
export async function extractAndLoad(request: RunRequest): Promise<void> {
  await withScratch(request.scratchParent, async (directory) => {
    const engine = await openEmbeddedEngine(join(directory, 'engine'))
    try {
      const guard = await openGuard(engine, request.datalake, request.retired)
      for (const selected of request.selected) {
        await extractDatasource({ ...request, engine, directory, guard }, selected)
      }
    } finally {
      await engine.close()
    }
  })
}

interface Opened extends RunRequest {
  readonly engine: Awaited<ReturnType<typeof openEmbeddedEngine>>
  readonly directory: string
  readonly guard: Guard
}

async function extractDatasource(opened: Opened, { datasource, tables }: Selected): Promise<void> {
  const { signal, telling } = opened
  const source = openedOrFailing(() => guardedSource(opened.openSource(datasource), opened.guard))
  try {
    for (const table of tables) {
      signal.throwIfAborted()
      await telling.tableEnds(await outcomeOf(opened, datasource.name, source, table))
    }
  } finally {
    await source.close().catch((error: unknown) => telling.failed(datasource.name, error))
  }
}

/** A source that cannot be opened fails its tables, and no others. */
function openedOrFailing(open: () => Source): Pick<Source, 'extract' | 'close'> {
  try {
    return open()
  } catch (error) {
    return { extract: () => Promise.reject(error), close: async () => undefined }
  }
}

/** @throws the signal's reason alone */
async function outcomeOf(
  opened: Opened,
  datasource: string,
  source: Pick<Source, 'extract'>,
  table: TableSettings,
): Promise<ExtractedTable> {
  const { engine, directory, force, lake, datalake, clock, signal, telling } = opened
  const began = performance.now()
  const seconds = () => Math.round(performance.now() - began) / 1000
  const names = { datasource, table: table.name }
  const previous = lake.manifest()?.tables[`${datasource}/${table.name}`]
  const rows = sum(previous?.objects.map((object) => object.rows) ?? [])
  const published = { rows, asOf: previous?.asOf ?? null }
  if (table.fields.length === 0) {
    const failure = `The settings file lists no fields of it. List them with: panorama elt set-tables-fields --tables ${table.name}`
    return { ...names, ...nothingWritten, ...published, outcome: 'skipped', seconds: 0, failure }
  }
  telling.tableBegins({ ...names, expected: rows })
  try {
    const extracted = await extractTable({
      datasource,
      table,
      source,
      previous,
      force,
      engine,
      directory,
      format: datalake.format,
      now: clock.now(),
      publish: (change) => lake.publish(change),
      signal,
      onProgress: (progress) => telling.tableProgresses(progress),
    })
    return { ...names, ...extracted, seconds: seconds(), failure: null }
  } catch (error) {
    signal.throwIfAborted()
    telling.failed(table.name, error)
    return {
      ...names,
      ...nothingWritten,
      ...published,
      outcome: 'failed',
      seconds: seconds(),
      failure: failureText(error),
    }
  }
}

const nothingWritten = {
  rowsWritten: 0,
  bytesWritten: 0,
  partitionsWritten: 0,
  partitionsGone: 0,
  warnings: [],
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
