import { PanoramaError } from '../kernel/errors.ts'
import { inCourse } from './activities.ts'
import { type Beginning, begin, type Dropped, retiredLearner } from './beginning.ts'
import type { Instant } from './instant.ts'
import { extensionIris, transformerVersion } from './iris.ts'
import type { JsonObject } from './json.ts'
import { surroundingCourseKeyOf } from './keys.ts'
import { type Lms, valueTold } from './lms.ts'
import { anywhere } from './lookup.ts'
import { mapping } from './mapping.ts'
import { parseLine, withPayload } from './parse-line.ts'
import { isToldWithoutPayload } from './problem-check.ts'
import type { Rule } from './rule.ts'
import type { Context, Statement } from './statement.ts'
import { statementId } from './statement-id.ts'
import { statementText } from './statement-text.ts'
import { type WrittenStatement, writtenStatement } from './written-statement.ts'

/** What became of a line. Every reason is short and comes from a small set, so that a report can count by it. */
export type Outcome = Left | Kept<Statement>
/** The same with statements as they are stored. */
export type WrittenOutcome = Left | Kept<WrittenStatement>

export interface Kept<Told> {
  readonly kind: 'kept'
  readonly at: Instant
  /** The whole before its parts. */
  readonly statements: readonly Told[]
}

type Left = Dropped | { readonly kind: 'quarantined'; readonly reason: string; readonly detail: string }

/** The xAPI statements of one line of a tracking log. Never throws, whatever the line holds. */
export function statementsOf(line: string, lms: Lms): Outcome {
  return outcomeOf(line, lms, applied)
}

/** The same statements as JSON. Most lines are told without making the objects. */
export function writtenStatementsOf(line: string, lms: Lms): WrittenOutcome {
  return outcomeOf(line, lms, written)
}

type Apply<Told> = (rule: Rule, event: JsonObject, lms: Lms) => Left | Kept<Told>

function outcomeOf<Told>(line: string, lms: Lms, apply: Apply<Told>): Left | Kept<Told> {
  const outcome = readLine(line, lms, apply)
  return outcome.kind === 'quarantined' && lms.namesRetired(line) ? retiredLearner : outcome
}

function readLine<Told>(line: string, lms: Lms, apply: Apply<Told>): Left | Kept<Told> {
  const parsed = parseLine(line)
  if (parsed.kind !== 'event') return parsed
  const name = nameOf(parsed.event)
  if (name === null) return { kind: 'quarantined', reason: 'no event name', detail: '' }
  const rule = mapping.get(name)
  if (!rule) return { kind: 'dropped', reason: dropReason(name) }
  if (!lms.faithful && rule.repeats) return { kind: 'dropped', reason: `told by ${rule.repeats}: ${name}` }
  try {
    const asItIs = lms.faithful && parsed.isBare && isToldWithoutPayload(name, parsed.event)
    return apply(rule, asItIs ? parsed.event : withPayload(parsed.event), lms)
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

function applied(rule: Rule, event: JsonObject, lms: Lms): Left | Kept<Statement> {
  const beginning = begin(rule, event, lms)
  return beginning.kind === 'begun' ? statementsFrom(beginning, rule, event, lms) : beginning
}

function written(rule: Rule, event: JsonObject, lms: Lms): Left | Kept<WrittenStatement> {
  const beginning = begin(rule, event, lms)
  if (beginning.kind !== 'begun') return beginning
  const statement = writtenStatement(beginning, rule, event, lms)
  if (statement) return { kind: 'kept', at: beginning.at, statements: [statement] }
  const { at, statements } = statementsFrom(beginning, rule, event, lms)
  const texts = statements.map((each) => ({ id: each.id, objectId: each.object.id, text: statementText(each) }))
  return { kind: 'kept', at, statements: texts }
}

function statementsFrom(
  { actor, verb, at, time }: Beginning,
  rule: Rule,
  event: JsonObject,
  lms: Lms,
): Kept<Statement> {
  const object = rule.object(event, lms)
  const context = contextOf(rule, event, lms)
  const whole: Statement = {
    id: statementId(verb, actor, time),
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
      id: statementId(verb, actor, time, part.id),
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
