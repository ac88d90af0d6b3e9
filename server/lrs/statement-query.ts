import { isObject, type Json } from '../events/json.ts'
import { invalidRequest } from '../kernel/errors.ts'
import { agentKey } from './agent-key.ts'
import { agentOrGroup } from './grammar/actor.ts'
import { type Check, Malformed } from './grammar/check.ts'
import { timestampOf } from './grammar/timestamp.ts'
import { anyId, iri, uuid } from './grammar/values.ts'

export const formats = ['ids', 'exact', 'canonical'] as const
export type Format = (typeof formats)[number]

/** What `GET statements` asks for (xAPI 1.0.3, Communication §2.1.3). Times are microseconds since 1970. */
export type StatementQuery =
  | { readonly kind: 'one'; readonly id: string; readonly voided: boolean; readonly format: Format }
  | ({ readonly kind: 'list'; readonly after: Cursor | null } & StatementFilters)

export interface StatementFilters {
  readonly agent: string | null
  readonly verb: string | null
  readonly activity: string | null
  readonly registration: string | null
  readonly relatedAgents: boolean
  readonly relatedActivities: boolean
  readonly since: number | null
  readonly until: number | null
  readonly limit: number
  readonly ascending: boolean
  readonly format: Format
}

/** The last statement of the page before. */
export interface Cursor {
  readonly stored: number
  readonly id: string
}

/** Statements of one answer at most; whoever asks for more, or for 0, gets this many and a link to the rest. */
const mostStatements = 100

const ofOne = ['statementId', 'voidedStatementId', 'format', 'attachments']
const ofLists = ['agent', 'verb', 'activity', 'registration', 'related_activities', 'related_agents']
const ofPages = ['since', 'until', 'limit', 'ascending', 'format', 'attachments']

/**
 * Reads the parameters of `GET statements`.
 * @throws PanoramaError `invalid_request` for parameters that the standard does not know here, that exclude each other or
 *   that cannot be read
 */
export function readQuery(given: URLSearchParams): StatementQuery {
  const more = given.get('more')
  if (more !== null) {
    if (given.size > 1) throw invalid('more', 'stands alone: use the link as it was given')
    return readMore(more)
  }
  return readParameters(given)
}

function readParameters(given: URLSearchParams): StatementQuery {
  const asksForOne = given.has('statementId') || given.has('voidedStatementId')
  const known = asksForOne ? ofOne : [...ofLists, ...ofPages]
  for (const name of new Set(given.keys())) {
    if (!known.includes(name))
      throw invalid(name, asksForOne ? 'does not go with the id of a statement' : 'is unknown here')
    if (given.getAll(name).length > 1) throw invalid(name, 'is there twice')
  }
  if (flag(given, 'attachments')) throw invalid('attachments', 'must be false: Panorama keeps no data of attachments')
  const format = formats.find((name) => name === (given.get('format') ?? 'exact'))
  if (!format) throw invalid('format', `must be one of ${formats.join(', ')}`)
  if (asksForOne) {
    if (given.has('statementId') && given.has('voidedStatementId'))
      throw invalid('statementId', 'excludes voidedStatementId')
    const voided = given.has('voidedStatementId')
    const name = voided ? 'voidedStatementId' : 'statementId'
    return { kind: 'one', id: textOf(given, name, uuid)!.toLowerCase(), voided, format }
  }
  return {
    kind: 'list',
    after: null,
    agent: agentOf(given.get('agent')),
    verb: textOf(given, 'verb', iri),
    // event-routing-backends has ids that are no IRIs.
    activity: textOf(given, 'activity', anyId),
    registration: textOf(given, 'registration', uuid)?.toLowerCase() ?? null,
    relatedAgents: flag(given, 'related_agents'),
    relatedActivities: flag(given, 'related_activities'),
    since: momentOf(given, 'since'),
    until: momentOf(given, 'until'),
    limit: limitOf(given.get('limit')),
    ascending: flag(given, 'ascending'),
    format,
  }
}

/**
 * The link to the next page holds all that it needs, so it never expires: what was asked, and where the page before ended.
 * It opens nothing that its bearer may not read anyway.
 */
export function moreParameter(asked: URLSearchParams, { stored, id }: Cursor): string {
  const before = asked.get('more')
  const query = before === null ? asked.toString() : unpacked(before)[0]
  return Buffer.from(JSON.stringify([query, stored, id])).toString('base64url')
}

function readMore(more: string): StatementQuery {
  const [query, stored, id] = unpacked(more)
  const asked = readParameters(new URLSearchParams(query))
  if (asked.kind !== 'list') throw invalid('more', 'is no link of ours')
  return { ...asked, after: { stored, id } }
}

function unpacked(more: string): [query: string, stored: number, id: string] {
  const value = jsonOf(Buffer.from(more, 'base64url').toString())
  if (Array.isArray(value) && value.length === 3) {
    const [query, stored, id] = value as readonly Json[]
    if (typeof query === 'string' && Number.isSafeInteger(stored) && passes(uuid, id!))
      return [query, Number(stored), String(id)]
  }
  throw invalid('more', 'is no link of ours')
}

function agentOf(text: string | null): string | null {
  if (text === null) return null
  const value = jsonOf(text)
  const key = passes(agentOrGroup, value) && isObject(value) ? agentKey(value) : null
  if (key === null) throw invalid('agent', 'must be the JSON of an agent or of a group with an identifier')
  return key
}

function textOf(given: URLSearchParams, name: string, check: Check): string | null {
  const value = given.get(name)
  if (value !== null && !passes(check, value)) throw invalid(name, `must be ${check === uuid ? 'a UUID' : 'an IRI'}`)
  return value
}

function momentOf(given: URLSearchParams, name: string): number | null {
  const text = given.get(name)
  const moment = text === null ? null : timestampOf(text)
  if (text !== null && moment === null) throw invalid(name, 'must be an ISO 8601 time')
  return moment
}

function limitOf(text: string | null): number {
  if (text === null) return mostStatements
  if (!/^\d{1,15}$/.test(text)) throw invalid('limit', 'must be a whole number, 0 or more')
  return Math.min(Number(text) || mostStatements, mostStatements)
}

function flag(given: URLSearchParams, name: string): boolean {
  const text = given.get(name)
  if (text !== null && text !== 'true' && text !== 'false') throw invalid(name, 'must be true or false')
  return text === 'true'
}

function passes(check: Check, value: Json): boolean {
  try {
    check(value, '')
    return true
  } catch (cause) {
    if (cause instanceof Malformed) return false
    throw cause
  }
}

function jsonOf(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return null
  }
}

function invalid(name: string, problem: string) {
  return invalidRequest(`The parameter ${name.slice(0, 40)} ${problem}.`)
}
