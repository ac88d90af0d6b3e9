/** Far more than a row, so that few blocks are made; far less than a batch, so that little stays unused. */
const blockSize = 1024 * 1024

/** Turns texts into bytes, many to a block of memory: a block for each would keep the collector busy. */
export interface ByteStore {
  /** The UTF-8 bytes of a text. */
  bytesOf(text: string): Buffer
}

export function createByteStore(): ByteStore {
  let block = Buffer.alloc(0)
  let used = 0
  return {
    bytesOf(text) {
      // A character of JavaScript takes three bytes at most.
      const most = text.length * 3
      if (most > blockSize) return Buffer.from(text)
      if (block.length - used < most) {
        block = Buffer.allocUnsafeSlow(blockSize)
        used = 0
      }
      const start = used
      used += block.write(text, start)
      return block.subarray(start, used)
    },
  }
}
