import type { Engine } from '../warehouse/engine.ts'
import { isStaged, isStagedStatement } from '../warehouse/leaving-people.ts'
import { type FoundBy, peopleInTables } from '../warehouse/people-in-tables.ts'
import type { TableName, Tables } from '../warehouse/tables.ts'

/** Where changes to many rows are staged; not where the person is, but where we put them to find them. */
const staging: readonly TableName[] = ['leavingPeople', 'importCandidates']

/** The tables that may hold rows of people, in the order of the registry. */
export const tablesOfPeople = (Object.keys(peopleInTables) as TableName[]).filter(
  (name) => Object.keys(peopleInTables[name]).length > 0 && !staging.includes(name),
)

/** True for the rows of a table that are the staged person's. */
export function isTheirs(tables: Tables, batch: string, name: TableName): string {
  const conditions = Object.entries(peopleInTables[name]).map(([column, by]) => isFoundBy(tables, batch, column, by))
  return conditions.join(' OR ')
}

function isFoundBy(tables: Tables, batch: string, column: string, by: FoundBy): string {
  switch (by) {
    case 'statement':
      return isStagedStatement(tables, batch)
    case 'statementId':
      return `${column} IN (SELECT event_id FROM ${tables.importCandidates} WHERE batch = '${batch}')`
    case 'text':
      return isStaged(tables, batch, 'text', 'line_id')
    case 'known':
      throw new Error('Only what is staged is found by anything that is known.')
    default:
      return isStaged(tables, batch, by, column)
  }
}

/** How many rows of a table are the staged person's. Replaced versions of a row count, as long as they are there. */
export async function countTheirs(engine: Engine, tables: Tables, batch: string, name: TableName): Promise<number> {
  const [row] = await engine.rows({
    name: 'rows-of-person',
    sql: `SELECT count() AS rows FROM ${tables[name]} WHERE ${isTheirs(tables, batch, name)}`,
  })
  return Number(row?.rows)
}
