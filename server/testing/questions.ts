import type { z } from 'zod'
import type { Scope } from '../contract/scope.ts'
import { ask } from '../warehouse/ask.ts'
import type { Question } from '../warehouse/question.ts'
import type { TableName } from '../warehouse/tables.ts'
import { insertModelRows, type ModelRow } from './model-rows.ts'
import { openTestWarehouse } from './warehouse.ts'

/** Model rows in, answers out: a warehouse for tests of questions. */
export async function openQuestionBench(options?: { minGroupSize?: number }) {
  const warehouse = await openTestWarehouse(options)
  return {
    warehouse,
    close: () => warehouse.close(),
    insert: (table: TableName, rows: readonly ModelRow[]) => insertModelRows(warehouse, table, rows),
    /** Of the real data, in the site's scope unless told otherwise. */
    answer: <P extends z.ZodObject, R extends z.ZodObject>(
      question: Question<P, R>,
      params: z.input<P>,
      scope: Scope = { kind: 'site' },
    ) => ask(warehouse, question, { scope, dataSet: 'real', params }),
  }
}
export type QuestionBench = Awaited<ReturnType<typeof openQuestionBench>>
