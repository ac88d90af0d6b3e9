import type { Engine } from '../warehouse/engine.ts'
import { isNeedleIn } from '../warehouse/leaving-people.ts'
import type { Tables } from '../warehouse/tables.ts'

/** Read closely when the person was staged: the same search, and more, by what the text says. */
const searchedAlready = (tables: Tables) => [`${tables.rawStatements}.event`, `${tables.quarantinedLines}.text`]

/**
 * Searches every column of every table in our databases, whether or not we think that it holds people, for what is in
 * nobody else's text by chance: external ids, pseudonyms, mail addresses and their hashes.
 * @param batch under which the person is staged
 * @returns how many columns were searched, and by table, as the site calls it, how many rows hold something
 */
export async function searchEverywhere(
  engine: Engine,
  tables: Tables,
  batch: string,
): Promise<{ readonly columns: number; readonly rowsLeft: ReadonlyMap<string, number> }> {
  const databases = [...new Set(Object.values(tables).map((table) => table.split('.')[0] ?? ''))]
  const columns = await engine.rows({
    name: 'search-everywhere',
    sql: `SELECT concat(database, '.', table) AS qualified, name FROM system.columns
      INNER JOIN (SELECT database, name AS table FROM system.tables WHERE engine LIKE '%MergeTree') AS stored
        USING (database, table)
      WHERE database IN {databases: Array(String)} AND match(type, 'String|UUID|JSON')
        AND qualified NOT IN {staging: Array(String)}
        AND NOT startsWith(qualified, {dumps: String})
      ORDER BY ALL`,
    params: {
      databases,
      staging: [tables.leavingPeople, tables.importCandidates],
      // Dumps that are being read: they come and go, and whoever was retired is left out when they are taken over.
      dumps: `${tables.leavingPeople.split('.')[0]}.import_`,
    },
  })
  const rowsLeft = new Map<string, number>()
  for (const table of new Set(columns.map((column) => String(column.qualified)))) {
    const holds = columns
      .filter((column) => column.qualified === table && !searchedAlready(tables).includes(`${table}.${column.name}`))
      .map(({ name }) => isNeedleIn(tables, batch, ['needle'], `toString(${quoted(String(name))})`))
    if (holds.length === 0) continue
    const [row] = await engine.rows({
      name: 'search-everywhere',
      sql: `SELECT count() AS rows FROM ${table.split('.').map(quoted).join('.')} WHERE ${holds.join(' OR ')}`,
    })
    if (Number(row?.rows) > 0) rowsLeft.set(table, Number(row?.rows))
  }
  return { columns: columns.length, rowsLeft }
}

/** An identifier, whatever an operator's own migrations called it. */
const quoted = (identifier: string) => `\`${identifier.replace(/[\\`]/g, '\\$&')}\``
