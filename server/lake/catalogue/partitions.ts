import { createHash } from 'node:crypto'
import type { PublishedTable } from '../manifest.ts'
import type { CatalogueTable } from './catalogue-table.ts'
import { catalogueValue } from './partition-value.ts'

/** A partition as the catalogue has it. */
export interface CataloguePartition {
  /** Raw, in the order of the partition columns. */
  readonly values: readonly string[]
  /** Where its objects are, encoded as their keys are. */
  readonly location: string
  /** Tells in which columns and format its objects are. */
  readonly form: string
}

/** Which columns, in which order and format, objects have. */
function formOf({ format, columns }: Pick<PublishedTable, 'format' | 'columns'>): string {
  return digestOf([format, columns.map(({ name, type }) => [name, type])])
}

/**
 * The partitions of what was published; none for a table that is not parted. They lie where the layout has them, also where an object
 * has yet to be brought there.
 */
export function partitionsOf(
  { bucket, keys }: Pick<CatalogueTable, 'bucket' | 'keys'>,
  published: PublishedTable | null,
): readonly CataloguePartition[] {
  if (published === null || published.partitionColumns.length === 0) return []
  const form = formOf(published)
  const own = published.partitionColumns.filter((name) => !keys.baseColumns.includes(name))
  return published.objects.map(({ partition }) => {
    const valueIn = (name: string) => partition[name] ?? null
    const key = keys.object(
      published,
      own.map((name) => [name, valueIn(name)]),
    )
    return {
      values: published.partitionColumns.map((name) => catalogueValue(valueIn(name))),
      location: `s3://${bucket}/${key.slice(0, key.lastIndexOf('/') + 1)}`,
      form,
    }
  })
}

const idOf = (values: readonly string[]) => JSON.stringify(values)

/** The same for the same partitions, in whatever order. */
export function fingerprintOf(partitions: readonly CataloguePartition[]): string {
  return digestOf(partitions.map(({ values, location, form }) => [values, location, form].join('\0')).toSorted())
}

export interface PartitionChanges {
  readonly create: readonly CataloguePartition[]
  readonly update: readonly CataloguePartition[]
  readonly drop: readonly CataloguePartition[]
}

/** What leads from the one to the other. */
export function changesBetween(
  there: readonly CataloguePartition[],
  wanted: readonly CataloguePartition[],
): PartitionChanges {
  const known = new Map(there.map((partition) => [idOf(partition.values), partition]))
  const kept = new Set(wanted.map(({ values }) => idOf(values)))
  return {
    create: wanted.filter(({ values }) => !known.has(idOf(values))),
    update: wanted.filter((partition) => {
      const before = known.get(idOf(partition.values))
      return before !== undefined && (before.location !== partition.location || before.form !== partition.form)
    }),
    drop: there.filter(({ values }) => !kept.has(idOf(values))),
  }
}

export function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32)
}
