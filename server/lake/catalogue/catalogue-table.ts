import { badInput } from '../../kernel/errors.ts'
import { type LakeKeys, lakeKeys } from '../keys.ts'
import type { LakeColumn, Manifest, PublishedTable } from '../manifest.ts'
import type { CatalogueSettings, ListedTable } from './catalogue-settings.ts'
import { namesOf } from './names.ts'

/** A table of the lake with all that the catalogue says of it. */
export interface CatalogueTable {
  readonly listed: { readonly datasource: string; readonly name: string }
  readonly raw: string
  readonly view: string
  readonly bucket: string
  /** Where its objects are: `s3://bucket/prefix/table/`. */
  readonly location: string
  /** Of this site. */
  readonly keys: LakeKeys
  readonly format: PublishedTable['format']
  /** Of the objects, in their order. */
  readonly columns: readonly LakeColumn[]
  /** In the order of the folders: those that all tables share first. */
  readonly partitionColumns: readonly { readonly name: string; readonly type: string }[]
  /** The values of this site in the partitions that all tables share: partitions of other sites are none of our business. */
  readonly site: readonly { readonly name: string; readonly value: string }[]
  /** Names of columns as the settings file has them, which the view keeps. */
  readonly order: readonly string[]
  readonly published: PublishedTable | null
}

/** What was published decides; what was not yet is described as the settings file has it. */
export function catalogueTableOf(
  settings: CatalogueSettings & { readonly place: { readonly bucket: string } },
  listed: ListedTable,
  manifest: Manifest | null,
): CatalogueTable {
  const { bucket } = settings.place
  const published = publishedTableOf(manifest, listed)
  const base = settings.basePartitions
  const typeOf = (name: string) => listed.fields.find((field) => field.name === name)?.type ?? 'varchar'
  const parting = [...base.map(({ name }) => name), ...(listed.partitions?.fields ?? [])]
  const partitionColumns = (published?.partitionColumns ?? parting).map((name) => ({
    name,
    type: base.find((each) => each.name === name)?.type ?? typeOf(name),
  }))
  const partitioned = new Set(partitionColumns.map(({ name }) => name))
  const columns =
    published?.columns ??
    listed.fields
      .filter(({ name }) => !partitioned.has(name))
      .map(({ name, type }) => ({ name, type, isNullable: true }))
  return {
    listed: { datasource: listed.datasource, name: listed.name },
    ...namesOf(listed, settings),
    bucket,
    location: `s3://${bucket}/${lakeKeys({ ...settings, basePartitions: [] }).tableFolder(listed.name)}`,
    keys: lakeKeys(settings),
    format: published?.format ?? settings.format,
    columns,
    partitionColumns,
    site: base.map(({ name, value }) => ({ name, value })),
    order: listed.fields.map(({ name }) => name),
    published,
  }
}

export function publishedTableOf(
  manifest: Manifest | null,
  { datasource, name }: Pick<ListedTable, 'datasource' | 'name'>,
): PublishedTable | null {
  return manifest?.tables[`${datasource}/${name}`] ?? null
}

/** @throws PanoramaError `bad_input` for two columns that are one in the catalogue */
export function refuseTwins({ listed, columns, partitionColumns }: CatalogueTable): void {
  const seen = new Map<string, string>()
  for (const { name } of [...columns, ...partitionColumns]) {
    const lower = name.toLowerCase()
    const twin = seen.get(lower)
    if (twin !== undefined) {
      throw badInput(`${listed.name}: the columns ${twin} and ${name} are one and the same in the catalogue.`, {
        advice: 'It knows no capital letters. Take one of them off the fields of the table.',
      })
    }
    seen.set(lower, name)
  }
}
