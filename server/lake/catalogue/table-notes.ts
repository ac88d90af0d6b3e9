import type { Table, TableInput } from '@aws-sdk/client-glue'
import type { PublishedTable } from '../manifest.ts'
import type { CatalogueTable } from './catalogue-table.ts'
import type { Glue } from './glue.ts'
import { digestOf } from './partitions.ts'

/**
 * What Panorama writes into the parameters of a raw table, so that the next run knows what is done already and people see how
 * fresh it is. Sites that share a table have notes of their own.
 */
export type Notes = Readonly<Record<string, string>>

/** Name of the note that tells which partitions there are. */
export const partitionsNote = (table: CatalogueTable) => named('panorama.partitions', table)

/** Name of the note that tells how a view was made last. */
export const viewNote = (view: string) => `panorama.view.${view}`

/** When the source was read for what lies in the objects now, and by which run. They change when an object does. */
export function contentNotes(table: CatalogueTable, published: PublishedTable, existing: Table | null): Notes {
  const content = digestOf(published.objects.map(({ key, sha256 }) => [key, sha256]).toSorted())
  const name = named('panorama.content', table)
  if (existing?.Parameters?.[name] === content) return {}
  const run = published.objects
    .map((object) => object.run)
    .toSorted()
    .at(-1)
  return {
    [name]: content,
    [named('panorama.as_of', table)]: published.asOf,
    ...(run !== undefined && { [named('panorama.run', table)]: run }),
  }
}

/** Writes notes into a raw table that is in the catalogue; nothing where they stand there already. */
export async function writeNotes(glue: Glue, input: TableInput, notes: Notes): Promise<void> {
  if (Object.entries(notes).every(([name, value]) => input.Parameters?.[name] === value)) return
  await glue.updateTable({ ...input, Parameters: { ...input.Parameters, ...notes } })
}

/** A table without one of its notes: while it is being changed, and when that has failed, nobody is to go by it. */
export function withoutNote(input: TableInput, note: string): TableInput {
  const { [note]: _, ...others } = input.Parameters ?? {}
  return { ...input, Parameters: others }
}

/** What updates a table to what it is. */
export function inputOf(table: Table): TableInput {
  const { Name, Description, Owner, Retention, TableType, Parameters, PartitionKeys, StorageDescriptor } = table
  return { Name, Description, Owner, Retention, TableType, Parameters, PartitionKeys, StorageDescriptor }
}

function named(note: string, { site }: CatalogueTable): string {
  return [note, ...site.map(({ name, value }) => `${name}=${value}`)].join('.')
}
