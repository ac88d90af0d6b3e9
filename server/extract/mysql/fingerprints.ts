import { normalize } from 'node:path'
import { rowsAtATime, type WrittenPart } from '../../lake/write-parts.ts'
import type { Engine } from '../../warehouse/engine.ts'
import { literal } from '../../warehouse/literal.ts'
import type { LakeFormat } from '../settings/settings.ts'

/** What stands for a row of a file; in CSV its line, for no value there has an end of line in it. */
const rowOf: Readonly<Record<LakeFormat, { format: string; row: string }>> = {
  csv: { format: 'LineAsString', row: 'line' },
  parquet: { format: 'Parquet', row: 'toString(tuple(*))' },
}

interface FilesToRead {
  /** What `writeParts` was given. */
  readonly directory: string
  readonly format: LakeFormat
  /** Of a row on average. */
  readonly rowBytes: number
  readonly signal?: AbortSignal
}

/**
 * A fingerprint of each file, the same for the same rows in any order: MySQL promises none without being asked, and sorting
 * would cost the source more than reading does. It is the engine's sum of 64-bit hashes, read off the files: MySQL needs several
 * times as long for its own hashes of the rows as for sending them.
 * @returns by the path of the file
 */
export async function fingerprints(
  engine: Engine,
  parts: readonly WrittenPart[],
  { directory, format, rowBytes, signal }: FilesToRead,
): Promise<ReadonlyMap<string, string>> {
  if (parts.length === 0) return new Map()
  const { format: read, row } = rowOf[format]
  const files = literal(`${directory}/**/*.${format}`)
  const settings = `max_block_size = ${rowsAtATime(rowBytes)}, input_format_parallel_parsing = 0`
  const rows = await engine.rows({
    name: 'extract-fingerprints',
    sql: `SELECT file, hex(sum(hash)) AS hash
          FROM (SELECT _path AS file, cityHash64(${row}) AS hash FROM file(${files}, '${read}') SETTINGS ${settings})
          GROUP BY file`,
    ...(signal && { signal }),
  })
  // What is behind `**` begins with a slash of its own.
  const found = new Map(rows.map(({ file, hash }) => [normalize(String(file)), String(hash)]))
  // A file of Parquet without rows is not among them.
  return new Map(parts.map(({ file }) => [file, found.get(file) ?? '']))
}
