import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { identifier } from '../lake/identifier.ts'
import { literal } from '../warehouse/literal.ts'

/** Rows on their way into the scratch engine: one JSON array of texts a line, in a file that the engine reads as it goes. */
export interface RowFile {
  readonly rows: number
  /** Bytes of the rows so far. */
  readonly bytes: number
  /** @param values one for each column; null is SQL NULL */
  write(values: readonly (string | null)[]): Promise<void>
  /** Call it before the SELECT is run, and also when something went wrong. */
  close(): Promise<void>
  /** A SELECT of all columns, `Nullable(String)` each, in the order in which rows were written. */
  readonly select: string
}

/** Characters that wait before they are handed to the disk. */
const atOnce = 1024 * 1024

/** @param path of a file that is made for its owner alone */
export function openRowFile(path: string, columns: readonly string[]): RowFile {
  const stream = createWriteStream(path, { mode: 0o600 })
  let waiting = ''
  let rows = 0
  let bytes = 0

  async function flush() {
    if (waiting === '') return
    const text = Buffer.from(waiting)
    waiting = ''
    bytes += text.length
    if (!stream.write(text)) await once(stream, 'drain')
  }

  const structure = columns.map((name) => `${identifier(name)} Nullable(String)`).join(', ')
  return {
    get rows() {
      return rows
    },
    get bytes() {
      return bytes + waiting.length
    },
    async write(values) {
      waiting += `${JSON.stringify(values)}\n`
      rows += 1
      if (waiting.length >= atOnce) await flush()
    },
    async close() {
      if (stream.closed) return
      await flush()
      stream.end()
      await finished(stream)
    },
    select: `SELECT ${columns.map(identifier).join(', ')} FROM file(${literal(path)}, 'JSONCompactEachRow', ${literal(structure)})`,
  }
}
