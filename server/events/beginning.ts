import { type Instant, instantOf } from './instant.ts'
import type { Verb } from './iris.ts'
import type { JsonObject } from './json.ts'
import { learnerOf } from './learner.ts'
import type { Lms } from './lms.ts'
import { anywhere, either } from './lookup.ts'
import type { Rule } from './rule.ts'
import type { Agent } from './statement.ts'

export interface Dropped {
  readonly kind: 'dropped'
  readonly reason: string
}

export const retiredLearner: Dropped = { kind: 'dropped', reason: 'retired learner' }

/** What statements of every rule have. */
export interface Beginning {
  readonly kind: 'begun'
  readonly actor: Agent
  readonly verb: Verb
  readonly at: Instant
  /** As it came. */
  readonly time: string
}

/** @throws PanoramaError `bad_input`, when who or when cannot be read */
export function begin(rule: Rule, event: JsonObject, lms: Lms): Dropped | Beginning {
  const learner = learnerOf(event, rule.learner?.(event))
  if (learner === null) return { kind: 'dropped', reason: 'no learner' }
  if (lms.isRetired(learner)) return retiredLearner
  const actor = lms.actor(learner)
  const time = either(anywhere(event, 'timestamp'), anywhere(event, 'time'))
  const at = instantOf(time, lms.faithful)
  const verb = typeof rule.verb === 'function' ? rule.verb(event) : rule.verb
  return { kind: 'begun', actor, verb, at, time: time === undefined ? 'None' : String(time) }
}
