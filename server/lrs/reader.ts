import type { JsonObject } from '../events/json.ts'
import type { BoundValue, Engine } from '../warehouse/engine.ts'
import type { Tables } from '../warehouse/tables.ts'
import { voidedVerb } from './grammar/statement.ts'
import { timestampText } from './grammar/timestamp.ts'
import { authorityOf } from './index-row.ts'
import { rawStatements } from './raw-statements.ts'
import { noId } from './statement-parts.ts'
import type { Cursor, StatementFilters } from './statement-query.ts'

/** Whose statements may be read: all, or those that one key sent. */
export type Readable = { readonly only: string } | 'all'

export interface Page {
  readonly statements: readonly JsonObject[]
  /** Where the next page goes on; null after the last. */
  readonly next: Cursor | null
}

export interface Reader {
  /** A statement that is, or is not, voided; null where there is none. `stored` is in microseconds since 1970. */
  one(id: string, voided: boolean, readable: Readable): Promise<{ statement: JsonObject; stored: number } | null>
  page(filters: StatementFilters, after: Cursor | null, readable: Readable): Promise<Page>
}

interface IndexRow {
  readonly id: string
  readonly stored: number
  readonly time: number
  readonly authority: string
}

type Bound = Record<string, BoundValue>

/**
 * Reads what came through the LRS: the index says which statements, the raw table what they are. Statements that came by a
 * tracking log are not among them.
 * @param home the LRS's own address
 */
export function createReader(engine: Engine, tables: Tables, home: string): Reader {
  const isVoided = `(verb_id != '${voidedVerb}' AND statement_id IN (SELECT statement_id FROM ${tables.voidedStatements}))`

  async function rowsOf(conditions: readonly string[], params: Bound, rest: string): Promise<IndexRow[]> {
    const rows = await engine.rows({
      name: 'lrs-index',
      sql: `SELECT toString(statement_id) AS id, toUnixTimestamp64Micro(lrs.stored) AS stored,
          toUnixTimestamp64Micro(emission_time) AS time, authority
        FROM ${tables.lrsStatements} AS lrs WHERE ${conditions.join(' AND ')} ${rest}`,
      params,
      maxSeconds: 30,
    })
    return rows.map((row) => ({
      id: String(row.id),
      stored: Number(row.stored),
      time: Number(row.time),
      authority: String(row.authority),
    }))
  }

  async function statementsOf(rows: readonly IndexRow[]): Promise<{ statement: JsonObject; stored: number }[]> {
    const raw = await rawStatements(engine, tables, rows)
    return rows.flatMap(({ id, stored, authority }) => {
      const statement = raw.get(id)
      if (!statement) return []
      const said = { stored: timestampText(stored), authority: authorityOf(home, authority) }
      return [{ stored, statement: { ...statement, ...said } }]
    })
  }

  /** Statements about statements that meet the conditions, and statements about those, and so on (Communication §2.1.3). */
  async function referring(conditions: readonly string[], params: Bound): Promise<string[]> {
    const refs = await engine.rows({
      name: 'lrs-references',
      sql: `SELECT toString(statement_id) AS id, toString(target_id) AS target FROM ${tables.lrsStatements}
        WHERE target_id != '${noId}'`,
    })
    if (refs.length === 0) return []
    const targets = `statement_id IN (SELECT target_id FROM ${tables.lrsStatements} WHERE target_id != '${noId}')`
    const met = await rowsOf([...conditions, targets], params, '')
    const sources = new Map<string, string[]>()
    for (const { id, target } of refs) sources.set(String(target), [...(sources.get(String(target)) ?? []), String(id)])
    const found = new Set<string>()
    const visit = met.map(({ id }) => id)
    for (let id = visit.pop(); id !== undefined; id = visit.pop()) {
      for (const source of sources.get(id) ?? []) {
        if (found.has(source)) continue
        found.add(source)
        visit.push(source)
      }
    }
    return [...found]
  }

  return {
    async one(id, voided, readable) {
      const conditions = ['statement_id = {id: UUID}', voided ? isVoided : `NOT ${isVoided}`]
      const access = accessOf(readable)
      const rows = await rowsOf([...conditions, ...access.conditions], { id, ...access.params }, 'LIMIT 1')
      return (await statementsOf(rows))[0] ?? null
    },

    async page(filters, after, readable) {
      const access = accessOf(readable)
      const asked = askedFor(filters)
      const params: Bound = { ...asked.params, ...access.params }
      const conditions = [`NOT ${isVoided}`, ...access.conditions, ...within(filters, after, params)]
      if (asked.conditions.length > 0) {
        params.refs = await referring([...asked.conditions, ...access.conditions], { ...params })
        const met = asked.conditions.join(' AND ')
        conditions.push(params.refs.length > 0 ? `(${met} OR statement_id IN {refs: Array(UUID)})` : met)
        if (params.refs.length === 0) delete params.refs
      }
      const order = filters.ascending ? 'ASC' : 'DESC'
      const rest = `ORDER BY lrs.stored ${order}, statement_id ${order} LIMIT 1 BY statement_id LIMIT ${filters.limit + 1}`
      const rows = await rowsOf(conditions, params, rest)
      const shown = rows.slice(0, filters.limit)
      const statements = (await statementsOf(shown)).map(({ statement }) => statement)
      const last = shown.at(-1)
      return { statements, next: rows.length > filters.limit && last ? { stored: last.stored, id: last.id } : null }
    },
  }
}

interface Narrowing {
  readonly conditions: readonly string[]
  readonly params: Bound
}

function accessOf(readable: Readable): Narrowing {
  if (readable === 'all') return { conditions: [], params: {} }
  return { conditions: ['authority = {mine: String}'], params: { mine: readable.only } }
}

/** The filters that also reach a statement by way of the one it is about. */
function askedFor({
  agent,
  verb,
  activity,
  registration,
  relatedAgents,
  relatedActivities,
}: StatementFilters): Narrowing {
  const wanted = [
    [`has(${relatedAgents ? 'related_agents' : 'agents'}, {agent: UUID})`, 'agent', agent],
    ['verb_id = {verb: String}', 'verb', verb],
    [
      relatedActivities ? 'has(related_activities, {activity: String})' : 'activity_id = {activity: String}',
      'activity',
      activity,
    ],
    ['registration = {registration: UUID}', 'registration', registration],
  ] as const
  const given = wanted.filter(([, , value]) => value !== null)
  return {
    conditions: given.map(([condition]) => condition),
    params: Object.fromEntries(given.map(([, name, value]) => [name, value])),
  }
}

/** Since, until, and where the page before ended. Adds its values to `params`. */
function within({ since, until, ascending }: StatementFilters, after: Cursor | null, params: Bound): string[] {
  const moment = (name: string) => `fromUnixTimestamp64Micro({${name}: Int64})`
  const conditions: string[] = []
  if (since !== null) {
    params.since = since
    conditions.push(`lrs.stored > ${moment('since')}`)
  }
  if (until !== null) {
    params.until = until
    conditions.push(`lrs.stored <= ${moment('until')}`)
  }
  if (after !== null) {
    params.after = after.stored
    params.afterId = after.id
    conditions.push(`(lrs.stored, statement_id) ${ascending ? '>' : '<'} (${moment('after')}, {afterId: UUID})`)
  }
  return conditions
}
