import type { Manifest } from '../manifest.ts'
import type { ListedTable } from './catalogue-settings.ts'

/** The lake as Athena sees it: a database of the Glue Data Catalog, with raw tables, their partitions, and typed views. */
export interface Catalogue {
  /** Tries Glue and Athena; never throws. */
  test(): Promise<readonly CatalogueFinding[]>
  /** Makes the database and the raw tables that are missing, alters those that are otherwise, and brings all partitions in line. */
  createTables(tables: readonly ListedTable[], manifest: Manifest | null): Promise<readonly CatalogueOutcome[]>
  /** Drops raw tables and views. What lies in the lake stays. */
  dropTables(tables: readonly ListedTable[]): Promise<readonly CatalogueOutcome[]>
  /** Makes the typed views anew, and the ready-made ones that stand on them. */
  createViews(tables: readonly ListedTable[], manifest: Manifest | null): Promise<readonly CatalogueOutcome[]>
  /**
   * Brings raw tables, partitions and views in line with what was published. What is so already costs nothing.
   * @param tables those of the run
   * @param before the manifest that the run found; null: none
   */
  follow(tables: readonly ListedTable[], before: Manifest | null, after: Manifest): Promise<readonly CatalogueOutcome[]>
  close(): void
}

/** What became of one object of the catalogue. One that fails does not stop the others. */
export interface CatalogueOutcome {
  readonly kind: 'database' | 'raw table' | 'partitions' | 'view'
  /** Its name in the catalogue; of partitions, that of their table. */
  readonly object: string
  /** The table of the settings file that it belongs to; null: none alone. */
  readonly table: { readonly datasource: string; readonly name: string } | null
  readonly outcome: 'made' | 'altered' | 'unchanged' | 'dropped' | 'absent' | 'left out' | 'failed'
  /** Sentences: why it failed and what to do, what was left out of it. */
  readonly says: readonly string[]
  /** Of partitions that were brought in line: how many. */
  readonly partitions?: { readonly made: number; readonly altered: number; readonly dropped: number }
}

export interface CatalogueFinding {
  /** What was tried: `Glue`, `Athena`. */
  readonly what: string
  readonly isOk: boolean
  readonly says: string
}
