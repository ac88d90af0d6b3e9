import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ExtractedTable } from '../../contract/extraction.ts'
import type { PublishedTable } from '../../lake/manifest.ts'
import type { PublishedChange, TableChange } from '../../lake/table-change.ts'
import type { TableSettings } from '../settings/settings.ts'
import type { ExtractRequest, Source } from '../source.ts'

/** One table that a run extracts. */
export interface TableOfRun extends Pick<ExtractRequest, 'engine' | 'format' | 'now'> {
  readonly datasource: string
  readonly table: TableSettings
  /** Guarded: nothing comes out of it that may not leave. */
  readonly source: Pick<Source, 'extract'>
  readonly previous: PublishedTable | undefined
  /** Everything is read, whatever the lake holds. */
  readonly force: boolean
  /** Of the run; the table gets a folder in it. */
  readonly directory: string
  readonly publish: (change: TableChange) => Promise<PublishedChange>
  readonly signal: AbortSignal
  readonly onProgress: (progress: { rows: number; bytes: number }) => void
}

type Ended = Omit<ExtractedTable, 'datasource' | 'table' | 'seconds' | 'failure'>

/**
 * Reads a table and publishes it.
 * @throws whatever the source or the lake says; what was published before stays
 */
export async function extractTable(request: TableOfRun): Promise<Ended> {
  const { table, previous, force } = request
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
    const { published, ...counts } = await request.publish({
      datasource: request.datasource,
      table: table.name,
      format,
      partitionColumns: table.partitions?.fields ?? [],
      isForced: force,
      ...extracted,
    })
    const isUnchanged = counts.partitionsWritten === 0 && counts.partitionsGone === 0
    return {
      outcome: isUnchanged ? 'unchanged' : 'done',
      ...counts,
      asOf: published.asOf,
      warnings: [...extracted.warnings],
    }
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}
