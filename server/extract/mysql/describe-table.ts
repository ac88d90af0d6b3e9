import { notFound } from '../../kernel/errors.ts'
import type { MysqlSettings } from '../settings/settings.ts'
import type { MysqlConnection } from './connection.ts'

/** A column as the source has it. */
export interface SourceColumn {
  readonly name: string
  /** `bigint`, `varchar`, `datetime`: what panorama-elt writes into settings files. */
  readonly dataType: string
  /** With all that the server says of it: `bigint(20) unsigned`, `decimal(10,4)`, `datetime(6)`. */
  readonly columnType: string
  readonly isNullable: boolean
}

/** Names of all tables and views of the database that the user may read, in their order. */
export async function listTables(connection: MysqlConnection, { database }: MysqlSettings): Promise<string[]> {
  const rows = await connection.rows<{ name: string }>(
    'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ? ORDER BY table_name',
    [database],
  )
  return rows.map(({ name }) => name)
}

/**
 * The columns of a table, in its order. Names that differ in case only are one to MySQL or two, as the server is set; the exact
 * one is preferred.
 * @throws PanoramaError `not_found`
 */
export async function describeTable(
  connection: MysqlConnection,
  settings: MysqlSettings,
  table: string,
): Promise<SourceColumn[]> {
  const rows = await connection.rows<{
    inTable: string
    name: string
    dataType: string
    columnType: string
    isNullable: string
  }>(
    `SELECT table_name AS inTable, column_name AS name, data_type AS dataType, column_type AS columnType, is_nullable AS isNullable
     FROM information_schema.columns WHERE table_schema = ? AND table_name = ? ORDER BY table_name, ordinal_position`,
    [settings.database, table],
  )
  const exact = rows.filter(({ inTable }) => inTable === table)
  const found = exact.length > 0 ? exact : rows
  if (found.length === 0) {
    throw notFound(`MySQL at ${settings.host}:${settings.port} has no table ${table} in ${settings.database}.`, {
      advice: `Check the name and that ${settings.username} may read the table, or take it out of the settings file.`,
    })
  }
  return found.map(({ name, dataType, columnType, isNullable }) => ({
    name,
    dataType: dataType.toLowerCase(),
    columnType,
    isNullable: isNullable === 'YES',
  }))
}

/** Bytes of a row on average, as the server estimates them; 0 where it does not. */
export async function averageRowBytes(
  connection: MysqlConnection,
  { database }: MysqlSettings,
  table: string,
): Promise<number> {
  const [row] = await connection.rows<{ bytes: string | null }>(
    'SELECT avg_row_length AS bytes FROM information_schema.tables WHERE table_schema = ? AND table_name = ?',
    [database, table],
  )
  return Number(row?.bytes ?? 0)
}
