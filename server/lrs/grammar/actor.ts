import { isObject, type Json, type JsonObject } from '../../events/json.ts'
import { type Check, listOf, Malformed, objectAt, objectOf, oneOf, text } from './check.ts'
import { iri, mailbox, sha1 } from './values.ts'

/** The members that identify an agent or a group, of which it may have one. */
export const identifiers = ['mbox', 'mbox_sha1sum', 'openid', 'account'] as const

const identified = {
  name: text,
  mbox: mailbox,
  mbox_sha1sum: sha1,
  openid: iri,
  account: objectOf({ homePage: iri, name: text }, ['homePage', 'name']),
}

const agentMembers = objectOf({ objectType: oneOf('Agent'), ...identified })

export const agent: Check = (value, path) => {
  agentMembers(value, path)
  if (identifiersOf(objectAt(value, path)) !== 1)
    throw new Malformed(path, `must have one of ${identifiers.join(', ')}`)
}

const groupMembers = objectOf({ objectType: oneOf('Group'), ...identified, member: listOf(agent) }, ['objectType'])

/** Identified by one member, or anonymous and made up of its agents. */
export const group: Check = (value, path) => {
  groupMembers(value, path)
  const given = objectAt(value, path)
  const count = identifiersOf(given)
  if (count > 1) throw new Malformed(path, `must have no more than one of ${identifiers.join(', ')}`)
  if (count === 0 && given.member === undefined)
    throw new Malformed(`${path}/member`, 'is missing from a group without identifier')
}

export const agentOrGroup: Check = (value, path) => (isGroup(value) ? group : agent)(value, path)

/** Of whoever sends: an agent, or the two of OAuth, an application and its user. */
export const authority: Check = (value, path) => {
  agentOrGroup(value, path)
  if (!isGroup(value)) return
  const { member } = objectAt(value, path)
  const isPair = Array.isArray(member) && member.length === 2 && identifiersOf(objectAt(value, path)) === 0
  if (!isPair) throw new Malformed(path, 'must be an agent, or a group of two without identifier')
}

function isGroup(value: Json): boolean {
  return isObject(value) && value.objectType === 'Group'
}

function identifiersOf(value: JsonObject): number {
  return identifiers.filter((name) => value[name] !== undefined).length
}
