import type { DataSet } from '../contract/scope.ts'
import type { Warehouse } from '../warehouse/ask.ts'
import { type TableName, tablesOf } from '../warehouse/tables.ts'

export type ModelRow = Readonly<Record<string, unknown>>

/** Writes rows straight into a table of the models. What a row leaves out has its default; `org` follows from `course_key`. */
export async function insertModelRows(
  { engine, databases }: Warehouse,
  table: TableName,
  rows: readonly ModelRow[],
  dataSet: DataSet = 'real',
): Promise<void> {
  if (rows.length === 0) return
  const whole = rows.map((row) => ({ ...orgOf(row), ...row }))
  const columns = [...new Set(whole.flatMap((row) => Object.keys(row)))]
  const lines = whole.map((row) => `${JSON.stringify(row)}\n`).join('')
  await engine.insert(tablesOf(databases, dataSet)[table], columns, 'JSONEachRow', Buffer.from(lines))
}

function orgOf({ course_key: courseKey }: ModelRow): { org?: string } {
  const org = typeof courseKey === 'string' ? /^[a-z-]+-v\d+:([^+]+)\+/.exec(courseKey)?.[1] : undefined
  return org === undefined ? {} : { org }
}
