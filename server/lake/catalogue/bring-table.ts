import type { PublishedTable } from '../manifest.ts'
import type { Athena } from './athena.ts'
import { type BroughtPartitions, bringPartitions } from './bring-partitions.ts'
import { type BroughtTable, bringRawTable } from './bring-raw-table.ts'
import type { CatalogueOutcome } from './catalogue.ts'
import type { CatalogueTable } from './catalogue-table.ts'
import type { Glue } from './glue.ts'
import { makeView, viewMark } from './make-view.ts'
import { failed, outcomeOf } from './outcomes.ts'
import { contentNotes, partitionsNote, viewNote, withoutNote, writeNotes } from './table-notes.ts'
import { typedView } from './typed-view.ts'

export interface HowToBring {
  /** What the run before had published. */
  readonly previous: PublishedTable | null
  /** Whether partitions are looked at even where it was noted that they are in line. */
  readonly doubt: boolean
  /** Makes its view as well; null: not now. */
  readonly view: { readonly athena: Athena; readonly database: string } | null
}

/** Brings a raw table, its partitions and its view in line. One that fails does not keep the others from it. */
export async function bringTable(
  glue: Glue,
  table: CatalogueTable,
  { previous, doubt, view }: HowToBring,
): Promise<readonly CatalogueOutcome[]> {
  const rawTable = { kind: 'raw table', object: table.raw, table: table.listed } as const
  const partitions = { ...rawTable, kind: 'partitions' } as const
  const outcomes: CatalogueOutcome[] = []
  const notes: Record<string, string> = {}
  let brought: BroughtTable
  try {
    brought = await bringRawTable(glue, table)
  } catch (failure) {
    return [failed(rawTable, failure)]
  }
  const { existing } = brought
  let { input } = brought
  outcomes.push(outcomeOf(rawTable, brought.outcome, brought.says))
  try {
    const changes = await bringPartitions(glue, table, brought, { previous, doubt })
    if (changes !== null) {
      notes[partitionsNote(table)] = changes.fingerprint
      outcomes.push({ ...outcomeOf(partitions, outcomeOfChanges(changes)), partitions: changes.counts })
    }
    if (table.published !== null) Object.assign(notes, contentNotes(table, table.published, existing))
  } catch (failure) {
    input = withoutNote(input, partitionsNote(table))
    outcomes.push(failed(partitions, failure))
  }
  if (view !== null) {
    const { sql, warnings } = typedView(table, view.database)
    const noted = existing?.Parameters?.[viewNote(table.view)]
    const toMake = { name: table.view, table: table.listed, sql, says: warnings, noted }
    const made = await makeView(glue, view.athena, toMake)
    outcomes.push(made)
    if (made.outcome === 'made') notes[viewNote(table.view)] = viewMark(sql)
  }
  try {
    await writeNotes(glue, input, notes)
  } catch (failure) {
    outcomes.push(failed(rawTable, failure))
  }
  return outcomes
}

function outcomeOfChanges({ counts }: BroughtPartitions): 'altered' | 'unchanged' {
  return Object.values(counts).some((count) => count > 0) ? 'altered' : 'unchanged'
}
