import { isObject, type Json, type JsonObject } from '../events/json.ts'
import { dnsNamespace, uuid5, uuid5Bytes } from '../kernel/ids.ts'

const agents = uuid5Bytes(dnsNamespace, 'agents.panorama')

/**
 * What stands for an agent or an identified group in the index: the same for whoever has the same identifier (xAPI 1.0.3,
 * Data §2.4.2.3), and no way back to a mail address. Null for an anonymous group.
 */
export function agentKey(agent: JsonObject): string | null {
  const identifier = identifierOf(agent)
  return identifier === null ? null : uuid5(agents, identifier)
}

/** Kind and value of the identifier; mail addresses and hashes in lower case. */
export function identifierOf({ mbox, mbox_sha1sum: sha1, openid, account }: JsonObject): string | null {
  if (typeof mbox === 'string') return `mbox ${mbox.toLowerCase()}`
  if (typeof sha1 === 'string') return `mbox_sha1sum ${sha1.toLowerCase()}`
  if (typeof openid === 'string') return `openid ${openid}`
  return isObject(account) ? `account ${account.homePage} ${account.name}` : null
}

/** By what the retired list and the figures know an agent. */
export function actorIdOf({ mbox, mbox_sha1sum: sha1, openid, account }: JsonObject): string | null {
  const known = isObject(account) ? account.name : (mbox ?? sha1 ?? openid)
  return typeof known === 'string' ? known : null
}

/** An agent or group and the agents that it is made up of. */
export function withMembers(actor: Json | undefined): JsonObject[] {
  if (!isObject(actor)) return []
  const { member } = actor
  return [actor, ...(Array.isArray(member) ? (member as readonly Json[]).filter(isObject) : [])]
}
