import { badInput, conflict } from '../kernel/errors.ts'
import type { LakeKeys } from './keys.ts'
import type { Manifest, PublishedObject, PublishedTable } from './manifest.ts'
import type { Partition } from './partition-id.ts'
import type { TableChange } from './table-change.ts'

/** A part of a change with the key under which it will lie. */
export interface PlannedPart {
  readonly part: TableChange['parts'][number]
  readonly key: string
  /** What the manifest has under that key now. */
  readonly previous: PublishedObject | undefined
}

export interface PlannedChange {
  readonly parts: readonly PlannedPart[]
  /** Objects that stay as they are. */
  readonly kept: readonly PublishedObject[]
  /** Objects that the manifest has and will not have any more. */
  readonly gone: readonly PublishedObject[]
  /** Tables of the manifest that give way: the same folder, by another name of the datasource. */
  readonly replaces: readonly string[]
}

/** What a table is called in the manifest. */
export const tableId = ({ datasource, table }: Pick<TableChange, 'datasource' | 'table'>) => `${datasource}/${table}`

/**
 * What a change means for the objects of a table.
 * @throws PanoramaError `conflict` when only some partitions are brought of a table that is published in another form; `bad_input` when
 *   two partitions have the same key
 */
export function planChange(change: TableChange, manifest: Manifest | undefined, keys: LakeKeys): PlannedChange {
  const tables = Object.entries(manifest?.tables ?? {})
  const sameFolder = tables.filter(([, { table }]) => table === change.table)
  const published = sameFolder.flatMap(([, { objects }]) => objects)
  const own = manifest?.tables[tableId(change)]
  if (
    !change.isWhole &&
    (own === undefined ||
      formOf(own) !== formOf({ ...change, partitionColumns: [...keys.baseColumns, ...change.partitionColumns] }))
  ) {
    throw conflict(`${change.table} has other columns or partitions than what is published of it.`, {
      advice: 'Run extract-and-load with --force for this table: it is then written anew as a whole.',
    })
  }
  const keyOf = (partition: Partition) =>
    keys.object(
      change,
      change.partitionColumns.map((column) => [column, partition[column] ?? null]),
    )
  const byKey = new Map(published.map((object) => [object.key, object]))
  const parts = change.parts.map((part) => {
    const key = keyOf(part.partition)
    return { part, key, previous: byKey.get(key) }
  })
  const brought = new Set(parts.map(({ key }) => key))
  if (brought.size < parts.length) {
    throw badInput(`${change.table}: two values of ${change.partitionColumns.join(', ')} have the same folder.`, {
      advice: 'Take the column out of the partition_fields of the table in the settings file.',
    })
  }
  const goneKeys = new Set(change.gone.map(keyOf))
  const isKept = ({ key }: PublishedObject) => !change.isWhole && !brought.has(key) && !goneKeys.has(key)
  return {
    parts,
    kept: published.filter(isKept),
    gone: published.filter((object) => !isKept(object) && !brought.has(object.key)),
    replaces: sameFolder.map(([id]) => id).filter((id) => id !== tableId(change)),
  }
}

/**
 * Objects that lie where those of a table that is brought as a whole do, and that no manifest names: of panorama-elt, which removes
 * none, or of a lake whose manifest was lost. What has other folders is somebody else's.
 * @param keys all that are in the table's folder
 */
export function staleObjects(
  { table, partitionColumns }: Pick<TableChange, 'table' | 'partitionColumns'>,
  { parts, gone }: PlannedChange,
  { tableFolder }: LakeKeys,
  keys: readonly string[],
): readonly string[] {
  const known = new Set([...parts, ...gone].map(({ key }) => key))
  const folder = tableFolder(table)
  return keys.filter((key) => {
    const segments = key.slice(folder.length).split('/')
    const name = segments.pop()
    // In values, the sign is encoded.
    const columns = segments.filter((segment) => segment.includes('=')).map((segment) => segment.split('=')[0])
    const isOfTable =
      [`${table}.csv`, `${table}.parquet`].includes(name!) && columns.join('/') === partitionColumns.join('/')
    return isOfTable && !known.has(key)
  })
}

/** What all objects of a table have in common. Of CSV, types are no part of it: all is text. */
function formOf({
  format,
  columns,
  partitionColumns,
}: Pick<PublishedTable, 'format' | 'columns' | 'partitionColumns'>): string {
  const told = columns.map(({ name, type }) => (format === 'csv' ? name : [name, type]))
  return JSON.stringify([format, told, partitionColumns])
}
