import { hash } from 'node:crypto'

/** How far a log was read, and what it looked like there: enough to find the place again under another name. */
export interface Place {
  /** Bytes before it, unpacked. Behind a line end, or in the middle of a line too long to be read. */
  readonly offset: number
  /** Lines before it. */
  readonly lines: number
  /** The rest of the line is passed over: its beginning was too long already. */
  readonly isSkipping: boolean
  readonly marks: Marks
}

/**
 * The first bytes of a file, and the last ones before a place in it. An inode number is given again to other files, and a
 * copy has another: a file that has these bytes at these places is the one that was read, or its copy.
 */
export interface Marks {
  readonly head: Buffer
  readonly tail: Buffer
}

/** Bytes of each mark: some lines, each with a time to the microsecond. */
export const markBytes = 1024

export const beginning: Place = {
  offset: 0,
  lines: 0,
  isSkipping: false,
  marks: { head: Buffer.alloc(0), tail: Buffer.alloc(0) },
}

/** The place behind these bytes. */
export function behind({ offset, lines, marks }: Place, bytes: Buffer, newLines: number, isSkipping: boolean): Place {
  const missing = markBytes - marks.head.length
  return {
    offset: offset + bytes.length,
    lines: lines + newLines,
    isSkipping,
    marks: {
      head: missing > 0 ? Buffer.concat([marks.head, bytes.subarray(0, missing)]) : marks.head,
      tail: lastOf(bytes.length < markBytes ? Buffer.concat([marks.tail, bytes]) : bytes),
    },
  }
}

/** A copy, for the buffer is used again. */
const lastOf = (bytes: Buffer) => Buffer.from(bytes.subarray(Math.max(0, bytes.length - markBytes)))

/** The marks as they are kept in the store, which holds nothing of what a log says. */
export function hashed({ head, tail }: Marks): { head: string; tail: string } {
  return { head: hash('sha256', head), tail: hash('sha256', tail) }
}
