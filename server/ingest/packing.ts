import { open } from 'node:fs/promises'

/** How files begin that are packed in a way which is read here, or only by other programs. */
const magics = {
  gzip: /^1f8b/,
  zstd: /^28b52ffd/,
  xz: /^fd377a585a00/,
  bzip2: /^425a683[1-9]314159265359/,
} as const

type Packing = keyof typeof magics

/** Bytes by which a packing is told. */
export const longestMagic = 10

/** What packs something that begins so; null where it is plain. */
export function packingOfStart(start: Buffer): Packing | null {
  const hex = start.toString('hex', 0, longestMagic)
  return (Object.keys(magics) as Packing[]).find((packing) => magics[packing].test(hex)) ?? null
}

/** What packs a file, told by its first bytes, whatever it is called; null for a plain one. */
export async function packingOf(path: string): Promise<Packing | null> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(longestMagic), 0, longestMagic, 0)
    return packingOfStart(buffer.subarray(0, bytesRead))
  } finally {
    await file.close()
  }
}

/** What packs a file that is not read here, if anything does: only gzip is unpacked by every Node.js that we run on. */
export async function unreadPacking(path: string): Promise<Exclude<Packing, 'gzip'> | null> {
  const packing = await packingOf(path)
  return packing === 'gzip' ? null : packing
}
