import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestWarehouse } from '../testing/warehouse.ts'
import { peopleInTables } from './people-in-tables.ts'
import { type TableName, tablesOf } from './tables.ts'

let warehouse: Awaited<ReturnType<typeof openTestWarehouse>>
beforeAll(async () => {
  warehouse = await openTestWarehouse()
})
afterAll(() => warehouse.close())

/** Columns whose names say that they hold somebody, in whatever table a later migration adds. */
const ofPeople = /user(?!_profile)|actor|learner_id|mail|person|agent|^event(_id)?$|statement_id|target_id|^text$/

/** Columns that are called so and lead to nobody by themselves, and why. */
const harmless: Readonly<Partial<Record<TableName, readonly string[]>>> = {
  // Found by its JSON.
  rawStatements: ['event_id'],
  // A street and a town.
  userProfile: ['mailing_address'],
  // Hashes of agents, found by the statement that they are in; the target goes with its own statement or this one.
  lrsStatements: ['agents', 'related_agents', 'target_id'],
}

test('every column that may hold a person is known, and every one that is known is there', async () => {
  const tables = tablesOf(warehouse.databases, 'real')
  for (const [name, known] of Object.entries(peopleInTables) as [TableName, object][]) {
    const rows = await warehouse.engine.rows({
      name: 'test',
      sql: `SELECT name FROM system.columns WHERE concat(database, '.', table) = {table: String}`,
      params: { table: tables[name] },
    })
    const columns = rows.map((row) => String(row.name))
    expect(columns, name).toEqual(expect.arrayContaining(Object.keys(known)))
    const suspicious = columns.filter((column) => ofPeople.test(column) && !(column in known))
    expect(suspicious, name).toEqual(harmless[name] ?? [])
  }
})

test('every table of our databases is known', async () => {
  const known: readonly string[] = Object.values(tablesOf(warehouse.databases, 'real'))
  const rows = await warehouse.engine.rows({
    name: 'test',
    sql: `SELECT concat(database, '.', name) AS qualified FROM system.tables
      WHERE database IN {databases: Array(String)} AND engine LIKE '%MergeTree'`,
    params: { databases: Object.values(warehouse.databases) },
  })
  const unknown = rows.map(({ qualified }) => String(qualified)).filter((table) => !known.includes(table))
  expect(unknown).toEqual(['panorama.migrations'])
})
