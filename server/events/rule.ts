import type { Verb } from './iris.ts'
import type { Json, JsonObject } from './json.ts'
import type { Lms } from './lms.ts'
import type { Mend } from './mends.ts'
import type { RuleText } from './rule-text.ts'
import type { Activity, Extensions, RelatedActivity, Result } from './statement.ts'

/**
 * How one kind of event becomes a statement. Every function may throw `bad_input` in short words that name the field:
 * the line is then quarantined with them as the reason.
 */
export interface Rule {
  readonly verb: Verb | ((event: JsonObject) => Verb)
  readonly object: (event: JsonObject, lms: Lms) => Activity
  readonly result?: (event: JsonObject, lms: Lms) => Result | undefined
  /** Extensions of the context, beside those that every statement has. */
  readonly extensions?: (event: JsonObject, lms: Lms) => Extensions
  /** What the statement belongs with, beside the course. */
  readonly grouping?: (event: JsonObject, lms: Lms) => readonly RelatedActivity[] | undefined
  /** The course is the object itself: no `contextActivities`. */
  readonly isAboutCourse?: true
  /** What names the learner (a user id or username), where that is not `data.user_id` or `data.username`; absent, they are asked. */
  readonly learner?: (event: JsonObject) => Json | undefined
  /** The questions of a problem with several: a statement each, beside the one for the whole. */
  readonly parts?: (event: JsonObject, lms: Lms) => readonly Part[]
  /** The same as JSON at once, for the events of which there are most. No rule with groupings has it. */
  readonly text?: RuleText
  /** Tells again what another event tells: not for the warehouse, and event-routing-backends routes it only when told to. */
  readonly repeats?: string
  /** Of our own profile: event-routing-backends does not know it. */
  readonly isOurs?: true
  /** In words, for `docs/xapi.md`. */
  readonly about: About
  readonly mends?: readonly Mend[]
}

export interface Part {
  /** Goes into the statement's id. */
  readonly id: string
  readonly object: Activity
  readonly result: Result
}

/** What a statement says, in Markdown: `data.…` names fields of the payload. */
export interface About {
  /** Only where the verb depends on the event. */
  readonly verb?: string
  readonly object: string
  readonly result?: string
  readonly context?: string
}

/** By the event's name. */
export type Rules = Readonly<Record<string, Rule>>
