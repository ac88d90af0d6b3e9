import type { z } from 'zod'
import type { Column, ColumnType } from '../contract/dashboard.ts'
import type { Text } from '../contract/text.ts'
import type { Tables } from './tables.ts'

/**
 * A question the warehouse can answer, as a value: one file each under `questions/<area>/`.
 * The values of `params` are bound by name to `{name: Type}` placeholders; the scope is added by `ask`.
 */
export interface Question<P extends z.ZodObject = z.ZodObject, R extends z.ZodObject = z.ZodObject> {
  /** kebab-case and unique; labels the query in the engine's logs. */
  readonly name: string
  /** What exactly is counted, in words a teacher understands. */
  readonly definition: Text
  /** Tables and fields the figure comes from, for "about this number". */
  readonly source: string
  /** `events` cannot be answered in a mode that has no event logs. */
  readonly needs: 'events' | 'relational'
  readonly params: P
  readonly row: R
  /** How each field of a row is to be read. */
  readonly columns: { readonly [K in keyof z.output<R>]: QuestionColumn }
  readonly sql: (tables: Tables) => string
}

export interface QuestionColumn {
  readonly label: Text
  readonly type: ColumnType
  /** Sums and counts fill gaps with zero, running totals carry on, averages break. Default: `zero` for counts and seconds, else `break`. */
  readonly gap?: Column['gap']
  /** What the codes of a text column mean; a value that is not here is shown as it is. */
  readonly words?: Readonly<Record<string, Text>>
}

/** Keeps the precise types of a question while checking its shape. */
export function defineQuestion<P extends z.ZodObject, R extends z.ZodObject>(question: Question<P, R>): Question<P, R> {
  return question
}
