import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Manifest, PublishedTable } from '../lake/manifest.ts'
import { writeParts } from '../lake/write-parts.ts'
import type { Engine } from '../warehouse/engine.ts'
import { literal } from '../warehouse/literal.ts'

export interface MadeTable {
  readonly table: string
  /** The LMS's type of each column, by its name; those that part the table too. */
  readonly columns: Readonly<Record<string, string>>
  /** Values as MySQL writes them, in the order of the columns. */
  readonly rows: readonly (readonly (string | null)[])[]
  readonly partitionColumns?: readonly string[]
  readonly format?: PublishedTable['format']
  readonly asOf?: string
}

/** A lake of a test: files as the lake writes them, and a manifest that lies in memory. */
export async function makeLake(engine: Engine) {
  const directory = await mkdtemp(join(tmpdir(), 'panorama-lake-'))
  const tables: Record<string, PublishedTable> = {}
  let extractions = 0
  const read: string[] = []
  return {
    /** Publishes a table anew. */
    async publish({
      table,
      columns,
      rows,
      partitionColumns = [],
      format = 'csv',
      asOf = '2026-05-01T03:00:00.000Z',
    }: MadeTable) {
      const names = Object.keys(columns)
      const inFiles = names
        .filter((name) => !partitionColumns.includes(name))
        .map((name) => ({ name, type: columns[name]!, isNullable: true }))
      const structure = names.map((name) => `\`${name}\` Nullable(String)`).join(', ')
      const values = rows.map((row) => `(${row.map((value) => (value === null ? 'NULL' : literal(value))).join(', ')})`)
      const select =
        values.length > 0
          ? `SELECT * FROM values(${literal(structure)}, ${values.join(', ')})`
          : `SELECT * FROM null(${literal(structure)})`
      const { parts } = await writeParts({
        engine,
        select,
        columns: inFiles,
        partitionColumns,
        directory: join(directory, String(++extractions)),
        format,
      })
      const objects = await Promise.all(
        parts.map(async ({ file, partition, rows: count }) => {
          const content = await readFile(file)
          const sha256 = createHash('sha256').update(content).digest('hex')
          return { key: file, partition, rows: count, bytes: content.length, sha256, run: 'test' }
        }),
      )
      tables[`lms/${table}`] = {
        ...{ datasource: 'lms', table, format, columns: inFiles, partitionColumns, objects, asOf, progress: null },
      }
    },
    withdraw(table: string) {
      delete tables[`lms/${table}`]
    },
    /** What a load reads it by. */
    lake: {
      async manifest(): Promise<Manifest> {
        return { version: 1, run: 'test', publishedAt: '2026-05-01T03:00:01.000Z', tables: { ...tables } }
      },
      async withFile<T>({ key }: { readonly key: string }, work: (path: string) => Promise<T>): Promise<T> {
        read.push(key)
        return work(key)
      },
    },
    /** Paths of the files that were read, and forgets them. */
    filesRead: () => read.splice(0).length,
    remove: () => rm(directory, { recursive: true, force: true }),
  }
}

export type MadeLake = Awaited<ReturnType<typeof makeLake>>
