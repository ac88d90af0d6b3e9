import { isObject, type Json, type JsonObject } from '../events/json.ts'
import { identifierOf } from './agent-key.ts'
import { isFromEventRoutingBackends } from './grammar/statement.ts'
import { timestampOf } from './grammar/timestamp.ts'

/**
 * Whether two statements are the same, as the standard compares them (xAPI 1.0.3, Data §2.3.1): without what an LRS assigns,
 * what activities and verbs are called, how a time is written, in what order members of a group stand. A duration is text.
 *
 * Those of event-routing-backends, and ours, which are made alike, are the same where they tell the same event: who, did
 * what, to what, when. Another version of the mapping, or another road, puts other words around it.
 *
 * @param given the one that came; where it has no timestamp, the kept one's is the LRS's own
 */
export function isSameStatement(kept: JsonObject, given: JsonObject): boolean {
  if (isFromEventRoutingBackends(kept) && isFromEventRoutingBackends(given)) {
    return sortedText(eventOf(kept)) === sortedText(eventOf(given))
  }
  const [left, right] = [essence(kept), essence(given)]
  if (right.timestamp === undefined) delete left.timestamp
  return sortedText(left) === sortedText(right)
}

/**
 * Whether two statements of event-routing-backends tell of two objects to which one person did the same at the same moment:
 * its ids leave the object out, so that both have one id.
 */
export function isAboutAnotherObject(kept: JsonObject, given: JsonObject): boolean {
  if (!isFromEventRoutingBackends(kept) || !isFromEventRoutingBackends(given)) return false
  const { object: left, ...same } = eventOf(kept)
  const { object: right, ...alike } = eventOf(given)
  return left !== right && sortedText(same) === sortedText(alike)
}

function eventOf({ actor, verb, object, timestamp }: JsonObject): Essence {
  return {
    actor: isObject(actor) ? identifierOf(actor) : null,
    verb: isObject(verb) ? verb.id : null,
    object: isObject(object) ? object.id : null,
    timestamp: typeof timestamp === 'string' ? timestampOf(timestamp) : null,
  }
}

type Essence = Record<string, unknown>

/** What of a statement cannot change without making it another one. */
function essence({ actor, verb, object, result, context, timestamp, attachments }: JsonObject): Essence {
  return {
    actor: agentEssence(actor),
    verb: isObject(verb) ? verb.id : verb,
    object: objectEssence(object),
    result,
    context: contextEssence(context),
    timestamp: typeof timestamp === 'string' ? (timestampOf(timestamp) ?? timestamp) : undefined,
    attachments,
  }
}

function objectEssence(object: Json | undefined): unknown {
  if (!isObject(object)) return object
  switch (object.objectType) {
    case 'Agent':
    case 'Group':
      return agentEssence(object)
    case 'SubStatement':
      return essence(object)
    case 'StatementRef':
      return { statement: String(object.id).toLowerCase() }
    default:
      return { activity: object.id }
  }
}

function agentEssence(agent: Json | undefined): unknown {
  if (!isObject(agent)) return agent
  const { member, objectType, name } = agent
  const members = Array.isArray(member) ? (member as readonly Json[]).map(agentEssence) : []
  return {
    name,
    isGroup: objectType === 'Group',
    identifier: identifierOf(agent),
    members: members.map(sortedText).sort(),
  }
}

function contextEssence(context: Json | undefined): unknown {
  if (!isObject(context)) return context
  const { contextActivities, instructor, team, registration, statement, ...rest } = context
  const activities = isObject(contextActivities) ? Object.entries(contextActivities) : []
  return {
    ...rest,
    instructor: agentEssence(instructor),
    team: agentEssence(team),
    registration: typeof registration === 'string' ? registration.toLowerCase() : registration,
    statement: objectEssence(statement),
    activities: activities.map(([kind, list]) => [kind, (list as readonly JsonObject[]).map(({ id }) => id)]).sort(),
  }
}

/** JSON with the members of objects in order. */
function sortedText(value: unknown): string {
  return JSON.stringify(value, (_name, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([left], [right]) => (left < right ? -1 : 1)))
      : member,
  )
}
