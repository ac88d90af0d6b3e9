import type { CatalogueSettings, ListedTable } from './catalogue-settings.ts'

/** Names of a table in the catalogue. Glue keeps them in lower case. */
export function namesOf(
  { name, rawTable, view }: Pick<ListedTable, 'name' | 'rawTable' | 'view'>,
  { basePrefix }: Pick<CatalogueSettings, 'basePrefix'>,
): { readonly raw: string; readonly view: string } {
  return {
    raw: rawTable?.toLowerCase() ?? withPrefix(basePrefix, `raw_${name}`),
    view: view?.toLowerCase() ?? withPrefix(basePrefix, `table_${name}`),
  }
}

/** What Athena takes without quotes: letters, digits and underscores. Without a prefix there is none, and no `None`. */
export function withPrefix(prefix: string | null, name: string): string {
  return (prefix === null ? name : `${prefix}_${name}`).toLowerCase().replace(/[^a-z0-9_]/g, '_')
}
