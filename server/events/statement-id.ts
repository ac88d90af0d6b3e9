import { dnsNamespace, uuid5, uuid5Bytes, uuidBytes } from '../kernel/ids.ts'
import type { Verb } from './iris.ts'
import type { Agent } from './statement.ts'

/**
 * The id that event-routing-backends gives a statement: from verb, actor and the text of the event's time, so that an event
 * has one id wherever it is transformed. Neither the object nor the name of the event is in it.
 *
 * @param time the text as it came: `…Z` and `…+00:00` make different ids
 * @param part id of the question, for one question of a problem with several
 */
export function statementId(verb: Verb, actor: Agent, time: string, part?: string): string {
  return uuid5(namespaceOf(verb, part), `${actorText(actor)}-${time}`)
}

/**
 * The id of a statement whose own is taken by a statement about another object: the same actor did the same in the same
 * instant to both. Derived from both, so that it is the same in whatever order the two arrive twice.
 */
export function secondStatementId(taken: string, objectId: string): string {
  return uuid5(uuidBytes(taken), objectId)
}

const namespaces = new Map<string, Buffer>()

function namespaceOf(verb: Verb, part: string | undefined): Buffer {
  if (part !== undefined) return uuid5Bytes(dnsNamespace, `${verbText(verb)}-${part}`)
  let namespace = namespaces.get(verb.id)
  if (!namespace) {
    namespace = uuid5Bytes(dnsNamespace, verbText(verb))
    namespaces.set(verb.id, namespace)
  }
  return namespace
}

function verbText({ id, display }: Verb): string {
  return `{"id": ${pythonString(id)}, "display": {"en": ${pythonString(display.en)}}}`
}

/** Most events are by somebody who has been met before. */
const actorTexts = new WeakMap<Agent, string>()

function actorText(actor: Agent): string {
  let text = actorTexts.get(actor)
  if (text === undefined) {
    const { name, homePage } = actor.account
    text = `{"objectType": "${actor.objectType}", "account": {"name": ${pythonString(name)}, "homePage": ${pythonString(homePage)}}}`
    actorTexts.set(actor, text)
  }
  return text
}

/** A string as Python's `json.dumps` writes it: everything outside printable ASCII escaped. */
function pythonString(text: string): string {
  return JSON.stringify(text).replace(
    /[\x7f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
