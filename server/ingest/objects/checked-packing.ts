import { badInput } from '../../kernel/errors.ts'
import { longestMagic, packingOfStart } from '../packing.ts'

/**
 * The same content, of which the first piece is long enough to tell how it is packed.
 * @throws PanoramaError `bad_input` where it is packed as nothing here can read it
 */
export async function* checkedPacking(content: AsyncIterable<Buffer>, name: string): AsyncGenerator<Buffer> {
  let start: Buffer | null = Buffer.alloc(0)
  for await (const piece of content) {
    if (start === null) {
      yield piece
      continue
    }
    start = Buffer.concat([start, piece])
    if (start.length < longestMagic) continue
    refuse(packingOfStart(start), name)
    yield start
    start = null
  }
  if (start === null || start.length === 0) return
  refuse(packingOfStart(start), name)
  yield start
}

function refuse(packing: ReturnType<typeof packingOfStart>, name: string): void {
  if (packing === null || packing === 'gzip') return
  throw badInput(`${name}: is packed with ${packing}, and only gzip is read.`, {
    advice: 'Write it to the bucket once more, plain or packed with gzip.',
  })
}
