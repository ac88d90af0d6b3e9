import { PanoramaError } from '../kernel/errors.ts'
import { inCourse } from './activities.ts'
import { type Instant, instantOf } from './instant.ts'
import { extensionIris } from './iris.ts'
import type { JsonObject } from './json.ts'
import { surroundingCourseKeyOf } from './keys.ts'
import { learnerOf } from './learner.ts'
import { type Lms, valueTold } from './lms.ts'
import { anywhere, either } from './lookup.ts'
import { mapping } from './mapping.ts'
import { parseLine, withPayload } from './parse-line.ts'
import { isToldWithoutPayload } from './problem-check.ts'
import type { Rule } from './rule.ts'
import type { Context, Statement } from './statement.ts'
import { statementId } from './statement-id.ts'

/** What became of a line. Every reason is short and comes from a small set, so that a report can count by it. */
export type Outcome =
  | { readonly kind: 'kept'; readonly at: Instant; readonly statements: readonly Statement[] }
  | { readonly kind: 'dropped'; readonly reason: string }
  | { readonly kind: 'quarantined'; readonly reason: string; readonly detail: string }

/**
 * The mark of the rules by which a statement was made. They are event-routing-backends' of this version, so its name is
 * here: whoever reads it finds what they expect, and a statement that both have made is the same statement.
 */
const transformerVersion = 'event-routing-backends@10.0.0'

const retiredLearner: Outcome = { kind: 'dropped', reason: 'retired learner' }

/** The xAPI statements of one line of a tracking log. Never throws, whatever the line holds. */
export function statementsOf(line: string, lms: Lms): Outcome {
  const outcome = readStatements(line, lms)
  return outcome.kind === 'quarantined' && lms.namesRetired(line) ? retiredLearner : outcome
}

function readStatements(line: string, lms: Lms): Outcome {
  const parsed = parseLine(line)
  if (parsed.kind !== 'event') return parsed
  const name = nameOf(parsed.event)
  if (name === null) return { kind: 'quarantined', reason: 'no event name', detail: '' }
  const rule = mapping.get(name)
  if (!rule) return { kind: 'dropped', reason: dropReason(name) }
  if (!lms.faithful && rule.repeats) return { kind: 'dropped', reason: `told by ${rule.repeats}: ${name}` }
  try {
    const asItIs = lms.faithful && parsed.isBare && isToldWithoutPayload(name, parsed.event)
    return applied(rule, asItIs ? parsed.event : withPayload(parsed.event), lms)
  } catch (cause) {
    if (cause instanceof PanoramaError && cause.code === 'bad_input') {
      return { kind: 'quarantined', reason: cause.message, detail: name }
    }
    // The stack is all that an event of any shape can exhaust.
    if (cause instanceof RangeError) return { kind: 'quarantined', reason: 'nested too deeply', detail: name }
    throw cause
  }
}

/** `event_type` names the events of before 2014, which have no `name`. */
function nameOf({ name, event_type }: JsonObject): string | null {
  if (typeof name === 'string' && name !== '') return name
  return typeof event_type === 'string' && event_type !== '' ? event_type : null
}

function dropReason(name: string): string {
  if (name.startsWith('/')) return 'page request'
  return /^[a-z][\w.-]{0,99}$/i.test(name) ? `not mapped: ${name}` : 'not mapped: other'
}

function applied(rule: Rule, event: JsonObject, lms: Lms): Outcome {
  const learner = learnerOf(event, rule.learner?.(event))
  if (learner === null) return { kind: 'dropped', reason: 'no learner' }
  if (lms.isRetired(learner)) return retiredLearner
  const actor = lms.actor(learner)
  const time = either(anywhere(event, 'timestamp'), anywhere(event, 'time'))
  const at = instantOf(time, lms.faithful)
  const timeText = time === undefined ? 'None' : String(time)
  const verb = typeof rule.verb === 'function' ? rule.verb(event) : rule.verb
  const object = rule.object(event, lms)
  const context = contextOf(rule, event, lms)
  const whole: Statement = {
    id: statementId(verb, actor, timeText),
    result: rule.result?.(event, lms),
    version: '1.0.3',
    actor,
    verb,
    object,
    timestamp: at.iso,
    context,
  }
  const parts = rule.parts?.(event, lms).map(
    (part): Statement => ({
      id: statementId(verb, actor, timeText, part.id),
      result: part.result,
      version: '1.0.3',
      actor,
      verb,
      object: part.object,
      timestamp: at.iso,
      context: {
        contextActivities: { parent: [object], grouping: context.contextActivities?.parent },
        statement: { objectType: 'StatementRef', id: whole.id },
        extensions: context.extensions,
      },
    }),
  )
  return { kind: 'kept', at, statements: parts ? [whole, ...parts] : [whole] }
}

function contextOf(rule: Rule, event: JsonObject, lms: Lms): Context {
  const courseKey = rule.isAboutCourse ? undefined : surroundingCourseKeyOf(event, lms)
  const grouping = rule.grouping?.(event, lms)
  const course = courseKey === undefined ? undefined : inCourse(lms, courseKey)
  return {
    contextActivities: course && grouping ? { ...course, grouping } : course,
    extensions: {
      [extensionIris.transformerVersion]: transformerVersion,
      [extensionIris.sessionId]: valueTold(lms, anywhere(event, 'session')),
      ...rule.extensions?.(event, lms),
    },
  }
}
