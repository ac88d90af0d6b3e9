import { activityTypes, extensionIris } from './iris.ts'
import { isObject, type Json, type JsonObject } from './json.ts'
import { type Lms, valueTold } from './lms.ts'
import { anywhere, exact, isTruthy } from './lookup.ts'
import type { Definition } from './statement.ts'

const interactionTypes: Readonly<Record<string, string>> = {
  choiceresponse: 'choice',
  multiplechoiceresponse: 'choice',
  choicetextresponse: 'choice',
  optionresponse: 'choice',
  numericalresponse: 'numeric',
  stringresponse: 'fill-in',
  formularesponse: 'fill-in',
  annotationresponse: 'fill-in',
  symbolicresponse: 'fill-in',
  imageresponse: 'matching',
  truefalseresponse: 'true-false',
}

/** The first answered question of a submission that says of which kind it is. */
export function firstSubmission(event: JsonObject): JsonObject | undefined {
  const submission = exact(event, 'data', 'submission')
  if (!isObject(submission)) return undefined
  for (const id in submission) {
    const question = submission[id]
    if (isObject(question) && isTruthy(question.response_type)) return question
  }
  return undefined
}

/** What was asked: the question's words and kind where the submission has them, else the name of the problem. */
export function questionDefinition(event: JsonObject, lms: Lms, submission: JsonObject | undefined): Definition {
  const attempts = exact(event, 'data', 'attempts')
  const extensions = isTruthy(attempts) ? { [extensionIris.attempt]: valueTold(lms, attempts) } : undefined
  return {
    name: submission ? undefined : problemName(event),
    description: submission && words(submission.question),
    interactionType: interactionType(submission ? submission.response_type : anywhere(event, 'response_type')),
    type: activityTypes.interaction,
    extensions,
  }
}

function problemName(event: JsonObject): Definition['name'] {
  const name = anywhere(event, 'display_name')
  return isTruthy(name) ? words(name) : undefined
}

function words(text: Json | undefined): Definition['name'] {
  return typeof text === 'string' ? { 'en-US': text } : undefined
}

/** The kind of a question, in xAPI's words. */
export function interactionType(responseType: Json | undefined): string {
  const known = typeof responseType === 'string' && Object.hasOwn(interactionTypes, responseType)
  return (known && interactionTypes[responseType]) || 'other'
}
