import type { ExtractedPart } from '../source.ts'
import { keyText, type MysqlProgress, type PartitionKey } from './progress.ts'

/** A part that was read, beside what the lake may hold of it. */
export interface ReadPart extends ExtractedPart {
  readonly key: PartitionKey
  readonly fingerprint: string
}

export interface Comparison {
  /** To be written: new, or with other rows than the lake has. */
  readonly changed: readonly ReadPart[]
  /** In the lake, and not at the source any more. */
  readonly gone: readonly PartitionKey[]
  /** What the lake holds afterwards. */
  readonly parts: MysqlProgress['parts']
}

/**
 * @param previous what the lake holds; undefined for nothing that can be compared with
 * @param reads whose rows were read: all, or those of these partitions
 */
export function compareParts(
  read: readonly ReadPart[],
  previous: MysqlProgress['parts'] | undefined,
  reads: 'whole' | readonly PartitionKey[],
): Comparison {
  const held = new Map(previous?.map((part) => [keyText(part[0]), part]))
  const changed = read.filter(({ key, rows, fingerprint }) => {
    const [, heldRows, heldFingerprint] = held.get(keyText(key)) ?? []
    return heldRows !== rows || heldFingerprint !== fingerprint
  })
  const there = new Set(read.map(({ key }) => keyText(key)))
  const looked = reads === 'whole' ? [...held.keys()] : reads.map(keyText)
  const gone = looked.filter((key) => held.has(key) && !there.has(key))
  for (const key of gone) held.delete(key)
  for (const { key, rows, fingerprint } of read) held.set(keyText(key), [[...key], rows, fingerprint])
  return { changed, gone: gone.map((key) => JSON.parse(key) as PartitionKey), parts: [...held.values()] }
}
