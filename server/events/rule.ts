import type { Verb } from './iris.ts'
import type { JsonObject } from './json.ts'
import type { Lms } from './lms.ts'
import type { Activity, Extensions, Result } from './statement.ts'

/**
 * How one kind of event becomes a statement. Every function may throw `bad_input` in short words that name the field:
 * the line is then quarantined with them as the reason.
 */
export interface Rule {
  readonly verb: Verb | ((event: JsonObject) => Verb)
  readonly object: (event: JsonObject, lms: Lms) => Activity
  readonly result?: (event: JsonObject, lms: Lms) => Result | undefined
  /** Extensions of the context, beside those that every statement has. */
  readonly extensions?: (event: JsonObject) => Extensions
  /** The course is the object itself: no `contextActivities`. */
  readonly isAboutCourse?: true
  /** The questions of a problem with several: a statement each, beside the one for the whole. */
  readonly parts?: (event: JsonObject, lms: Lms) => readonly Part[]
}

export interface Part {
  /** Goes into the statement's id. */
  readonly id: string
  readonly object: Activity
  readonly result: Result
}

/** By the event's name. */
export type Rules = Readonly<Record<string, Rule>>
