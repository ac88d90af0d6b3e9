/**
 * What the lake holds, in one object that is replaced in one piece: whoever reads by it sees one complete version, whatever
 * is being written meanwhile.
 */
export interface Manifest {
  readonly version: 1
  /** Id of the run that published it. */
  readonly run: string
  readonly publishedAt: string
  /** By `<datasource>/<table>`. */
  readonly tables: Readonly<Record<string, PublishedTable>>
  /** Keys that earlier versions named and this one does not, which are still to be removed. */
  readonly gone?: readonly string[]
}

export interface PublishedTable {
  readonly datasource: string
  /** Of the table at the source, and of its folder. */
  readonly table: string
  readonly format: 'csv' | 'parquet'
  /** Columns of the objects, in their order, without those that part the table. Objects of Parquet have these at their end, as text. */
  readonly columns: readonly LakeColumn[]
  /** Columns that part the table, in the order of the folders: those that all tables share first. */
  readonly partitionColumns: readonly string[]
  readonly objects: readonly PublishedObject[]
  /** The instant whose state of the source this is, at the least. */
  readonly asOf: string
  /** What the source needs to go on from here (a watermark, hashes). Only the source that wrote it reads it. */
  readonly progress: unknown
}

export interface LakeColumn {
  readonly name: string
  /** The source's name of the type, with what it needs: `bigint unsigned`, `decimal(10,4)`, `datetime(6)`, `bit(8)`. */
  readonly type: string
  readonly isNullable: boolean
}

export interface PublishedObject {
  readonly key: string
  /** The value of each partition column. */
  readonly partition: Readonly<Record<string, string | null>>
  readonly rows: number
  readonly bytes: number
  /** SHA-256 of the object, in hexadecimal: a reader that finds another one reads the manifest again. */
  readonly sha256: string
  /** Id of the run that wrote it. */
  readonly run: string
}
