import { aFewAtATime } from '../../a-few-at-a-time.ts'
import type { Athena } from '../athena.ts'
import type { CatalogueOutcome } from '../catalogue.ts'
import type { CatalogueTable } from '../catalogue-table.ts'
import type { Glue } from '../glue.ts'
import { makeView, viewMark } from '../make-view.ts'
import { failed, outcomeOf } from '../outcomes.ts'
import { inputOf, viewNote, writeNotes } from '../table-notes.ts'
import { type MadeView, type Naming, readyMadeViews, sourceNames } from './ready-made-views.ts'

export interface ReadyMadeRequest {
  /** All tables of the settings file. */
  readonly tables: readonly CatalogueTable[]
  /** What became of typed views in this run. */
  readonly outcomes: readonly CatalogueOutcome[]
  readonly isWanted: (view: MadeView) => boolean
  /** Makes them anew, whatever was noted. */
  readonly doubt: boolean
}

/** Makes ready-made views over the typed views that there are now. */
export async function makeReadyMadeViews(
  glue: Glue,
  athena: Athena,
  naming: Naming,
  { tables, outcomes, isWanted, doubt }: ReadyMadeRequest,
): Promise<readonly CatalogueOutcome[]> {
  const there = await tablesWithView(glue, tables, outcomes)
  // One after the other: two of them may be noted at one raw table.
  return aFewAtATime(1, readyMadeViews(there, naming).filter(isWanted), async (view) => {
    const subject = { kind: 'view', object: view.name, table: null } as const
    if (view.sql === null) return outcomeOf(subject, 'left out', view.says)
    try {
      const principal = there.find(({ listed }) => listed.name === view.principal)!
      const raw = await glue.table(principal.raw)
      const noted = doubt ? undefined : raw?.Parameters?.[viewNote(view.name)]
      const made = await makeView(glue, athena, { ...view, sql: view.sql, table: null, noted })
      if (raw !== null && made.outcome === 'made') {
        await writeNotes(glue, inputOf(raw), { [viewNote(view.name)]: viewMark(view.sql) })
      }
      return made
    } catch (failure) {
      return failed(subject, failure)
    }
  })
}

async function tablesWithView(
  glue: Glue,
  tables: readonly CatalogueTable[],
  outcomes: readonly CatalogueOutcome[],
): Promise<readonly CatalogueTable[]> {
  const known = new Map(outcomes.filter(({ kind }) => kind === 'view').map(({ object, outcome }) => [object, outcome]))
  const sources = tables.filter(({ listed }) => sourceNames.has(listed.name))
  const isThere = await aFewAtATime(1, sources, async ({ view }) => {
    const outcome = known.get(view)
    return outcome === undefined ? (await glue.table(view).catch(() => null)) !== null : outcome !== 'failed'
  })
  return sources.filter((_, index) => isThere[index])
}
