import { longestLine } from '../../events/parse-line.ts'

export interface Cut {
  readonly lines: readonly string[]
  /** Bytes that are done with: what follows is a line that has not ended. */
  readonly used: number
  readonly isSkipping: boolean
}

/** A character of JavaScript takes three bytes at most, so a line of so many bytes is longer than the longest. */
export const tooManyBytes = longestLine * 3 + 3
const newline = 0x0a

/**
 * Cuts what was read of a log into its lines. A line that has not ended is left, unless it is too long already: then its
 * beginning is a line, so that it is counted, and its rest is skipped.
 * @param isSkipping whether the bytes begin in the middle of such a line
 */
export function cutLines(bytes: Buffer, isSkipping: boolean): Cut {
  let start = 0
  if (isSkipping) {
    start = bytes.indexOf(newline) + 1
    if (start === 0) return { lines: [], used: bytes.length, isSkipping }
  }
  start = behindNuls(bytes, start)
  const end = bytes.lastIndexOf(newline) + 1
  // Decoded together: a line end is never part of a character.
  const lines =
    end > start
      ? bytes
          .toString('utf8', start, end - 1)
          .split('\n')
          .map(withoutNuls)
      : []
  const used = Math.max(start, end)
  const isLeft = bytes.length - used < tooManyBytes || bytes[behindNuls(bytes, used)] === 0
  if (isLeft) return { lines, used, isSkipping: false }
  const tooLong = bytes.toString('utf8', used, used + tooManyBytes)
  return { lines: [...lines, tooLong], used: bytes.length, isSkipping: true }
}

/**
 * A log that is emptied under a writer who goes on at his old place begins with NUL bytes, any number of them. NULs to the
 * end are left where they are: they may be written over.
 */
function behindNuls(bytes: Buffer, start: number): number {
  let place = start
  while (place < bytes.length && bytes[place] === 0) place += 1
  return place === bytes.length ? start : place
}

function withoutNuls(line: string): string {
  return line.startsWith('\0') ? line.replace(/^\0+/, '') : line
}

/** The last line of a file to which nobody writes any more, if it has no end. */
export function lastLine(bytes: Buffer, isSkipping: boolean): string[] {
  const line = isSkipping ? '' : withoutNuls(bytes.toString('utf8'))
  return line === '' ? [] : [line]
}
