import { extensionIris } from '../../events/iris.ts'
import { isObject, type Json, type JsonObject } from '../../events/json.ts'
import { activityWith } from './activity.ts'
import { agent, agentOrGroup, authority, group } from './actor.ts'
import { attachments } from './attachments.ts'
import { type Check, listOf, Malformed, objectAt, objectOf, oneOf, text } from './check.ts'
import { looseScore, resultWith, score } from './result.ts'
import { anyId, extensions, iri, languageMap, languageTag, timestamp, uuid, version } from './values.ts'

export const voidedVerb = 'http://adlnet.gov/expapi/verbs/voided'

/**
 * Checks a whole statement against xAPI 1.0.3 (Data §2.2, §2.4, §4). What event-routing-backends made passes also where it
 * leaves the standard: usage keys and codes as ids of activities, scores above their maximum, 0 of 0 points.
 * @throws Malformed
 */
export const checkStatement: Check = (value, path) =>
  (isFromEventRoutingBackends(value) ? ofEventRoutingBackends : ofTheStandard)(value, path)

const verb = objectOf({ id: iri, display: languageMap }, ['id'])
const statementRef = objectOf({ objectType: oneOf('StatementRef'), id: uuid }, ['objectType', 'id'])

const ofTheStandard = statementWith(activityWith(iri, ['Activity']), score)
// Its log stream calls a problem with several questions a group of activities.
const ofEventRoutingBackends = statementWith(activityWith(anyId, ['Activity', 'GroupActivity']), looseScore)

/** Whether event-routing-backends made it, or our own mapping, which signs as it does. */
export function isFromEventRoutingBackends(value: Json): boolean {
  const context = isObject(value) ? value.context : undefined
  const given = isObject(context) ? context.extensions : undefined
  const madeBy = isObject(given) ? given[extensionIris.transformerVersion] : undefined
  return typeof madeBy === 'string' && madeBy.startsWith('event-routing-backends@')
}

function statementWith(activity: Check, scoreCheck: Check): Check {
  const activities: Check = (value, path) => (Array.isArray(value) ? listOf(activity) : activity)(value, path)
  const context = objectOf({
    registration: uuid,
    instructor: agentOrGroup,
    team: group,
    contextActivities: objectOf({ parent: activities, grouping: activities, category: activities, other: activities }),
    revision: text,
    platform: text,
    language: languageTag,
    statement: statementRef,
    extensions,
  })
  const shared = { actor: agentOrGroup, verb, result: resultWith(scoreCheck), context, timestamp, attachments }
  const needed = ['actor', 'verb', 'object']
  const simple: Readonly<Record<string, Check>> = { Agent: agent, Group: group, StatementRef: statementRef }
  const simpleObject: Check = (value, path) => (simple[kindOf(value, path)] ?? activity)(value, path)
  const subStatementMembers = objectOf({ objectType: oneOf('SubStatement'), ...shared, object: simpleObject }, needed)
  const subStatement: Check = (value, path) => {
    subStatementMembers(value, path)
    checkTogether(objectAt(value, path), path)
  }
  const object: Check = (value, path) =>
    (kindOf(value, path) === 'SubStatement' ? subStatement : simpleObject)(value, path)
  const members = objectOf({ id: uuid, ...shared, object, stored: timestamp, authority, version }, needed)
  return (value, path) => {
    members(value, path)
    checkTogether(objectAt(value, path), path)
  }
}

function kindOf(value: Json, path: string): string {
  const { objectType = 'Activity' } = objectAt(value, path)
  return typeof objectType === 'string' ? objectType : ''
}

/** What one member says of another. */
function checkTogether({ verb: done, object, context }: JsonObject, path: string): void {
  const kind = kindOf(object as Json, path)
  if (isObject(done) && done.id === voidedVerb && kind !== 'StatementRef') {
    throw new Malformed(`${path}/object/objectType`, 'must be StatementRef where the verb voids')
  }
  if (!isObject(context) || kind === 'Activity' || kind === 'GroupActivity') return
  for (const name of ['revision', 'platform']) {
    if (context[name] !== undefined) throw new Malformed(`${path}/context/${name}`, 'belongs to activities alone')
  }
}
