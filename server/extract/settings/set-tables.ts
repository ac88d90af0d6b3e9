import { nearestWord } from './nearest-word.ts'
import type { DatasourceSettings } from './settings.ts'
import { appended, type EditableMap, type Splice } from './splice.ts'

/** What became of the tables that a datasource lists. */
export interface TablesSet {
  readonly datasource: string
  readonly added: readonly string[]
  /** Listed before, and left as they are. */
  readonly kept: readonly string[]
  /** Listed, and not to be found at the source. */
  readonly gone: readonly string[]
  /** At the source, but another datasource lists a table of the name: a folder of the lake holds one table. */
  readonly elsewhere: readonly string[]
  /** Asked for, and not to be found at the source, each with the one that may have been meant. */
  readonly unknown: readonly { readonly name: string; readonly near: string | undefined }[]
}

/**
 * Lists the tables of a source that are not listed yet. What is listed stays as it is, with its fields and partitions.
 * @param section of the datasource
 * @param found all tables of the source
 * @param names those that were asked for; null: all
 * @param taken tables that other datasources list
 */
export function setTables(
  section: EditableMap,
  datasource: DatasourceSettings,
  found: readonly string[],
  names: readonly string[] | null,
  taken: ReadonlySet<string>,
): { readonly splices: readonly Splice[]; readonly report: TablesSet } {
  const listed = datasource.tables.map(({ name }) => name)
  const isAsked = (name: string) => names?.includes(name) ?? true
  const fresh = found.filter((name) => isAsked(name) && !listed.includes(name))
  const added = fresh.filter((name) => !taken.has(name))
  const known = new Set([...found, ...listed])
  return {
    splices: appended(
      section,
      'tables',
      added.map((name) => ({ name })),
    ),
    report: {
      datasource: datasource.name,
      added,
      kept: listed.filter(isAsked),
      gone: listed.filter((name) => isAsked(name) && !found.includes(name)),
      elsewhere: fresh.filter((name) => taken.has(name)),
      unknown: (names ?? [])
        .filter((name) => !known.has(name))
        .map((name) => ({ name, near: nearestWord(name, found) })),
    },
  }
}
