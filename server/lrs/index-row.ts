import type { JsonObject } from '../events/json.ts'
import { agentKey } from './agent-key.ts'
import { timestampText } from './grammar/timestamp.ts'
import { partsOf } from './statement-parts.ts'

/** A statement that is to be written, complete but for what the index says of it. */
export interface Entry {
  readonly id: string
  readonly statement: JsonObject
  /** Microseconds since 1970. */
  readonly time: number
  readonly stored: number
  /** Id of the key that sent it. */
  readonly authority: string
}

export const indexColumns = [
  'stored',
  'statement_id',
  'emission_time',
  'authority',
  'verb_id',
  'activity_id',
  'related_activities',
  'agents',
  'related_agents',
  'registration',
  'target_id',
] as const

/** The row of a statement in the index, as a line of JSON. */
export function indexRow({ id, statement, time, stored, authority }: Entry, home: string): string {
  const { related_agents, ...parts } = partsOf(statement)
  const sender = agentKey(authorityOf(home, authority))
  return `${JSON.stringify({
    stored: inDatabase(stored),
    statement_id: id,
    emission_time: inDatabase(time),
    authority,
    ...parts,
    related_agents: [...related_agents, ...(sender === null ? [] : [sender])],
  })}\n`
}

/** Who vouches for what a key sends (xAPI 1.0.3, Data §2.4.9): an account of ours with the id of the key. */
export function authorityOf(home: string, credentialId: string): JsonObject {
  return { objectType: 'Agent', account: { homePage: home, name: credentialId } }
}

function inDatabase(micros: number): string {
  return timestampText(micros).replace('T', ' ').replace('Z', '')
}
