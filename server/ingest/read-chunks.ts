import { longestLine } from '../events/parse-line.ts'
import type { Bytes } from './read-bytes.ts'

export interface Chunk {
  /** Whole lines, in memory of their own: the last one of a file may lack its line end. */
  readonly bytes: Uint8Array<ArrayBuffer>
  /** How far into the file itself, compressed or not. */
  readonly bytesRead: number
}

/** Some seven thousand lines: few enough to lie in memory many times, enough that a thread has something to do for a while. */
export const chunkSize = 8 * 1024 * 1024

/** A character of JavaScript takes three bytes at most, so what is kept of a cut line is longer than the longest. */
const keptBytes = longestLine * 3 + 3
const newline = 0x0a

/**
 * The content of a file in chunks of whole lines. Of an endless line only so much is kept that it is seen to be too long.
 * @throws whatever the content throws, after every line that could be read
 */
export async function* readChunks(content: AsyncIterable<Bytes>): AsyncGenerator<Chunk> {
  let chunk = Buffer.allocUnsafeSlow(chunkSize)
  let used = 0
  let bytesRead = 0
  let failure: unknown
  try {
    for await (const read of content) {
      bytesRead = read.bytesRead
      let rest = read.bytes
      while (rest.length > chunkSize - used) {
        const fitting = rest.subarray(0, chunkSize - used)
        rest = rest.subarray(fitting.length)
        used += fitting.copy(chunk, used)
        const end = chunk.lastIndexOf(newline, used - 1) + 1
        if (end === 0) {
          // One line and no end in sight.
          used = keptBytes
          continue
        }
        const next = Buffer.allocUnsafeSlow(chunkSize)
        const carried = chunk.copy(next, 0, end, used)
        yield { bytes: chunk.subarray(0, end), bytesRead }
        chunk = next
        used = carried
      }
      used += rest.copy(chunk, used)
    }
  } catch (cause) {
    failure = cause
  }
  if (used > 0) yield { bytes: chunk.subarray(0, used), bytesRead }
  if (failure !== undefined) throw failure
}
