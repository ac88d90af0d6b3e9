import { randomUUID } from 'node:crypto'
import { isObject, type Json, type JsonObject } from '../events/json.ts'
import { checkStatement, isFromEventRoutingBackends } from './grammar/statement.ts'
import { timestampOf } from './grammar/timestamp.ts'
import { mendedId } from './mended-id.ts'

/** A statement that came in and is as the standard has it. */
export interface Received {
  /** Lower case; made where it came without. */
  readonly id: string
  /** As it came, without what the LRS says itself (`id`, `stored`, `authority`), lists where the standard has lists. */
  readonly statement: JsonObject
  /** Microseconds since 1970; null where it came without a time. */
  readonly time: number | null
}

/**
 * Checks a statement and puts it into the form in which it is kept.
 * @param path where it is in what was sent, for saying what is wrong
 * @throws Malformed
 */
export function receive(value: Json, path = ''): Received {
  checkStatement(value, path)
  const { id = randomUUID(), stored: _stored, authority: _authority, ...given } = value as JsonObject
  const time = typeof given.timestamp === 'string' ? timestampOf(given.timestamp) : null
  return { id: String(id).toLowerCase(), statement: asKept(given), time }
}

/** What is kept under an id: complete but for who sent it and when it was stored, which the index knows. */
export function keptStatement({ id, statement }: Received, timestamp: string): JsonObject {
  return { id, ...statement, timestamp: statement.timestamp ?? timestamp, version: statement.version ?? '1.0.0' }
}

function asKept(statement: JsonObject): JsonObject {
  const { object, context } = statement
  const activity = isFromEventRoutingBackends(statement) ? mended(statement) : (given: JsonObject) => given
  return {
    ...statement,
    object: asKeptObject(object as Json, activity),
    ...(isObject(context) && { context: asKeptContext(context, activity) }),
  }
}

type Change = (activity: JsonObject) => JsonObject

function asKeptObject(object: Json, activity: Change): Json {
  if (!isObject(object)) return object
  if (object.objectType === 'SubStatement') return asKept(object)
  return simpleKinds.includes(object.objectType as string) ? object : activity(object)
}

const simpleKinds: readonly string[] = ['Agent', 'Group', 'StatementRef']

/** One activity of a context may come alone; the standard has it returned in a list (Data §2.4.6.2). */
function asKeptContext(context: JsonObject, activity: Change): JsonObject {
  const { contextActivities } = context
  if (!isObject(contextActivities)) return context
  const lists = Object.entries(contextActivities).map(([kind, given]) => {
    const list = Array.isArray(given) ? (given as readonly Json[]) : [given]
    return [kind, list.map((each) => (isObject(each) ? activity(each) : each))]
  })
  return { ...context, contextActivities: Object.fromEntries(lists) as JsonObject }
}

/** `GroupActivity` is a word of event-routing-backends' log stream; an LRS keeps an activity. */
function mended(statement: JsonObject): Change {
  return (activity) => ({
    ...activity,
    ...(activity.objectType === 'GroupActivity' && { objectType: 'Activity' }),
    ...(typeof activity.id === 'string' && { id: mendedId(activity.id, statement) }),
  })
}
