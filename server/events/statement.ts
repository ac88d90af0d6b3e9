import type { Verb } from './iris.ts'
import type { Json } from './json.ts'

/** An xAPI 1.0.3 statement, as much of it as tracking events fill. Members without a value are left out of the JSON. */
export interface Statement {
  readonly id: string
  readonly result: Result | undefined
  readonly version: '1.0.3'
  readonly actor: Agent
  readonly verb: Verb
  readonly object: Activity
  /** Absent only in the faithful voice, where an event has no time. */
  readonly timestamp: string | undefined
  readonly context: Context
}

export interface Agent {
  readonly objectType: 'Agent'
  readonly account: { readonly name: string; readonly homePage: string }
}

export interface Activity {
  readonly id: string
  /** A problem with several questions is a group: the form of the log stream (an LRS stores it as `Activity`). */
  readonly objectType: 'Activity' | 'GroupActivity'
  readonly definition: Definition
}

/** As part of a context, where an attempt at an exam may have no code. */
export interface RelatedActivity extends Omit<Activity, 'id'> {
  readonly id: string | undefined
}

export interface Definition {
  readonly name?: Readonly<Record<string, string>> | undefined
  readonly description?: Readonly<Record<string, string>> | undefined
  readonly type: string
  readonly interactionType?: string | undefined
  readonly extensions?: Extensions | undefined
}

export interface Result {
  readonly score?: Score | undefined
  readonly success?: boolean | undefined
  readonly completion?: boolean | undefined
  /** ISO 8601. */
  readonly duration?: string | undefined
  readonly response?: string | undefined
  readonly extensions?: Extensions | undefined
}

export interface Score {
  readonly scaled?: number | undefined
  readonly raw?: number | undefined
  readonly min: number
  readonly max?: number | undefined
}

export interface Context {
  readonly contextActivities?: ContextActivities | undefined
  readonly statement?: { readonly objectType: 'StatementRef'; readonly id: string } | undefined
  readonly extensions: Extensions
}

export interface ContextActivities {
  readonly parent: readonly Activity[]
  readonly grouping?: readonly RelatedActivity[] | undefined
}

/** Keyed by IRI; an extension without a value is left out, an object of them without any stays as `{}`. */
export type Extensions = Readonly<Record<string, Json | undefined>>

export function activity(id: string, definition: Definition): Activity {
  return { id, objectType: 'Activity', definition }
}
