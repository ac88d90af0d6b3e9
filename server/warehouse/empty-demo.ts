import type { Warehouse } from './ask.ts'
import { scopedTables, tablesOf } from './tables.ts'

/** Empties every table of the demo's databases. There is no such thing for real data. */
export async function emptyDemo({ engine, databases }: Warehouse): Promise<void> {
  const tables = tablesOf(databases, 'demo')
  for (const { name } of scopedTables) {
    await engine.command({ name: 'empty demo', sql: `TRUNCATE TABLE ${tables[name]}` })
  }
}
