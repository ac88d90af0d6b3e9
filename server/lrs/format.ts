import { isObject, type Json, type JsonObject } from '../events/json.ts'
import { identifiers } from './grammar/actor.ts'
import type { Format } from './statement-query.ts'

/**
 * A statement in one of the formats of the standard (xAPI 1.0.3, Communication §2.1.3): as it is, with no more than what
 * identifies, or with one language of each text. Panorama keeps no definitions of its own: canonical ones are the statement's.
 * @param acceptLanguage the header of that name
 */
export function formatted(statement: JsonObject, format: Format, acceptLanguage: string | undefined): JsonObject {
  if (format === 'exact') return statement
  if (format === 'canonical')
    return mapped(statement, { activity: canonicalOf(acceptLanguage), agent: (agent) => agent })
  return mapped(statement, { activity: ({ id, objectType }) => compact({ objectType, id }), agent: idsOfAgent })
}

interface Change {
  /** Applied to activities and verbs. */
  readonly activity: (activity: JsonObject) => JsonObject
  readonly agent: (agent: JsonObject) => JsonObject
}

function mapped(statement: JsonObject, change: Change): JsonObject {
  const { actor, verb, object, context, authority } = statement
  return {
    ...statement,
    ...(isObject(actor) && { actor: change.agent(actor) }),
    ...(isObject(verb) && { verb: change.activity(verb) }),
    ...(isObject(object) && { object: mappedObject(object, change) }),
    ...(isObject(context) && { context: mappedContext(context, change) }),
    ...(isObject(authority) && { authority: change.agent(authority) }),
  }
}

function mappedObject(object: JsonObject, change: Change): JsonObject {
  switch (object.objectType) {
    case 'SubStatement':
      return mapped(object, change)
    case 'StatementRef':
      return object
    case 'Agent':
    case 'Group':
      return change.agent(object)
    default:
      return change.activity(object)
  }
}

function mappedContext(context: JsonObject, change: Change): JsonObject {
  const { contextActivities, instructor, team } = context
  const lists = isObject(contextActivities)
    ? Object.entries(contextActivities).map(([kind, list]) => [
        kind,
        (list as readonly JsonObject[]).map((each) => change.activity(each)),
      ])
    : []
  return {
    ...context,
    ...(isObject(instructor) && { instructor: change.agent(instructor) }),
    ...(isObject(team) && { team: change.agent(team) }),
    ...(isObject(contextActivities) && { contextActivities: Object.fromEntries(lists) as JsonObject }),
  }
}

/** Of an anonymous group the members are what identifies it. */
function idsOfAgent(agent: JsonObject): JsonObject {
  const named = identifiers.find((name) => agent[name] !== undefined)
  const { objectType, member } = agent
  if (named) return compact({ objectType, [named]: agent[named] })
  return compact({ objectType, member: (member as readonly JsonObject[] | undefined)?.map(idsOfAgent) })
}

const textsOfDefinition = ['name', 'description'] as const
const listsOfDefinition = ['choices', 'scale', 'source', 'target', 'steps'] as const

function canonicalOf(acceptLanguage: string | undefined) {
  const wishes = wishesOf(acceptLanguage)
  const one = (map: Json | undefined) => (isObject(map) ? oneLanguage(map, wishes) : map)
  return (described: JsonObject): JsonObject => {
    const { display, definition } = described
    if (!isObject(definition)) return compact({ ...described, display: one(display) })
    const texts = textsOfDefinition.map((name) => [name, one(definition[name])])
    const lists = listsOfDefinition.map((name) => {
      const list = definition[name] as readonly JsonObject[] | undefined
      return [name, list?.map((each) => compact({ ...each, description: one(each.description) }))]
    })
    return { ...described, definition: compact({ ...definition, ...Object.fromEntries([...texts, ...lists]) }) }
  }
}

/** Language ranges, the dearest first (RFC 9110 §12.5.4). */
function wishesOf(acceptLanguage = ''): string[] {
  const wishes = acceptLanguage.split(',').map((wish) => {
    const [range = '', ...parameters] = wish
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/)
    const quality = parameters.map((parameter) => /^q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean)
    return { range, quality: quality === undefined ? 1 : Number(quality) }
  })
  const wanted = wishes.filter(({ range, quality }) => range !== '' && quality > 0)
  return wanted.sort((left, right) => right.quality - left.quality).map(({ range }) => range)
}

/** The entry of a language map that fits best: the tag itself, a narrower or wider one; else the first. */
function oneLanguage(map: JsonObject, wishes: readonly string[]): JsonObject {
  const tags = Object.keys(map)
  for (const wish of wishes) {
    const fits = (tag: string) => tag === wish || tag.startsWith(`${wish}-`) || wish.startsWith(`${tag}-`)
    const tag = tags.find((each) => each.toLowerCase() === wish) ?? tags.find((each) => fits(each.toLowerCase()))
    if (tag !== undefined) return { [tag]: map[tag]! }
  }
  return tags[0] === undefined ? map : { [tags[0]]: map[tags[0]]! }
}

function compact(members: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as JsonObject
}
