import { randomUUID } from 'node:crypto'
import type { Agent } from 'node:http'
import { Readable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import { ClickHouseLogLevel, type ClickHouseSettings, createClient } from '@clickhouse/client'
import type { Engine, EngineQuery } from './engine.ts'
import { engineFailure } from './engine-failure.ts'

export interface RemoteEngineOptions {
  /** Of ClickHouse's HTTP interface, for example `https://clickhouse.example.org:8443`. */
  readonly url: string
  readonly user: string
  readonly password: string
  /** Compress both ways; of no use on the same machine. */
  readonly compress: boolean
  /** See `Engine`. Default: false. */
  readonly readsFiles?: boolean
  /** How to connect, where the URL does not say it: a Unix socket. */
  readonly agent?: Agent
}

/** How long a server may be silent before it is taken for gone. Building models over a large site takes minutes. */
const silence = 3_600_000

/** How long a reading of the server's data version holds, for changes made by others. */
const versionHolds = 1_000

/** ClickHouse over HTTP. Connecting happens with the first query. */
export function openRemoteEngine({
  url,
  user,
  password,
  compress,
  readsFiles = false,
  agent,
}: RemoteEngineOptions): Engine {
  const client = createClient({
    url,
    username: user,
    password,
    application: 'panorama',
    request_timeout: silence,
    compression: { request: compress, response: compress },
    // The client would log failed queries with their values, and values are about people.
    log: { level: ClickHouseLogLevel.OFF },
    ...(agent && { http_agent: agent }),
  })
  let writes = 0
  let version = { value: Promise.resolve(''), writes: -1, readAt: 0 }

  const about = ({
    name,
    maxSeconds = 0,
    readOnly = false,
  }: Pick<EngineQuery, 'name' | 'maxSeconds' | 'readOnly'>): ClickHouseSettings => ({
    log_comment: name,
    ...(maxSeconds > 0 && { max_execution_time: maxSeconds }),
    ...(readOnly && { readonly: '1' }),
  })

  async function change(name: string, work: () => Promise<unknown>, signal?: AbortSignal) {
    try {
      await work()
    } catch (cause) {
      signal?.throwIfAborted()
      throw engineFailure(name, cause)
    } finally {
      writes++
    }
  }

  const engine: Engine = {
    kind: 'remote',
    readsFiles,
    async rows({ signal, ...query }) {
      signal?.throwIfAborted()
      try {
        const result = await client.query({
          query: query.sql,
          format: 'JSONEachRow',
          query_id: randomUUID(),
          query_params: { ...query.params },
          clickhouse_settings: {
            ...about(query),
            output_format_json_quote_64bit_integers: 0,
            // A failure halfway is then a failure and not the end of the rows.
            wait_end_of_query: 1,
            cancel_http_readonly_queries_on_client_close: 1,
          },
          ...(signal && { abort_signal: signal }),
        })
        const leave = () => result.close()
        signal?.addEventListener('abort', leave, { once: true })
        try {
          return parseRows(await result.text())
        } finally {
          signal?.removeEventListener('abort', leave)
        }
      } catch (cause) {
        signal?.throwIfAborted()
        throw engineFailure(query.name, cause)
      }
    },
    async bytes({ signal, ...query }, format) {
      signal?.throwIfAborted()
      try {
        const { stream } = await client.exec({
          query: `${query.sql}\nFORMAT ${format}`,
          query_id: randomUUID(),
          query_params: { ...query.params },
          clickhouse_settings: {
            ...about(query),
            wait_end_of_query: 1,
            cancel_http_readonly_queries_on_client_close: 1,
          },
          ...(signal && { abort_signal: signal }),
        })
        return await buffer(stream)
      } catch (cause) {
        signal?.throwIfAborted()
        throw engineFailure(query.name, cause)
      }
    },
    async command({ signal, ...query }) {
      signal?.throwIfAborted()
      const work = () =>
        client.command({
          query: query.sql,
          query_id: randomUUID(),
          query_params: { ...query.params },
          clickhouse_settings: { ...about(query), wait_end_of_query: 1 },
          ...(signal && { abort_signal: signal }),
        })
      await change(query.name, work, signal)
    },
    async insert(table, columns, format, data) {
      const name = `insert into ${table}`
      const work = async () => {
        // Not client.insert: for JSON it wants objects, and these are lines already.
        const { stream } = await client.exec({
          query: `INSERT INTO ${table} (${columns.join(', ')}) FORMAT ${format}`,
          values:
            data instanceof Readable
              ? data
              : Readable.from(Buffer.isBuffer(data) ? [data] : data, { objectMode: false }),
          query_id: randomUUID(),
          // A profile of the server may make inserts asynchronous; an acknowledged one must be durable.
          clickhouse_settings: {
            ...about({ name }),
            max_partitions_per_insert_block: '0',
            async_insert: 0,
            wait_end_of_query: 1,
          },
        })
        await text(stream)
      }
      await change(name, work)
    },
    dataVersion() {
      const now = performance.now()
      if (version.writes !== writes || now - version.readAt > versionHolds) {
        const written = writes
        const value = engine.rows({ name: 'data-version', sql: partsNow }).then(([row]) => `${written}:${row?.parts}`)
        version = { value, writes, readAt: now }
        value.catch(() => {
          version = { ...version, writes: -1 }
        })
      }
      return version.value
    },
    async close() {
      await client.close()
      agent?.destroy()
    },
  }
  return engine
}

const partsNow = `SELECT toString(sum(cityHash64(database, table, name))) AS parts FROM system.parts WHERE active AND database != 'system'`

/** @throws Error with ClickHouse's text when the server failed after it had begun to answer with 200 */
function parseRows(answer: string): Record<string, unknown>[] {
  const rows: Record<string, unknown>[] = []
  for (const line of answer.split('\n')) {
    if (line === '') continue
    const row = parseRow(line)
    if (row === null || (typeof row.exception === 'string' && Object.keys(row).length === 1)) {
      throw new Error(/Code: \d+\..*/s.exec(answer)?.[0] ?? 'The answer broke off.')
    }
    rows.push(row)
  }
  return rows
}

function parseRow(line: string): Record<string, unknown> | null {
  try {
    return JSON.parse(line) as Record<string, unknown>
  } catch {
    return null
  }
}
