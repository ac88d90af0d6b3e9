import type { Certificate } from '../contract/retirement.ts'
import type { Engine } from '../warehouse/engine.ts'
import type { Tables } from '../warehouse/tables.ts'
import type { Person } from './person.ts'
import { countTheirs, tablesOfPeople } from './rows-of-person.ts'
import { searchEverywhere } from './search-everywhere.ts'
import { stagePerson } from './stage-person.ts'

/** What there is of a person. */
export interface Found {
  readonly knownBy: Certificate['knownBy']
  /** By table, as the site calls it: how many rows are theirs. */
  readonly rows: ReadonlyMap<string, number>
  /** How many columns of all tables were searched. */
  readonly columns: number
  /** Rows that are theirs or hold something of them, of all tables. */
  readonly rowsLeft: number
}

/** Stages a person and counts what is theirs: where we know that people are, and wherever else something of them may be. */
export async function lookFor(
  engine: Engine,
  tables: Tables,
  batch: string,
  person: Person,
  lmsUrl: string,
): Promise<Found> {
  await stagePerson(engine, tables, batch, person, lmsUrl)
  const rows = new Map<string, number>()
  for (const name of tablesOfPeople) rows.set(tables[name], await countTheirs(engine, tables, batch, name))
  const everywhere = await searchEverywhere(engine, tables, batch)
  for (const [table, found] of everywhere.rowsLeft) rows.set(table, Math.max(found, rows.get(table) ?? 0))
  return {
    knownBy: {
      userIds: person.userIds.size,
      usernames: person.usernames.size,
      mailAddresses: person.mails.size,
      externalIds: person.externalIds.size,
    },
    rows,
    columns: everywhere.columns,
    rowsLeft: [...rows.values()].reduce((sum, found) => sum + found, 0),
  }
}
