import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { columnTypeOf, holdsFreeText } from '../../lake/column-type.ts'
import { csvFormat, readByClickHouse } from '../../lake/dialect/csv-dialect.ts'
import { identifier } from '../../lake/identifier.ts'
import type { PublishedTable } from '../../lake/manifest.ts'
import { openEmbeddedEngine } from '../../warehouse/embedded-engine.ts'
import { literal } from '../../warehouse/literal.ts'
import type { FieldSettings, TableSettings } from '../settings/settings.ts'
import type { Extracted, ExtractRequest, Source } from '../source.ts'

type TextRow = Readonly<Record<string, string | null>>

/** A scratch engine and a directory, to extract tables as a run does. */
export interface Extracting {
  /** Extracts a table as CSV, and reads the files that came of it; rows have the partition's columns, too. */
  extract(source: Source, table: TableSettings, options?: Partial<ExtractRequest>): Promise<ExtractedRows>
  close(): Promise<void>
}

export interface ExtractedRows {
  readonly extracted: Extracted
  readonly rows: readonly TextRow[]
  /** What the lake would hold now: what the next run is given. */
  readonly published: PublishedTable
}

export async function startExtracting(): Promise<Extracting> {
  const directory = await mkdtemp(join(tmpdir(), 'panorama-extracting-'))
  const engine = await openEmbeddedEngine(join(directory, 'engine'))
  let runs = 0

  async function rowsOf({ columns }: Extracted, file: string): Promise<TextRow[]> {
    const structure = columns.map(({ name }) => `${identifier(name)} String`).join(', ')
    const values = columns.map(
      ({ name, type }, index) =>
        `${readByClickHouse(identifier(name), holdsFreeText(columnTypeOf(type)))} AS \`value ${index}\``,
    )
    const found = await engine.rows({
      name: 'test',
      sql: `SELECT ${values.join(', ')} FROM file(${literal(file)}, '${csvFormat}', ${literal(structure)})`,
    })
    return found.map((row) =>
      Object.fromEntries(columns.map(({ name }, index) => [name, (row[`value ${index}`] ?? null) as string | null])),
    )
  }

  return {
    async extract(source, table, options = {}) {
      const format = 'csv'
      const request: ExtractRequest = {
        table,
        previous: undefined,
        directory: await mkdtemp(join(directory, `${++runs}-`)),
        engine,
        format,
        guard: (select) => select,
        now: new Date('2026-03-02T10:00:00Z'),
        ...options,
      }
      const extracted = await source.extract(request)
      const rows: TextRow[] = []
      for (const { partition, file } of extracted.parts) {
        rows.push(...(await rowsOf(extracted, file)).map((row) => ({ ...partition, ...row })))
      }
      const parts = await Promise.all(
        extracted.parts.map(async ({ partition, file, rows: count }) => ({
          key: file,
          partition,
          rows: count,
          bytes: (await stat(file)).size,
          sha256: '',
          run: 'test',
        })),
      )
      const published: PublishedTable = {
        datasource: 'test',
        table: table.name,
        format,
        columns: extracted.columns,
        partitionColumns: table.partitions?.fields ?? [],
        objects: extracted.isWhole || extracted.parts.length > 0 ? parts : (request.previous?.objects ?? []),
        asOf: extracted.asOf.toISOString(),
        progress: JSON.parse(JSON.stringify(extracted.progress ?? null)),
      }
      return { extracted, rows, published }
    },
    async close() {
      await engine.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

/** A table of the settings file, parted by some of its fields. */
export function tableOf(
  name: string,
  fields: readonly FieldSettings[],
  partitionFields: readonly string[] = [],
): TableSettings {
  return {
    name,
    fields,
    partitions:
      partitionFields.length > 0 ? { fields: partitionFields, overlapSeconds: null, timestampField: null } : null,
    rawTable: null,
    view: null,
  }
}
