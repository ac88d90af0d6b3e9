import { blockIri } from './activities.ts'
import { shareOf } from './grades.ts'
import { activityTypes, extensionIris, verbs } from './iris.ts'
import { isObject, type Json, type JsonObject } from './json.ts'
import { oldUsageKey } from './keys.ts'
import type { Lms } from './lms.ts'
import { anywhere, either, exact, numberOf } from './lookup.ts'
import { problemKey, submittedBlockKey } from './problem-key.ts'
import { pythonText } from './python-text.ts'
import type { Part, Rule } from './rule.ts'
import { isNumber, isText, numberText, quoted, type StatementText } from './rule-text.ts'
import { activity, type Result, type Score } from './statement.ts'
import { firstSubmission, interactionType, questionDefinition } from './submission.ts'

/**
 * A submission, told twice: by the browser before it is sent (attempted) and by the server once it is graded (evaluated).
 * A server event without a referer, as the API and the mobile apps make them, is kept; event-routing-backends skips it.
 */
export const problemCheck: Rule = {
  verb: (event) => (isFromBrowser(event) ? verbs.attempted : verbs.evaluated),
  object(event, lms) {
    const key = isFromBrowser(event) ? submittedBlockKey(event, lms) : problemKey(event)
    const isGroup = questionIds(event).length > 0
    const { name, description, type, extensions, interactionType } = questionDefinition(
      event,
      lms,
      firstSubmission(event),
    )
    return {
      id: blockIri(lms, key, 'the problem'),
      objectType: isGroup ? 'GroupActivity' : 'Activity',
      definition: { name, description, type, extensions, interactionType: isGroup ? 'other' : interactionType },
    }
  },
  result: (event, lms) => (isFromBrowser(event) ? undefined : gradedResult(event, lms)),
  text: (event, lms) => (isFromBrowser(event) ? formText(event, lms) : gradedText(event, lms)),
  parts: (event, lms) => questionIds(event).map((id) => question(event, lms, id)),
  about: {
    verb: 'evaluated; attempted where the browser tells it',
    object:
      'the problem `data.problem_id`, of the kind of its first question; of several questions a `GroupActivity`, and a statement more for each question. In the browser’s: the block in the address of the page, else in the name of the first field',
    result:
      'score: `grade` of `max_grade`; success: the first question’s `correct`; response: its `answer`. In the browser’s: none',
    context:
      'in the statement of a question: parent is the problem, grouping the course, `statement` that of the whole',
  },
  mends: ['wholeVerdict', 'plusInAddress'],
}

/**
 * Whether an event is that of several questions, as the log has it and without `data`. Event-routing-backends tells it without the
 * payload's own `problem_id`, `attempts` and questions, unless it replays it as a line of a log.
 */
export function isToldWithoutPayload(name: string, event: JsonObject): boolean {
  const isServed = anywhere(event, 'usage_key') !== undefined
  return name === 'problem_check' && event.data === undefined && isServed && questionIds(event).length > 0
}

function isFromBrowser(event: JsonObject): boolean {
  return either(anywhere(event, 'event_source'), exact(event, 'context', 'event_source')) === 'browser'
}

/** The ids of the questions of a problem with several; none for a problem with one. */
function questionIds(event: JsonObject): string[] {
  const submission = anywhere(event, 'submission')
  if (!isObject(submission) || isFromBrowser(event)) return []
  const ids = Object.keys(submission)
  return ids.length > 1 ? ids : []
}

/** The whole problem's result. Of a problem with several questions it is the server's verdict on all of them, unless faithfully told. */
function gradedResult(event: JsonObject, lms: Lms): Result {
  const first = firstSubmission(event)
  if (!first) {
    const answers = isObject(event.data) ? event.data.answers : undefined
    return {
      score: score(event),
      success: anywhere(event, 'success') === 'correct',
      response: responseText(lms, answers),
    }
  }
  const isWhole = !lms.faithful && questionIds(event).length > 0
  const verdict = isWhole ? exact(event, 'data', 'success') : undefined
  return {
    score: score(event),
    success: typeof verdict === 'string' ? verdict === 'correct' : correctness(first),
    response: responseText(lms, first.answer),
  }
}

function question(event: JsonObject, lms: Lms, id: string): Part {
  const all = anywhere(event, 'submission')
  const own = isObject(all) ? all[id] : undefined
  const submission = isObject(own) && Object.keys(own).length > 0 ? own : undefined
  const definition = questionDefinition(event, lms, submission)
  return {
    id,
    object: activity(blockIri(lms, questionKey(event, id), 'the problem'), definition),
    result: submission
      ? { success: correctness(submission), response: responseText(lms, submission.answer) }
      : { success: anywhere(event, 'success') === 'correct' },
  }
}

/** The browser's, where nothing tells what the problem is called or asks for. */
function formText(event: JsonObject, lms: Lms): StatementText | null {
  const isNamed = anywhere(event, 'display_name') !== undefined || anywhere(event, 'response_type') !== undefined
  const key = isText(event.data) && !isNamed ? submittedBlockKey(event, lms) : undefined
  if (key === undefined) return null
  const definition = `{"type":"${activityTypes.interaction}","interactionType":"other"}`
  return { objectId: blockIri(lms, key, 'the problem'), definition }
}

/** The server's, of a problem with one question, in words. */
function gradedText(event: JsonObject, lms: Lms): StatementText | null {
  const first = questionIds(event).length === 0 && !lms.keepFreeText ? firstSubmission(event) : undefined
  const attempts = isObject(event.data) ? event.data.attempts : undefined
  const { scaled, raw, max } = score(event)
  const success = first && correctness(first)
  if (scaled === undefined || success === undefined || !isText(first?.question)) return null
  if (!isNumber(attempts) || attempts === 0 || !isNumber(raw) || !isNumber(max)) return null
  const kind = interactionType(first.response_type)
  return {
    objectId: blockIri(lms, problemKey(event), 'the problem'),
    definition: `{"description":{"en-US":${quoted(first.question)}},"type":"${activityTypes.interaction}","extensions":{"${extensionIris.attempt}":${attempts}},"interactionType":"${kind}"}`,
    result: `{"score":{"scaled":${numberText(scaled)},"raw":${raw},"min":0,"max":${max}},"success":${success}}`,
  }
}

/** A question stands beside its problem, as if it were a block of its own. */
function questionKey(event: JsonObject, id: string): string {
  const key = problemKey(event) ?? ''
  const old = /^i4x:\/\/([^/]+\/[^/]+)\//.exec(key)?.[1]
  return old ? oldUsageKey(old, 'problem', id) : [...key.split('@').slice(0, -1), id].join('@')
}

function score(event: JsonObject): Score {
  const raw = numberOf(anywhere(event, 'grade'), 'grade')
  const max = numberOf(anywhere(event, 'max_grade'), 'max_grade')
  const scaled = raw === undefined || max === undefined ? undefined : shareOf(raw, max)
  return { scaled, raw, min: 0, max }
}

function correctness({ correct }: JsonObject): boolean | undefined {
  return correct === undefined || correct === null ? undefined : either(correct, undefined) !== undefined
}

function responseText(lms: Lms, answer: Json | undefined): string | undefined {
  return lms.keepFreeText && answer !== undefined && answer !== null ? pythonText(answer) : undefined
}
