import type { LakeSettings } from '../lake-settings.ts'

/** What the catalogue needs of the settings of the lake. */
export interface CatalogueSettings
  extends Pick<LakeSettings, 'place' | 'basePrefix' | 'region' | 'credentials' | 'endpoint'> {
  /** Glue database and Athena workgroup. Both null: there is no catalogue. */
  readonly database: string | null
  readonly workgroup: string | null
  readonly basePartitions: readonly { readonly name: string; readonly type: string; readonly value: string }[]
  readonly format: 'csv' | 'parquet'
}

/** A table as the settings file lists it. */
export interface ListedTable {
  readonly datasource: string
  readonly name: string
  readonly fields: readonly { readonly name: string; readonly type: string }[]
  readonly partitions: { readonly fields: readonly string[] } | null
  readonly rawTable: string | null
  readonly view: string | null
}
