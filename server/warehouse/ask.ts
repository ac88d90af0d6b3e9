import { z } from 'zod'
import type { DataSet, Scope } from '../contract/scope.ts'
import { invalidRequest } from '../kernel/errors.ts'
import type { BoundValue, Engine } from './engine.ts'
import type { Question } from './question.ts'
import { scopeFilters } from './scope-filters.ts'
import { type DatabaseNames, tablesOf } from './tables.ts'

/** The warehouse as those who ask see it. */
export interface Warehouse {
  readonly engine: Engine
  readonly databases: DatabaseNames
  /** Class figures of smaller groups are not shown to learners. */
  readonly minGroupSize: number
}

export interface Asking<P extends z.ZodObject> {
  readonly scope: Scope
  readonly dataSet: DataSet
  readonly params: z.input<P>
  readonly maxSeconds?: number
  readonly signal?: AbortSignal
}

/**
 * Answers a question within a scope.
 * @throws PanoramaError `invalid_request` when the parameters are not the question's
 */
export async function ask<P extends z.ZodObject, R extends z.ZodObject>(
  warehouse: Warehouse,
  question: Question<P, R>,
  { scope, dataSet, params, maxSeconds = 30, signal }: Asking<P>,
): Promise<z.output<R>[]> {
  const checked = question.params.safeParse(params)
  if (!checked.success) {
    throw invalidRequest(`Question ${question.name}: ${z.prettifyError(checked.error)}`)
  }
  const tables = tablesOf(warehouse.databases, dataSet)
  const filters = scopeFilters(scope, tables, warehouse.minGroupSize)
  const rows = await warehouse.engine.rows({
    name: question.name,
    sql: `${question.sql(tables)}\nSETTINGS additional_table_filters = ${filters}`,
    params: checked.data as Record<string, BoundValue>,
    maxSeconds,
    ...(signal && { signal }),
  })
  return z.array(question.row).parse(rows)
}
