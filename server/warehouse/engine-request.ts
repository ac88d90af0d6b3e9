import type { IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { arrayPlaceholders, readBoundText } from './bound-text.ts'
import type { Engine, EngineQuery, InsertFormat } from './engine.ts'
import { isSingleQuery } from './single-query.ts'

/** An answer of ClickHouse's HTTP interface. */
export interface EngineAnswer {
  readonly status: number
  readonly body: string | Buffer
  readonly exceptionCode?: number
}

export interface RequestLimits {
  /** Whoever asks may read the tables and nothing else. */
  readonly readOnly: boolean
  /** Aborts when nobody waits any more. */
  readonly signal: AbortSignal
}

/** Does what a request to ClickHouse's HTTP interface asks for; never throws. */
export async function answerRequest(
  engine: Engine,
  request: IncomingMessage,
  { searchParams }: URL,
  { readOnly, signal }: RequestLimits,
): Promise<EngineAnswer> {
  try {
    const sent = await buffer(request)
    const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent
    const inUrl = searchParams.get('query')
    const insert = inUrl === null ? null : dataInsert.exec(inUrl)
    if (insert && !readOnly) {
      const [, table = '', columns = '', format = ''] = insert
      if (!isInsertFormat(format)) return unknownFormat(format)
      await engine.insert(
        table,
        columns.split(',').map((column) => column.trim().replaceAll('`', '')),
        format,
        body,
      )
      return { status: 200, body: '' }
    }
    const { sql, format } = splitFormat(inUrl === null ? body.toString() : `${inUrl}\n${body.toString()}`)
    if (readOnly && !isSingleQuery(sql)) return onlyReads
    const query = {
      ...readQuery(sql, searchParams),
      readOnly: readOnly || searchParams.get('readonly') === '1',
      signal,
    }
    if (!/^\s*(SELECT|WITH|SHOW|DESCRIBE|DESC|EXISTS)\b/i.test(sql)) {
      await engine.command(query)
      return { status: 200, body: '' }
    }
    if (format !== 'JSONEachRow') return { status: 200, body: await engine.bytes(query, format) }
    const rows = await engine.rows(query)
    return { status: 200, body: rows.map((row) => `${JSON.stringify(row)}\n`).join('') }
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    const text = cause instanceof Error ? cause.message : String(cause)
    const [, code = '1002', message = text] = /Code: (\d+)\. DB::Exception: (.*)/s.exec(text) ?? []
    return failedWith(500, Number(code), message)
  }
}

/** A failure as ClickHouse words it. */
export function failedWith(status: number, exceptionCode: number, message: string): EngineAnswer {
  const named = /\([A-Z_]{3,}\)\s*$/.test(message) ? message : `${message} (UNKNOWN_EXCEPTION)`
  return { status, exceptionCode, body: `Code: ${exceptionCode}. DB::Exception: ${named}\n` }
}

const onlyReads = failedWith(403, 164, 'Cannot execute query in readonly mode. (READONLY)')

const isInsertFormat = (format: string): format is InsertFormat =>
  ['JSONEachRow', 'TabSeparated', 'CSVWithNames', 'Native', 'Parquet'].includes(format)

const unknownFormat = (format: string) => failedWith(400, 73, `Unknown format ${format}. (UNKNOWN_FORMAT)`)

const dataInsert = /^\s*INSERT\s+INTO\s+([\w.`]+)\s*\(([^)]*)\)\s*FORMAT\s+(\w+)\s*$/i

function splitFormat(text: string): { sql: string; format: string } {
  const [clause, format = 'TabSeparated'] = /\sFORMAT\s+(\w+)\s*;?\s*$/i.exec(text) ?? []
  return { sql: (clause ? text.slice(0, -clause.length) : text).replace(/;\s*$/, ''), format }
}

function readQuery(sql: string, given: URLSearchParams): EngineQuery {
  const arrays = arrayPlaceholders(sql)
  const params = [...given]
    .filter(([key]) => key.startsWith('param_'))
    .map(([key, text]) => [key.slice(6), readBoundText(text, arrays.has(key.slice(6)))] as const)
  return {
    name: given.get('log_comment') ?? 'http',
    sql,
    ...(params.length > 0 && { params: Object.fromEntries(params) }),
    maxSeconds: Number(given.get('max_execution_time') ?? 0),
  }
}
