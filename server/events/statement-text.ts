import type { Context, Statement } from './statement.ts'

/**
 * A statement as JSON, letter for letter what `JSON.stringify` makes of it. Most statements share actor, verb and course with
 * thousands of others: the text of those is made once.
 */
export function statementText(statement: Statement): string {
  const { id, result, version, actor, verb, object, timestamp, context } = statement
  const resultMember = result ? `"result":${JSON.stringify(result)},` : ''
  // Ids and timestamps hold nothing to be escaped.
  const timestampMember = timestamp === undefined ? '' : `"timestamp":"${timestamp}",`
  return `{"id":"${id}",${resultMember}"version":"${version}","actor":${sharedText(actor)},"verb":${sharedText(verb)},"object":${JSON.stringify(object)},${timestampMember}"context":${contextText(context)}}`
}

function contextText(context: Context): string {
  const { contextActivities, statement, extensions } = context
  // One question of a problem: its activities are its own.
  if (statement || !contextActivities) return JSON.stringify(context)
  return `{"contextActivities":${sharedText(contextActivities)},"extensions":${JSON.stringify(extensions)}}`
}

const sharedTexts = new WeakMap<object, string>()

function sharedText(value: object): string {
  let text = sharedTexts.get(value)
  if (text === undefined) {
    text = JSON.stringify(value)
    sharedTexts.set(value, text)
  }
  return text
}
