import { z } from 'zod'
import type { DataSet, Scope } from '../contract/scope.ts'
import { invalidRequest } from '../kernel/errors.ts'
import { createAnswerCache } from './answer-cache.ts'
import type { BoundValue, Engine } from './engine.ts'
import type { Question } from './question.ts'
import { scopedSql } from './scoped-sql.ts'
import type { DatabaseNames } from './tables.ts'

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
  /** Only the first so many rows are wanted. */
  readonly maxRows?: number
  readonly maxSeconds?: number
  readonly signal?: AbortSignal
}

/** Rows of all remembered answers together; a row is a few hundred bytes. */
const rowsRemembered = 200_000

const caches = new WeakMap<Engine, ReturnType<typeof createAnswerCache>>()

/**
 * Answers a question within a scope. The same question within the same scope, asked again while the data is unchanged, is
 * answered without asking the engine.
 * @throws PanoramaError `invalid_request` when the parameters are not the question's; `too_expensive` over a limit
 */
export async function ask<P extends z.ZodObject, R extends z.ZodObject>(
  warehouse: Warehouse,
  question: Question<P, R>,
  { scope, dataSet, params, maxRows, maxSeconds = 30, signal }: Asking<P>,
): Promise<z.output<R>[]> {
  const checked = question.params.safeParse(params)
  if (!checked.success) {
    throw invalidRequest(`Question ${question.name}: ${z.prettifyError(checked.error)}`)
  }
  const { engine } = warehouse
  const sql = scopedSql(warehouse, question, scope, dataSet, maxRows)
  const cache = caches.get(engine) ?? createAnswerCache(rowsRemembered)
  caches.set(engine, cache)
  const key = JSON.stringify([sql, checked.data])
  const rows = await cache(await engine.dataVersion(), key, signal, async (whileWanted) => {
    const bound = checked.data as Record<string, BoundValue>
    const answer = await engine.rows({ name: question.name, sql, params: bound, maxSeconds, signal: whileWanted })
    return z
      .array(question.row)
      .parse(answer)
      .map((row) => Object.freeze(row))
  })
  return [...rows] as z.output<R>[]
}
