import { readBytes } from '../read-bytes.ts'
import { cutLines, lastLine, tooManyBytes } from './cut-lines.ts'
import { beginning, behind, hashed, markBytes, type Place } from './place.ts'
import type { Portion } from './read-plain.ts'

/** Bytes unpacked before they are cut into lines: more than the longest line takes. */
const portionBytes = tooManyBytes + 1024 * 1024

/**
 * Looks for a place in a packed log. Cheap where it is another log: its first bytes say so.
 * @returns the place, or null where the log does not hold what was read
 */
export async function placeInPacked(
  path: string,
  { offset, lines, isSkipping }: Omit<Place, 'marks'>,
  expected: { head: string; tail: string },
): Promise<Place | null> {
  let place = beginning
  for await (const { bytes } of readBytes(path)) {
    const before = bytes.subarray(0, offset - place.offset)
    place = behind(place, before, 0, false)
    const isHead = place.marks.head.length === Math.min(markBytes, offset)
    if (isHead && hashed(place.marks).head !== expected.head) return null
    if (place.offset === offset) break
  }
  const isThere = place.offset === offset && hashed(place.marks).tail === expected.tail
  return isThere ? { ...place, lines, isSkipping } : null
}

/**
 * The lines of a packed log behind a place, up to its end; the last one needs no line end.
 * @throws PanoramaError `bad_input`, after every whole line that could be read, when the file is cut off or damaged
 */
export async function* readPacked(path: string, from: Place): AsyncGenerator<Portion> {
  let place = from
  let toPass = from.offset
  let rest: Buffer[] = []
  let size = 0
  const cut = (isEnd: boolean): Portion => {
    const bytes = Buffer.concat(rest)
    const { lines, used, isSkipping } = cutLines(bytes, place.isSkipping)
    const left = bytes.subarray(used)
    const last = isEnd ? lastLine(left, isSkipping) : []
    // More than any line, and no line: nothing but NULs.
    const isRead = isEnd || used === 0
    place = behind(place, isRead ? bytes : bytes.subarray(0, used), lines.length + last.length, isSkipping)
    rest = isRead ? [] : [left]
    size = isRead ? 0 : left.length
    return { lines: [...lines, ...last], place }
  }
  let failure: unknown
  try {
    for await (const { bytes } of readBytes(path)) {
      const news = bytes.subarray(toPass)
      toPass -= bytes.length - news.length
      if (news.length > 0) rest.push(news)
      size += news.length
      if (size >= portionBytes) yield cut(false)
    }
  } catch (cause) {
    failure = cause
  }
  // The last line of a log that is cut off is left until the log is whole.
  if (size > 0) yield cut(failure === undefined)
  if (failure !== undefined) throw failure
}
