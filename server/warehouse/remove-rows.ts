import type { Engine } from './engine.ts'

/**
 * Deletes rows of a table, and returns when no query sees them any more.
 * - `promptly`: their bytes stay until the engine merges the parts that they are in.
 * - `for good`: the parts are written anew without them, at the cost of writing those parts.
 *
 * @param condition ClickHouse keeps its text on the disk: it may hold nothing of a person
 */
export async function removeRows(
  engine: Engine,
  table: string,
  condition: string,
  how: 'promptly' | 'for good',
): Promise<void> {
  const sql =
    how === 'promptly'
      ? `DELETE FROM ${table} WHERE ${condition}`
      : `ALTER TABLE ${table} DELETE WHERE ${condition} SETTINGS mutations_sync = 2`
  await engine.command({ name: 'remove-rows', sql })
}

/**
 * Writes anew the parts of a table in which rows are hidden that were deleted `promptly`, by whatever did so, without them:
 * no condition finds those any more.
 */
export async function removeHiddenRows(engine: Engine, table: string): Promise<void> {
  const [hidden] = await engine.rows({
    name: 'remove-rows',
    sql: `SELECT 1 FROM system.parts
      WHERE concat(database, '.', table) = {table: String} AND active AND has_lightweight_delete LIMIT 1`,
    params: { table },
  })
  if (!hidden) return
  const sql = `ALTER TABLE ${table} APPLY DELETED MASK SETTINGS mutations_sync = 2`
  await engine.command({ name: 'remove-rows', sql })
}
