import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { generateSite, type SiteOptions, siteTables } from './generate-site.ts'

export interface WrittenSite {
  /** Lines of the tracking log. */
  readonly events: number
  /** Bytes of all files together. */
  readonly bytes: number
  /** Paths of the files: the tracking log first, then the tables. */
  readonly files: string[]
}

const bufferSize = 1024 * 1024
/** Bytes that a UTF-16 unit takes at most in UTF-8. */
const longestCharacter = 3

/**
 * Writes a demo site as files: `tracking.log` and one CSV file for each of the LMS's tables.
 *
 * @param dir directory for the files, made when missing; files of the same names are replaced
 * @param onProgress called after each write with the totals so far
 */
export async function writeSite({
  dir,
  onProgress,
  ...options
}: SiteOptions & {
  readonly dir: string
  readonly onProgress?: (written: { events: number; bytes: number }) => void
}): Promise<WrittenSite> {
  await mkdir(dir, { recursive: true })
  const site = generateSite(options)
  const log = join(dir, 'tracking.log')
  const files = [log]
  let events = 0
  let bytes = 0

  const wrote = (size: number) => {
    bytes += size
    onProgress?.({ events, bytes })
  }
  // The log is ASCII alone, so that a byte is a character.
  await writeText(log, 'latin1', counted(site.events), wrote)
  for (const table of siteTables) {
    files.push(join(dir, table))
    await writeText(join(dir, table), 'utf8', site.tables[table], wrote)
  }
  return { events, bytes, files }

  function* counted(lines: Iterable<string>): Generator<string> {
    for (const line of lines) {
      events++
      yield `${line}\n`
    }
  }
}

/** Writes pieces of text into a file, as much at a time as keeps a disk busy. */
export async function writeText(
  path: string,
  encoding: 'latin1' | 'utf8',
  pieces: Iterable<string>,
  wrote: (bytes: number) => void,
): Promise<void> {
  const file = await open(path, 'w')
  // One buffer for the whole file: pieces are short-lived strings, and none of them is kept until the next write.
  const buffer = Buffer.allocUnsafe(bufferSize)
  let filled = 0
  const flush = async () => {
    await file.writeFile(buffer.subarray(0, filled))
    wrote(filled)
    filled = 0
  }
  try {
    for (const piece of pieces) {
      if (filled + piece.length * longestCharacter > bufferSize) await flush()
      filled += buffer.write(piece, filled, encoding)
    }
    await flush()
  } finally {
    await file.close()
  }
}
