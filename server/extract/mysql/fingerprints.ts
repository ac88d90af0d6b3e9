import { normalize } from 'node:path'
import type { WrittenPart } from '../../lake/write-parts.ts'
import type { Engine } from '../../warehouse/engine.ts'
import { literal } from '../../warehouse/literal.ts'
import type { LakeFormat } from '../settings/settings.ts'

/** What stands for a row of a file; in CSV its line, for no value there has an end of line in it. */
const rowOf: Readonly<Record<LakeFormat, { format: string; row: string }>> = {
  csv: { format: 'LineAsString', row: 'line' },
  parquet: { format: 'Parquet', row: 'toString(tuple(*))' },
}

/**
 * A fingerprint of each file, the same for the same rows in any order: MySQL promises none without being asked, and sorting
 * would cost the source more than reading does. It is the engine's sum of 64-bit hashes, read off the files: MySQL needs several
 * times as long for its own hashes of the rows as for sending them.
 * @param directory what `writeParts` was given
 * @returns by the path of the file
 */
export async function fingerprints(
  engine: Engine,
  directory: string,
  parts: readonly WrittenPart[],
  format: LakeFormat,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  if (parts.length === 0) return new Map()
  const { format: read, row } = rowOf[format]
  const files = literal(`${directory}/**/*.${format}`)
  const rows = await engine.rows({
    name: 'extract-fingerprints',
    sql: `SELECT _path AS file, hex(sum(cityHash64(${row}))) AS hash FROM file(${files}, '${read}') GROUP BY file`,
    ...(signal && { signal }),
  })
  // What is behind `**` begins with a slash of its own.
  const found = new Map(rows.map(({ file, hash }) => [normalize(String(file)), String(hash)]))
  // A file of Parquet without rows is not among them.
  return new Map(parts.map(({ file }) => [file, found.get(file) ?? '']))
}
