import type { Table, TableInput } from '@aws-sdk/client-glue'
import { type CatalogueTable, refuseTwins } from './catalogue-table.ts'
import type { Glue } from './glue.ts'
import { notARawTable } from './outcomes.ts'
import { isOtherwise, isPartedOtherwise, rawTableInput } from './raw-table.ts'
import { inputOf } from './table-notes.ts'

export interface BroughtTable {
  readonly outcome: 'made' | 'altered' | 'unchanged'
  readonly says: readonly string[]
  /** As it is in the catalogue now. */
  readonly input: TableInput
  /** Null: it was made just now, and has no partitions. */
  readonly existing: Table | null
}

/**
 * Makes the raw table, or alters it. OpenCSV's SerDe goes by the position of columns, so objects and table must agree: the lake
 * writes all objects of a table anew when its columns change, and the table follows here at once. Columns that are added at the end
 * are no trouble in between; readers that come in the very moment see others shifted.
 * @throws PanoramaError of the catalogue, and `misconfigured` where something else has the name
 */
export async function bringRawTable(glue: Glue, table: CatalogueTable): Promise<BroughtTable> {
  refuseTwins(table)
  const existing = await glue.table(table.raw)
  if (existing === null) return make([])
  if (!isRawTable(existing)) throw notARawTable(table.raw)
  if (table.published === null) {
    // Perhaps panorama-elt wrote what lies there.
    const says = ['Nothing of it has been published yet: the first extraction brings it in line.']
    return { outcome: 'unchanged', says, input: inputOf(existing), existing }
  }
  const input = rawTableInput(table, existing)
  if (isPartedOtherwise(existing, input)) {
    await glue.deleteTable(table.raw)
    const columns = table.partitionColumns.map(({ name }) => name).join(', ')
    return make([
      `It was made anew, for it is now parted by ${columns === '' ? 'nothing' : columns}. Rights that Lake Formation gave on it must be given again.`,
    ])
  }
  if (!isOtherwise(existing, input)) return { outcome: 'unchanged', says: [], input, existing }
  await glue.updateTable(input)
  return { outcome: 'altered', says: await saysOfOtherSites(glue, table), input, existing }

  async function make(says: readonly string[]): Promise<BroughtTable> {
    const made = rawTableInput(table, null)
    await glue.createTable(made)
    return { outcome: 'made', says, input: made, existing: null }
  }
}

/** Tables of Iceberg and the like are external, too, and nothing of ours. */
export function isRawTable({ TableType, Parameters }: Table): boolean {
  return TableType === 'EXTERNAL_TABLE' && Parameters?.table_type === undefined
}

/** Sites whose lakes have one prefix share the raw tables, each with partitions of its own. */
async function saysOfOtherSites(glue: Glue, table: CatalogueTable): Promise<readonly string[]> {
  if (table.site.length === 0) return []
  const others = (await glue.partitions(table.raw, [])).filter(({ values }) => !isOfSite(table, values))
  return others.length === 0
    ? []
    : [
        `Its columns have changed, and other sites have ${others.length} partitions in it: their settings files must list the same fields in the same order.`,
      ]
}

function isOfSite({ site, partitionColumns }: CatalogueTable, values: readonly string[]): boolean {
  return site.every(({ name, value }) => values[partitionColumns.findIndex((column) => column.name === name)] === value)
}
