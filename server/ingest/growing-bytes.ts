/** Bytes in one piece that grows at its end. */
export interface GrowingBytes {
  /** The memory as it is now: growing replaces it. Only what was taken counts. */
  bytes: Buffer<ArrayBuffer>
  /** How many were taken. */
  length: number
}

export function createGrowingBytes(capacity: number): GrowingBytes {
  return { bytes: Buffer.allocUnsafeSlow(capacity), length: 0 }
}

/** Takes room at the end, to be written by the caller. @returns where it begins */
export function take(growing: GrowingBytes, size: number): number {
  const start = growing.length
  const { bytes } = growing
  growing.length += size
  if (growing.length > bytes.length) {
    growing.bytes = Buffer.allocUnsafeSlow(Math.max(growing.length, bytes.length * 2))
    bytes.copy(growing.bytes, 0, 0, start)
  }
  return start
}

export function taken({ bytes, length }: GrowingBytes): Buffer<ArrayBuffer> {
  return bytes.subarray(0, length)
}
