import type { LakeColumn, PublishedTable } from './manifest.ts'
import type { Partition } from './partition-id.ts'
import type { WrittenPart } from './write-parts.ts'

/** What a run brings of one table, as its source extracted it. */
export interface TableChange {
  readonly datasource: string
  readonly table: string
  readonly format: PublishedTable['format']
  readonly columns: readonly LakeColumn[]
  /** The table's own columns that part it, in the order of the folders. */
  readonly partitionColumns: readonly string[]
  /** Whole partitions. */
  readonly parts: readonly WrittenPart[]
  /** The parts are all there is: what else was published of the table is gone. */
  readonly isWhole: boolean
  /** Partitions that are gone, when the parts are not all there is. */
  readonly gone: readonly Partition[]
  readonly asOf: Date
  readonly progress: unknown
  /** Objects are written also where the manifest has the same content: somebody may have damaged them. */
  readonly isForced?: boolean
}

/** What became of it. */
export interface PublishedChange {
  /** As the manifest names it now. */
  readonly published: PublishedTable
  /** Of the whole table. */
  readonly rows: number
  /** Of the objects that are new or have another content. */
  readonly rowsWritten: number
  readonly bytesWritten: number
  readonly partitionsWritten: number
  readonly partitionsGone: number
}
