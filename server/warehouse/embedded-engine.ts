import { type ChdbResult, Session } from 'chdb'
import type { Engine, EngineQuery } from './engine.ts'
import { engineFailure } from './engine-failure.ts'

/**
 * ClickHouse inside this process, on a directory that only one process may open at a time.
 * @param dataDir directory of the database, made when missing
 */
export async function openEmbeddedEngine(dataDir: string): Promise<Engine> {
  const session = new Session(dataDir)

  async function run({ name, sql, params, maxSeconds, signal }: EngineQuery, format: string): Promise<ChdbResult> {
    const labelled = withSettings(sql, name, maxSeconds ?? 0)
    const options = { format, ...(signal && { signal }) }
    try {
      if (params && Object.keys(params).length > 0) return await session.queryBindAsync(labelled, params, options)
      return await session.queryAsync(labelled, options)
    } catch (cause) {
      throw engineFailure(name, cause)
    }
  }

  await run({ name: 'open', sql: 'SELECT 1' }, 'Null')

  return {
    kind: 'embedded',
    async rows(query) {
      const text = (await run(query, 'JSONEachRow')).text()
      return text === ''
        ? []
        : text
            .trimEnd()
            .split('\n')
            .map((line) => JSON.parse(line) as Record<string, unknown>)
    },
    async command(query) {
      await run(query, 'Null')
    },
    async insert(table, columns, format, data) {
      try {
        await session.insert({ table, columns, format, values: data, settings: { max_partitions_per_insert_block: 0 } })
      } catch (cause) {
        throw engineFailure(`insert into ${table}`, cause)
      }
    },
    async close() {
      session.close()
    },
  }
}

/** Settings ride in the query text: the bridge breaks on quotes in settings given aside. DDL takes none. */
function withSettings(sql: string, name: string, maxSeconds: number): string {
  if (!/^\s*(SELECT|WITH)\b/i.test(sql)) return sql
  const settings = [`log_comment = '${name.replaceAll("'", '')}'`, 'output_format_json_quote_64bit_integers = 0']
  if (maxSeconds > 0) settings.push(`max_execution_time = ${maxSeconds}`)
  const joint = /\bSETTINGS additional_table_filters = /.test(sql) ? ', ' : '\nSETTINGS '
  return `${sql}${joint}${settings.join(', ')}`
}
