import type { CatalogueTable } from '../catalogue-table.ts'
import { quoted } from '../trino.ts'
import { viewColumnsOf } from '../typed-view.ts'

/** Tables of the LMS that ready-made views stand on. */
export type SourceName =
  | 'auth_user'
  | 'auth_userprofile'
  | 'course_overviews_courseoverview'
  | 'student_courseaccessrole'
  | 'student_courseenrollment'
  | 'student_manualenrollmentaudit'

/** Writes SELECTs over the typed views that there are. */
export interface JoinedViews {
  /** The rows of a view. One that is not there has no rows and no columns. */
  rows(table: SourceName, alias: string): Rows
  /**
   * The one row of a view, if there is one, beside each of others. Rows of several sites lie in one table: only those of one site
   * belong together.
   * @param key its column that has the value of `column` of the others
   */
  beside(others: Rows, column: string, table: SourceName, alias: string, key: string): Rows
}

/** What a SELECT takes rows from, under an alias. */
export interface Rows {
  /** Behind FROM, or the whole LEFT JOIN; empty where the view or what joins it is missing. */
  readonly clause: string
  readonly alias: string
  /** Type of a column; undefined: there is none. */
  typeOf(column: string): string | undefined
  /** `alias."column"`, or NULL of the type where it is missing. */
  value(column: string, type: string): string
  /** The same under a name, that of the column unless told. */
  column(column: string, type: string, name?: string): string
  /** The columns that tell the site. */
  readonly site: readonly string[]
}

export function joinViews(tables: ReadonlyMap<SourceName, CatalogueTable>, database: string): JoinedViews {
  const siteColumns = [...tables.values()][0]?.site.map(({ name }) => name) ?? []

  function rowsOf(table: CatalogueTable | undefined, alias: string, clause: string): Rows {
    const columns = table === undefined ? new Map() : viewColumnsOf(table)
    const typeOf = (column: string): string | undefined => columns.get(column)?.type
    const value: Rows['value'] = (column, type) =>
      typeOf(column) === undefined ? `cast(NULL AS ${type})` : `${alias}.${quoted(column)}`
    return {
      clause,
      alias,
      typeOf,
      value,
      column: (column, type, name = column) => `${value(column, type)} AS ${quoted(name)}`,
      site: siteColumns.map((name) => `${value(name, 'varchar')} AS ${quoted(name)}`),
    }
  }

  const inDatabase = (table: CatalogueTable, alias: string) => `${quoted(database)}.${quoted(table.view)} ${alias}`

  return {
    rows(name, alias) {
      const table = tables.get(name)
      return rowsOf(table, alias, table === undefined ? '' : `FROM ${inDatabase(table, alias)}`)
    },
    beside(others, column, name, alias, key) {
      const table = tables.get(name)
      const types = [table && viewColumnsOf(table).get(key)?.type, others.typeOf(column)]
      if (table === undefined || types.includes(undefined)) return rowsOf(undefined, alias, '')
      const sides = [`${alias}.${quoted(key)}`, `${others.alias}.${quoted(column)}`]
      // Athena compares nothing of different types, and a settings file may call the same column otherwise in two tables.
      const equal = (types[0] === types[1] ? sides : sides.map((side) => `cast(${side} AS varchar)`)).join(' = ')
      const sameSite = siteColumns.map((each) => `${alias}.${quoted(each)} = ${others.alias}.${quoted(each)}`)
      return rowsOf(table, alias, `LEFT JOIN ${inDatabase(table, alias)} ON ${[equal, ...sameSite].join(' AND ')}`)
    },
  }
}
