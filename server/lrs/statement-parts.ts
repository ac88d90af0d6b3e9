import { isObject, type Json, type JsonObject } from '../events/json.ts'
import { actorIdOf, agentKey, withMembers } from './agent-key.ts'

/** What a statement can be asked for by, beside its id and when it was stored. */
export interface StatementParts {
  readonly verb_id: string
  /** '' where the object is no activity. */
  readonly activity_id: string
  readonly related_activities: readonly string[]
  readonly agents: readonly string[]
  /** Without the authority, which is the sender's. */
  readonly related_agents: readonly string[]
  readonly registration: string
  /** The statement that is its object; zeros where there is none. */
  readonly target_id: string
}

export const noId = '00000000-0000-0000-0000-000000000000'

/** @param statement one that was checked and is complete */
export function partsOf(statement: JsonObject): StatementParts {
  const { context, object, verb } = statement
  const registration = isObject(context) && typeof context.registration === 'string' ? context.registration : noId
  const isRef = isObject(object) && object.objectType === 'StatementRef'
  return {
    verb_id: isObject(verb) ? String(verb.id) : '',
    activity_id: activityIdOf(object),
    related_activities: unique(allActivities(statement)),
    agents: keysOf([statement.actor, agentObject(object)]),
    related_agents: keysOf(allAgents(statement)),
    registration: registration.toLowerCase(),
    target_id: isRef ? String(object.id).toLowerCase() : noId,
  }
}

/** Everybody whom a statement names, as the retired list and the figures know them. */
export function peopleOf(statement: JsonObject): string[] {
  const people = allAgents(statement).flatMap(withMembers).map(actorIdOf)
  return people.filter((id) => id !== null)
}

const contextActivityKinds = ['parent', 'grouping', 'category', 'other'] as const

/** The activities of a context, of all kinds. */
function contextActivities(context: Json | undefined): JsonObject[] {
  const given = isObject(context) ? context.contextActivities : undefined
  if (!isObject(given)) return []
  const lists = contextActivityKinds.map((kind) => given[kind])
  return lists.flatMap((list) => (Array.isArray(list) ? (list as readonly Json[]) : [])).filter(isObject)
}

function activityIdOf(object: Json | undefined): string {
  if (!isObject(object)) return ''
  return object.objectType === undefined || object.objectType === 'Activity' ? String(object.id) : ''
}

function agentObject(object: Json | undefined): Json | undefined {
  return isObject(object) && (object.objectType === 'Agent' || object.objectType === 'Group') ? object : undefined
}

function allActivities({ object, context }: JsonObject): string[] {
  const own = [activityIdOf(object), ...contextActivities(context).map(({ id }) => String(id))]
  return [...own.filter((id) => id !== ''), ...(isSubStatement(object) ? allActivities(object) : [])]
}

function allAgents({ actor, object, context }: JsonObject): (Json | undefined)[] {
  const { instructor, team } = isObject(context) ? context : {}
  return [actor, agentObject(object), instructor, team, ...(isSubStatement(object) ? allAgents(object) : [])]
}

function isSubStatement(object: Json | undefined): object is JsonObject {
  return isObject(object) && object.objectType === 'SubStatement'
}

function keysOf(actors: readonly (Json | undefined)[]): string[] {
  return unique(actors.flatMap(withMembers).flatMap((each) => agentKey(each) ?? []))
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)]
}
