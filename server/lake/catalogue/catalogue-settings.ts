/** What the catalogue needs of the settings of the lake. */
export interface CatalogueSettings {
  readonly place: { readonly bucket: string } | { readonly directory: string }
  readonly basePrefix: string | null
  readonly region: string
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } | null
  readonly endpoint: string | null
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
