import type { CatalogueTable } from './catalogue-table.ts'
import { quoted } from './trino.ts'
import { type ViewColumn, viewColumn, viewPartition } from './view-column.ts'

export interface View {
  readonly sql: string
  /** Sentences: what could not be kept as it is. */
  readonly warnings: readonly string[]
}

/** The columns of a table's view, by name and in their order: as the settings file has them, then what parts all tables. */
export function viewColumnsOf(table: CatalogueTable): ReadonlyMap<string, ViewColumn> {
  const columns = new Map<string, ViewColumn>()
  for (const column of table.columns) {
    columns.set(column.name, viewColumn(quoted(column.name), column, table.format))
  }
  const objects = table.published?.objects ?? []
  for (const { name, type } of table.partitionColumns) {
    const values = objects.map(({ partition }) => partition[name] ?? null)
    columns.set(name, viewPartition(quoted(name), type, values))
  }
  const inOrder = table.order.filter((name) => columns.has(name))
  return new Map([...new Set([...inOrder, ...columns.keys()])].map((name) => [name, columns.get(name)!]))
}

/** The statement that makes the view of a table, in Athena's SQL. */
export function typedView(table: CatalogueTable, database: string): View {
  const columns = [...viewColumnsOf(table)]
  const select = columns.map(([name, { sql }]) => `  ${sql} AS ${quoted(name)}`).join(',\n')
  const inDatabase = (name: string) => `${quoted(database)}.${quoted(name)}`
  return {
    sql: `CREATE OR REPLACE VIEW ${inDatabase(table.view)} AS\nSELECT\n${select}\nFROM ${inDatabase(table.raw)}`,
    warnings: columns.flatMap(([, { warning }]) => warning ?? []),
  }
}
