import { readBytes } from '../read-bytes.ts'
import { hashed, markBytes } from './place.ts'
import type { StoredPlace } from './stored-place.ts'

/**
 * Reads the first bytes of a log, plain or packed, once, to be compared with those of many places.
 * @returns whether the log begins as the one in which a place is
 * @throws PanoramaError `bad_input` when a packed log is cut off so early
 */
export async function beginningOf(path: string): Promise<(place: Pick<StoredPlace, 'offset' | 'head'>) => boolean> {
  let beginning = Buffer.alloc(0)
  for await (const { bytes } of readBytes(path)) {
    beginning = Buffer.concat([beginning, bytes.subarray(0, markBytes - beginning.length)])
    if (beginning.length === markBytes) break
  }
  const heads = new Map<number, string>()
  return ({ offset, head }) => {
    const length = Math.min(offset, markBytes)
    if (length > beginning.length) return false
    const known = heads.get(length) ?? hashed({ head: beginning.subarray(0, length), tail: beginning }).head
    heads.set(length, known)
    return known === head
  }
}
