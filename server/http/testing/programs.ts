import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, HTTPMethods } from 'fastify'
import type { CredentialScope } from '../../contract/credential.ts'
import { createLiveIngest } from '../../ingest/live-ingest.ts'
import { createLmsRows } from '../../lms/take-rows.ts'
import { createKeys } from '../../lrs/keys.ts'
import { createLrs } from '../../lrs/lrs.ts'
import { createRetirement } from '../../retirement/retirement.ts'
import { openStore } from '../../store/open-store.ts'
import { openTestWarehouse } from '../../testing/warehouse.ts'
import { tablesOf } from '../../warehouse/tables.ts'
import type { AppDependencies } from '../dependencies.ts'
import { openFakeApp } from './fake-app.ts'

export const lmsUrl = 'https://lms.example'
export const home = 'http://panorama.test/panorama'

/** The ways in for programs, on a real warehouse and store. Close it after the tests. */
export async function openPrograms(changes: Partial<AppDependencies> = {}) {
  let now = Date.parse('2026-05-04T12:00:00Z')
  const clock = { now: () => new Date(now) }
  const warehouse = await openTestWarehouse()
  const directory = await mkdtemp(join(tmpdir(), 'panorama-programs-'))
  const store = await openStore(join(directory, 'store.db'), clock)
  const tables = tablesOf(warehouse.databases, 'real')
  const keys = createKeys(store, clock)
  const lrs = createLrs({ engine: warehouse.engine, tables, clock, store, home })
  const liveIngest = createLiveIngest({ warehouse, dataSet: 'real', store, clock, lmsUrl })
  const lmsRows = createLmsRows({ warehouse, dataSet: 'real', store, clock, lmsUrl, withNames: false })
  const retirement = createRetirement({ warehouse, store, clock, lmsUrl })
  const app = await openFakeApp({ keys, lrs, liveIngest, lmsRows, retirement, ...changes })

  const rows = (sql: string) => warehouse.engine.rows({ name: 'test', sql })

  /** A new key, as the header that programs send. */
  async function authorization(...scopes: CredentialScope[]): Promise<string> {
    const { credential, secret } = await keys.create({ name: scopes.join(' '), scopes }, 'ada')
    return `Basic ${Buffer.from(`${credential.id}:${secret}`).toString('base64')}`
  }

  return {
    app,
    warehouse,
    tables,
    store,
    keys,
    rows,
    authorization,
    advance(ms: number) {
      now += ms
    },
    async forgetAll() {
      const written = [
        'rawStatements',
        'statements',
        'lrsStatements',
        'voidedStatements',
        'voidsToSettle',
        'quarantinedLines',
      ] as const
      for (const table of written)
        await warehouse.engine.command({ name: 'test', sql: `TRUNCATE TABLE ${tables[table]}` })
    },
    async close() {
      await app.close()
      await store.close()
      await warehouse.close()
      await rm(directory, { recursive: true })
    },
  }
}

export interface XapiCall {
  readonly method?: HTTPMethods
  readonly path?: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string | undefined>>
  readonly body?: unknown
}

/** Asks the LRS as an xAPI client does; text is sent as it is, all else as JSON. A header that is undefined is left out. */
export function xapi(app: FastifyInstance, authorization: string) {
  return async ({ method = 'GET', path = 'statements', query = {}, headers = {}, body }: XapiCall) => {
    const given = {
      authorization,
      'x-experience-api-version': '1.0.3',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    }
    const search = new URLSearchParams(query).toString()
    const answer = await app.inject({
      method: method as 'GET',
      url: `/panorama/xAPI/${path}${search ? `?${search}` : ''}`,
      headers: Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Record<
        string,
        string
      >,
      ...(body !== undefined && { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text: answer.body,
      json: () => JSON.parse(answer.body),
    }
  }
}
