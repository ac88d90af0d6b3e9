import type { DataSet } from '../../contract/scope.ts'
import type { Locale } from '../../contract/text.ts'
import type { Question } from '../question.ts'
import type { Tables } from '../tables.ts'

/**
 * A question answered for every course run at once, as a view of the warehouse: what tools without questions of their own read.
 * It holds figures of whole classes and nothing about a single learner, and every row says whose it is in `course_key` and `org`,
 * so that it can be narrowed from outside. Its figures are those of the question, row by row.
 */
export interface BoardView {
  /** The columns of its rows are columns of the view. */
  readonly question: Question
  /** Columns of its own beside `course_key` and `org`: what the question takes as a parameter, and the order of its rows. */
  readonly keys: readonly BoardKey[]
  readonly sql: (tables: Tables, settings: BoardSettings) => string
}

/**
 * - `period`: `7d`, `28d`, `90d`, `365d` or `all`; rows come once for each.
 * - `block_key`: the block that the question is asked about.
 * - `place`: from 1 on, within the course run.
 */
export type BoardKey = 'period' | 'block_key' | 'place'

export interface BoardSettings {
  /** IANA zone in which days are cut. */
  readonly zone: string
  /** Groups of fewer learners are not shown. */
  readonly minimum: number
}

/** Whose tools read a view: one language of one data set. */
export interface BoardEdition {
  readonly locale: Locale
  readonly dataSet: DataSet
}

/** The view's name in the database of the boards. Superset may know a table of a name once only, in whatever database it is. */
export function viewName({ question }: Pick<BoardView, 'question'>, { locale, dataSet }: BoardEdition): string {
  const name = question.name.replaceAll('-', '_')
  return `panorama_${dataSet === 'demo' ? 'demo_' : ''}${name}_${locale}`
}
