import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { PublishedTable } from '../../lake/manifest.ts'
import type { Engine } from '../../warehouse/engine.ts'
import type { TableSettings } from '../settings/settings.ts'
import type { Extracted, ExtractRequest, Source } from '../source.ts'

export type Row = Record<string, string | null>

/** What the lake would hold of one table, run after run. */
export interface LakeInMemory {
  /** Extracts the table and takes in what comes of it. */
  extract(table: TableSettings, options?: ExtractionOptions): Promise<Extracted>
  /** All rows, with the columns that part the table, in the order of their text. */
  rows(): Row[]
  /** Rows of each partition, by its values. */
  partitions(): ReadonlyMap<string, readonly Row[]>
}

export interface ExtractionOptions extends Partial<Pick<ExtractRequest, 'now' | 'signal' | 'guard' | 'onProgress'>> {
  /** Nothing is gone on from. */
  readonly force?: boolean
}

/** @param directory where each extraction gets a folder */
export function openLakeInMemory(source: Source, engine: Engine, directory: string): LakeInMemory {
  const parts = new Map<string, Row[]>()
  let previous: PublishedTable | undefined
  let extractions = 0
  const keyOf = (partition: Row) => JSON.stringify(Object.values(partition))

  return {
    async extract(table, { force = false, now = new Date(), ...options } = {}) {
      const extracted = await source.extract({
        table,
        previous: force ? undefined : previous,
        directory: join(directory, `extraction-${++extractions}`),
        engine,
        format: 'csv',
        guard: (select) => select,
        now,
        ...options,
      })
      if (extracted.isWhole) parts.clear()
      for (const partition of extracted.gone) parts.delete(keyOf(partition))
      for (const { partition, file, rows } of extracted.parts) {
        const read = await readCsv(file)
        if (read.length !== rows) throw new Error(`${file} has ${read.length} rows and not ${rows}.`)
        parts.set(
          keyOf(partition),
          read.map((row) => ({ ...row, ...partition })),
        )
      }
      const { columns, progress, asOf } = extracted
      // As it is kept: in the text of the manifest.
      const kept = JSON.parse(JSON.stringify({ columns, progress, asOf })) as Pick<PublishedTable, 'progress'>
      previous = { ...kept, format: 'csv' } as PublishedTable
      return extracted
    },
    rows: () => sorted([...parts.values()].flat()),
    partitions: () => parts,
  }
}

/** Rows in the order of their text: neither MySQL nor the lake promises one. */
export function sorted(rows: readonly Row[]): Row[] {
  const text = (row: Row) => JSON.stringify(Object.entries(row).sort(([left], [right]) => (left < right ? -1 : 1)))
  return rows
    .map((row) => [text(row), row] as const)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([, row]) => row)
}

const meant: Readonly<Record<string, string>> = { n: '\n', r: '\r', b: '\\' }

/** Reads the lake's CSV by its rules, without an engine. */
async function readCsv(file: string): Promise<Row[]> {
  const records = parse(await readFile(file), { columns: true }) as Record<string, string>[]
  return records.map((record) =>
    Object.fromEntries(
      Object.entries(record).map(([name, text]) => [
        name,
        text === '\\\\N' ? null : text.replace(/\\\\([nrb])/g, (_, letter: string) => meant[letter]!),
      ]),
    ),
  )
}
