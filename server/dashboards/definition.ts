import type { z } from 'zod'
import type { Audience, Chart, ChartKind, Encoding, Filter } from '../contract/dashboard.ts'
import type { Text } from '../contract/text.ts'
import type { Question } from '../warehouse/question.ts'

/** A dashboard as data, in every language. `resolve.ts` makes of it what the screen is sent. */
export interface DashboardDefinition {
  readonly slug: string
  readonly title: Text
  readonly description: Text
  readonly audience: Audience
  readonly filters: readonly FilterDefinition[]
  /** Ids of the charts of the row of headline numbers. */
  readonly headline: readonly string[]
  readonly tabs: readonly { readonly id: string; readonly title: Text; readonly charts: readonly string[] }[]
  readonly charts: readonly ChartDefinition[]
}

/** A filter of the contract, its label in every language. */
export type FilterDefinition = Filter extends infer F
  ? F extends Filter
    ? Readonly<Omit<F, 'label'>> & { readonly label: Text }
    : never
  : never

export interface ChartDefinition {
  readonly id: string
  readonly kind: ChartKind
  /** The question the chart answers, for people. */
  readonly title: Text
  /** What was counted. */
  readonly subtitle: Text
  /** Why there may be nothing to show, and what to do. */
  readonly whenEmpty: Text
  /** The question the chart asks of the warehouse. */
  readonly question: Question
  readonly encoding: Encoding
  /** The columns to send, in this order; all of the question's when absent. */
  readonly columns?: readonly string[]
  readonly width: Chart['width']
  /** Ids of the filters it obeys. */
  readonly filters: readonly string[]
  /**
   * What must be large enough for the chart to be shown: the `class` whose members it groups, or the `peers` with whom
   * a learner is compared (the engine already hides smaller ones; this says so to the person).
   */
  readonly guards?: 'class' | 'peers'
  /** Each row is about one learner: it stays with us and goes to no other tool. */
  readonly rowsAre?: 'learners'
}

type ColumnOf<R extends z.ZodObject> = keyof z.output<R> & string

interface TypedChart<P extends z.ZodObject, R extends z.ZodObject>
  extends Omit<ChartDefinition, 'question' | 'encoding' | 'columns'> {
  readonly question: Question<P, R>
  readonly columns?: readonly ColumnOf<R>[]
  readonly encoding: {
    readonly [Part in keyof Encoding]: Part extends 'stacked' ? boolean : Part extends 'y' ? ColumnOf<R>[] : ColumnOf<R>
  }
}

/** Checks while compiling that a chart draws columns which its question has. */
export function defineChart<P extends z.ZodObject, R extends z.ZodObject>(chart: TypedChart<P, R>): ChartDefinition {
  return chart
}
