import { createReadStream } from 'node:fs'
import { resolve } from 'node:path'
import type { Engine } from './engine.ts'
import { literal } from './literal.ts'

export interface FileInsert {
  /** Qualified. */
  readonly table: string
  /** Columns of the file that are read, each with its type; the table has them by the same names. */
  readonly columns: readonly { readonly name: string; readonly type: string }[]
  readonly format: 'CSVWithNames' | 'Parquet'
  readonly path: string
}

/**
 * Reads columns of a file on this machine into a table, in bounded memory, whatever the size of the file: an engine of this machine
 * reads it itself, another one is sent it as it is read. What the file has beside is left out.
 */
export async function insertFile(engine: Engine, { table, columns, format, path }: FileInsert): Promise<void> {
  const names = columns.map(({ name }) => `\`${name}\``)
  if (!engine.readsFiles) return engine.insert(table, names, format, createReadStream(path))
  const structure = columns.map(({ name, type }) => `\`${name}\` ${type}`).join(', ')
  await engine.command({
    name: `insert into ${table}`,
    sql: `INSERT INTO ${table} (${names.join(', ')}) SELECT ${names.join(', ')}
      FROM file(${literal(resolve(path))}, '${format}', ${literal(structure)})
      SETTINGS max_threads = 1, max_insert_threads = 1`,
  })
}
