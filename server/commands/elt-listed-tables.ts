import type { Selected } from '../extract/settings/select-tables.ts'
import type { ExtractionSettings } from '../extract/settings/settings.ts'
import type { ListedTable } from '../lake/catalogue/catalogue-settings.ts'

/** All tables of a settings file, as the catalogue knows them. */
export function allListed({ datasources }: ExtractionSettings): ListedTable[] {
  return listedOf(datasources.map((datasource) => ({ datasource, tables: datasource.tables })))
}

/** Tables that were asked for, as the catalogue knows them. What has no fields is never extracted, and is in no catalogue. */
export function listedOf(selected: readonly Selected[]): ListedTable[] {
  return selected.flatMap(({ datasource, tables }) =>
    tables.filter(({ fields }) => fields.length > 0).map((table) => ({ datasource: datasource.name, ...table })),
  )
}
