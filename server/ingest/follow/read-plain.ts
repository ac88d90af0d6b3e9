import type { FileHandle } from 'node:fs/promises'
import { cutLines, lastLine, tooManyBytes } from './cut-lines.ts'
import { behind, hashed, type Marks, markBytes, type Place } from './place.ts'

/** Lines of a log, and the place behind them. */
export interface Portion {
  readonly lines: readonly string[]
  readonly place: Place
}

/** Read at once: more than the longest line takes. */
const portionBytes = tooManyBytes + 1024 * 1024

/** Reads whole lines from a place in a log that may grow, be emptied or be written over at any moment. */
export interface PlainReader {
  /**
   * What follows a place; null where no whole line does.
   * @returns `changed`, when the file does not hold any more what was read of it: it was emptied, and perhaps filled again
   */
  next(file: FileHandle, place: Place): Promise<Portion | 'changed' | null>
  /** What follows a place up to the end of a file to which nobody writes any more, with a last line that has no end. */
  rest(file: FileHandle, place: Place): Promise<Portion | null>
}

export function createPlainReader(): PlainReader {
  const buffer = Buffer.allocUnsafe(portionBytes)

  async function next(file: FileHandle, place: Place): Promise<Portion | 'changed' | null> {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, place.offset)
    // Afterwards: what was read came from the file as it was, for nothing brings the old content back.
    if (!(await isUnchanged(file, place))) return 'changed'
    const bytes = buffer.subarray(0, bytesRead)
    const { lines, used, isSkipping } = cutLines(bytes, place.isSkipping)
    if (used > 0) return { lines, place: behind(place, bytes.subarray(0, used), lines.length, isSkipping) }
    const isHole = bytesRead === buffer.length && !(await endsWithNul(file))
    return isHole ? { lines: [], place: behind(place, bytes, 0, false) } : null
  }

  return {
    next,
    async rest(file, place) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, place.offset)
      if (bytesRead === 0) return null
      const bytes = buffer.subarray(0, bytesRead)
      const lines = lastLine(bytes, place.isSkipping)
      return { lines, place: behind(place, bytes, lines.length, false) }
    },
  }
}

/** Whether a file still holds what was read of it. */
async function isUnchanged(file: FileHandle, { offset, marks: { head, tail } }: Place): Promise<boolean> {
  const now = await marksAt(file, offset)
  return now.head.equals(head) && now.tail.equals(tail)
}

/** The marks of a place in a file; shorter than they should be where the file ends before it. */
async function marksAt(file: FileHandle, offset: number): Promise<Marks> {
  const length = Math.min(markBytes, offset)
  const at = async (position: number) => {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
    return buffer.subarray(0, bytesRead)
  }
  return { head: await at(0), tail: await at(offset - length) }
}

/** The marks of a place, if the file has those whose hashes are given; null where it is another file. */
export async function marksIfThey(
  file: FileHandle,
  offset: number,
  expected: { head: string; tail: string },
): Promise<Marks | null> {
  const marks = await marksAt(file, offset)
  const { head, tail } = hashed(marks)
  return head === expected.head && tail === expected.tail ? marks : null
}

async function endsWithNul(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat()
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1)
  return buffer[0] === 0
}
