import { basename } from 'node:path'
import { badInput } from '../kernel/errors.ts'
import type { Engine } from '../warehouse/engine.ts'
import type { TableName } from '../warehouse/tables.ts'

/** The tables of Aspects' event sink that can be imported, by the name of the file that holds a dump of one. */
const lmsTables: Readonly<Record<string, TableName>> = {
  course_overviews: 'courseOverviews',
  course_blocks: 'courseBlocks',
  user_profile: 'userProfile',
  external_id: 'externalId',
  course_enrollment: 'courseEnrollment',
}

/**
 * The table that a file is a dump of: `…/course_blocks.csv` or `…/course_blocks.csv.gz`.
 * @throws PanoramaError `bad_input`, when the file is called otherwise
 */
export function lmsTableOf(path: string): TableName {
  const name = /^(.*)\.csv(?:\.gz)?$/i.exec(basename(path))?.[1] ?? ''
  const table = Object.hasOwn(lmsTables, name) ? lmsTables[name] : undefined
  if (table) return table
  const names = Object.keys(lmsTables).map((known) => `${known}.csv`)
  throw badInput(`${path}: not the name of a table of the LMS.`, { advice: `Expected one of ${names.join(', ')}.` })
}

/**
 * The columns of a table that a dump fills, in the table's own order.
 * @param header the first record of the dump
 * @throws PanoramaError `bad_input`, when the dump lacks a column
 */
export async function dumpedColumns(engine: Engine, table: string, header: Buffer, path: string): Promise<string[]> {
  const columns = await engine.rows({
    name: 'table-columns',
    sql: `SELECT name, default_kind FROM system.columns
      WHERE concat(database, '.', table) = {table: String} AND default_kind IN ('', 'DEFAULT') ORDER BY position`,
    params: { table },
  })
  const dumped = new Set(namesOf(header))
  const missing = columns.filter(({ name, default_kind }) => default_kind === '' && !dumped.has(String(name)))
  if (missing.length > 0) {
    throw badInput(`${path}: lacks ${missing.map(({ name }) => String(name)).join(', ')}.`, {
      advice: `Its first line must name the columns of ${table}: ${columns.map(({ name }) => String(name)).join(', ')}.`,
    })
  }
  return columns.map(({ name }) => String(name)).filter((name) => dumped.has(name))
}

/** Column names hold neither commas nor quotes. */
function namesOf(header: Buffer): string[] {
  return header
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split(',')
    .map((name) => name.trim().replace(/^"(.*)"$/, '$1'))
}
