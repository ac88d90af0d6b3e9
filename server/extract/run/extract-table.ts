import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ExtractedTable } from '../../contract/extraction.ts'
import { badInput } from '../../kernel/errors.ts'
import type { Manifest, PublishedTable } from '../../lake/manifest.ts'
import type { TableSettings } from '../settings/settings.ts'
import type { Extracted, ExtractRequest, Source } from '../source.ts'

/** One table that a run extracts. */
export interface TableOfRun extends Pick<ExtractRequest, 'engine' | 'format' | 'now'> {
  readonly datasource: string
  readonly table: TableSettings
  /** Guarded: nothing comes out of it that may not leave. */
  readonly source: Pick<Source, 'extract'>
  /** Id of the run. */
  readonly run: string
  readonly previous: PublishedTable | undefined
  /** Everything is read, whatever the lake holds. */
  readonly force: boolean
  /** Of the run; the table gets a folder in it. */
  readonly directory: string
  readonly publish: (extracted: Extracted) => Promise<Manifest>
  readonly signal: AbortSignal
  readonly onProgress: (progress: { rows: number; bytes: number }) => void
}

type Counted = Omit<ExtractedTable, 'datasource' | 'table' | 'seconds' | 'failure' | 'outcome'>

/**
 * Reads a table and publishes it.
 * @throws whatever the source or the lake says; what was published before stays
 */
export async function extractTable(request: TableOfRun): Promise<Counted & Pick<ExtractedTable, 'outcome'>> {
  const { table, previous, force } = request
  if (table.fields.length === 0) {
    throw badInput(`The settings file lists no fields of ${table.name}.`, {
      advice: `List them with: panorama elt set-tables-fields --tables ${table.name}`,
    })
  }
  const directory = await mkdtemp(join(request.directory, 'table-'))
  try {
    const { engine, format, now, signal, onProgress } = request
    const extracted = await request.source.extract({
      table,
      previous: force ? undefined : previous,
      directory,
      engine,
      format,
      guard: (select) => select,
      now,
      signal,
      onProgress,
    })
    // From here on it is let finish: it is short.
    signal.throwIfAborted()
    const manifest = await request.publish(extracted)
    return counted(request, extracted, manifest)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

function counted(
  { datasource, table, run, previous }: TableOfRun,
  { warnings }: Extracted,
  { tables }: Manifest,
): Counted & Pick<ExtractedTable, 'outcome'> {
  const published = tables[`${datasource}/${table.name}`]
  const objects = published?.objects ?? []
  const written = objects.filter((object) => object.run === run)
  const places = new Set(objects.map(({ partition }) => JSON.stringify(Object.entries(partition).sort())))
  const gone = (previous?.objects ?? []).filter(
    ({ partition }) => !places.has(JSON.stringify(Object.entries(partition).sort())),
  )
  return {
    outcome: written.length === 0 && gone.length === 0 ? 'unchanged' : 'done',
    rowsWritten: sum(written.map(({ rows }) => rows)),
    rows: sum(objects.map(({ rows }) => rows)),
    bytesWritten: sum(written.map(({ bytes }) => bytes)),
    partitionsWritten: written.length,
    partitionsGone: gone.length,
    asOf: published?.asOf ?? null,
    warnings: [...warnings],
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
