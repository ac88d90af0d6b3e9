import type { CatalogueTable } from '../catalogue-table.ts'
import { withPrefix } from '../names.ts'
import { quoted } from '../trino.ts'
import { viewColumnsOf } from '../typed-view.ts'
import { courseAccess } from './course-access.ts'
import { enrollments } from './enrollments.ts'
import { joinViews, type SourceName } from './joined-views.ts'
import { manualEnrollmentAudit } from './manual-enrollment-audit.ts'
import type { ReadyMadeView } from './ready-made-view.ts'

const all: readonly ReadyMadeView[] = [enrollments, courseAccess, manualEnrollmentAudit]

/** Names of the tables that they stand on. */
export const sourceNames: ReadonlySet<string> = new Set(all.flatMap(({ principal, others }) => [principal, ...others]))

export interface Naming {
  readonly database: string
  readonly basePrefix: string | null
}

/** A ready-made view, as it would be over the views that there are. */
export interface MadeView {
  readonly name: string
  /** The table on whose raw table is noted how the view was made last. */
  readonly principal: SourceName
  /** All tables that it may stand on. */
  readonly sources: readonly SourceName[]
  /** Null: it cannot be. */
  readonly sql: string | null
  /** Sentences: what is missing, and what follows from it. */
  readonly says: readonly string[]
}

/**
 * All ready-made views.
 * @param tables those that have a typed view
 */
export function readyMadeViews(
  tables: readonly CatalogueTable[],
  { database, basePrefix }: Naming,
): readonly MadeView[] {
  return all.map((view) => {
    const sources = [view.principal, ...view.others]
    const there = new Map<SourceName, CatalogueTable>()
    for (const source of sources) {
      const table = tables.find(({ listed }) => listed.name === source)
      if (table !== undefined) there.set(source, table)
    }
    const name = withPrefix(basePrefix, view.name)
    const made = { name, principal: view.principal, sources }
    const principal = there.get(view.principal)
    if (principal === undefined) {
      return {
        ...made,
        sql: null,
        says: [`It needs the view of ${view.principal}, which is not there or failed just now.`],
      }
    }
    const columns = viewColumnsOf(principal)
    const lacking = view.needs.filter((column) => !columns.has(column))
    if (lacking.length > 0) {
      return { ...made, sql: null, says: [`It needs ${lacking.join(', ')} among the fields of ${view.principal}.`] }
    }
    const missing = view.others.filter((source) => !there.has(source))
    return {
      ...made,
      sql: `CREATE OR REPLACE VIEW ${quoted(database)}.${quoted(name)} AS\n${view.select(joinViews(there, database))}`,
      says:
        missing.length === 0 ? [] : [`What comes from ${missing.join(', ')} is empty in it: there is no view of it.`],
    }
  })
}
