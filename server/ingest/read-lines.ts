import { longestLine } from '../events/parse-line.ts'
import { readBytes } from './read-bytes.ts'

export interface Lines {
  readonly lines: readonly string[]
  /** How far into the file itself, compressed or not. */
  readonly bytesRead: number
}

/**
 * The lines of a file in small blocks, UTF-8, without their line ends; the last one needs none. Of an endless line
 * only so much is kept that it is seen to be too long.
 * @throws PanoramaError `bad_input`, after every line that could be read
 */
export async function* readLines(path: string): AsyncGenerator<Lines> {
  const splitter = createLineSplitter()
  let bytesRead = 0
  let failure: unknown
  try {
    for await (const read of readBytes(path)) {
      bytesRead = read.bytesRead
      yield { lines: splitter.push(read.bytes), bytesRead }
    }
  } catch (cause) {
    failure = cause
  }
  yield { lines: splitter.end(), bytesRead }
  if (failure !== undefined) throw failure
}

/** A character of JavaScript takes three bytes at most, so a cut line is longer than the longest. */
const keptBytes = longestLine * 3 + 3
const newline = 0x0a

function createLineSplitter() {
  let pieces: Buffer[] = []
  let length = 0
  const keep = (piece: Buffer) => {
    const room = piece.subarray(0, Math.max(0, keptBytes - length))
    if (room.length === 0) return
    pieces.push(room)
    length += room.length
  }
  const take = () => {
    const line = pieces.length === 1 ? pieces[0]!.toString('utf8') : Buffer.concat(pieces).toString('utf8')
    pieces = []
    length = 0
    return line
  }
  return {
    push(bytes: Buffer): string[] {
      const first = bytes.indexOf(newline)
      if (first < 0) {
        keep(bytes)
        return []
      }
      keep(bytes.subarray(0, first))
      const line = take()
      const last = bytes.lastIndexOf(newline)
      // Decoded together: a line end is never part of a character.
      const whole = last > first ? bytes.toString('utf8', first + 1, last).split('\n') : []
      keep(bytes.subarray(last + 1))
      return [line, ...whole]
    },
    end: (): string[] => (pieces.length > 0 ? [take()] : []),
  }
}
