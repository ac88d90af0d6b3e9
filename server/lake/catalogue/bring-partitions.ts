import type { PublishedTable } from '../manifest.ts'
import type { BroughtTable } from './bring-raw-table.ts'
import type { CatalogueTable } from './catalogue-table.ts'
import type { Glue } from './glue.ts'
import { type CataloguePartition, changesBetween, fingerprintOf, partitionsOf } from './partitions.ts'
import { partitionsNote, withoutNote } from './table-notes.ts'

export interface BroughtPartitions {
  readonly counts: { readonly made: number; readonly altered: number; readonly dropped: number }
  /** To be noted when all is done. */
  readonly fingerprint: string
}

/**
 * Brings the partitions of this site in line with what was published; null when they are so already, or when there are none.
 * @param previous what the run before had published; its partitions are believed where the raw table notes that they are there
 * @param doubt all partitions are looked at, whatever was noted
 */
export async function bringPartitions(
  glue: Glue,
  table: CatalogueTable,
  { existing, input }: BroughtTable,
  { previous, doubt }: { readonly previous: PublishedTable | null; readonly doubt: boolean },
): Promise<BroughtPartitions | null> {
  if (table.published === null || table.partitionColumns.length === 0) return null
  const wanted = partitionsOf(table, table.published)
  const fingerprint = fingerprintOf(wanted)
  const noted = existing?.Parameters?.[partitionsNote(table)]
  if (!doubt && noted === fingerprint) return null
  const { create, update, drop } = changesBetween(await partitionsThere(), wanted)
  const isInLine = [create, update, drop].every(({ length }) => length === 0)
  // Ended in the middle, it must not look as it did before: the next run may want just that again.
  if (!isInLine && noted !== undefined) await glue.updateTable(withoutNote(input, partitionsNote(table)))
  await glue.createPartitions(table, create)
  await glue.updatePartitions(table, update)
  await glue.dropPartitions(table, drop)
  return { counts: { made: create.length, altered: update.length, dropped: drop.length }, fingerprint }

  async function partitionsThere(): Promise<readonly CataloguePartition[]> {
    if (existing === null) return []
    const before = partitionsOf(table, previous)
    return !doubt && noted === fingerprintOf(before) ? before : glue.partitions(table.raw, table.site)
  }
}
