import type { DataSet, Scope } from '../contract/scope.ts'
import { bindingOf } from './bound-text.ts'
import type { BoundValue } from './engine.ts'
import type { Question } from './question.ts'
import { scopeFilters } from './scope-filters.ts'
import { type DatabaseNames, tablesOf } from './tables.ts'

interface Asked {
  readonly databases: DatabaseNames
  /** Class figures of smaller groups are not shown to learners. */
  readonly minGroupSize: number
}

/** An answer with more rows is no answer to a person, and takes memory from everyone. */
const rowsOfAnAnswer = 500_000

/**
 * The question's SQL with the scope as a setting of the whole query. ClickHouse lets a subquery's own settings override it, so a
 * question has none.
 */
export function scopedSql(
  { databases, minGroupSize }: Asked,
  question: Pick<Question, 'name' | 'sql'>,
  scope: Scope,
  dataSet: DataSet,
  maxRows: number | undefined,
): string {
  const tables = tablesOf(databases, dataSet)
  const sql = question.sql(tables)
  if (/\bSETTINGS\b/i.test(sql)) throw new Error(`The question ${question.name} has settings of its own.`)
  const settings = [
    `additional_table_filters = ${scopeFilters(scope, tables, minGroupSize)}`,
    `max_result_rows = ${rowsOfAnAnswer}`,
    ...(maxRows === undefined ? [] : [`limit = ${Math.trunc(maxRows)}`]),
  ]
  return `${sql}\nSETTINGS ${settings.join(', ')}`
}

/** What the engine is asked, as it can be asked again in any client of ClickHouse: values, then the query. */
export function sqlToRead(
  warehouse: Asked,
  question: Question,
  { scope, dataSet, params }: { scope: Scope; dataSet: DataSet; params: Readonly<Record<string, unknown>> },
): string {
  const known = question.params.parse(params) as Record<string, BoundValue>
  const lines = scopedSql(warehouse, question, scope, dataSet, undefined).split('\n')
  const indent = Math.min(
    ...lines.filter((line, index) => index > 0 && /^ +\S/.test(line)).map((line) => line.search(/\S/)),
  )
  const aligned = lines.map((line) => (line.startsWith(' '.repeat(indent)) ? line.slice(indent) : line))
  return `${bindingOf(known)}${aligned.join('\n').trim()}`
}
