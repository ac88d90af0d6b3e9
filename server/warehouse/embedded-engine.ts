import { rm, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Session } from 'chdb'
import type { Engine, EngineQuery } from './engine.ts'
import { engineFailure } from './engine-failure.ts'
import { createSessionPool } from './session-pool.ts'

/** Answers in progress at a time: each uses every core, so more would only make all of them late. */
const readers = 4

/** What one answer may take of the memory that it shares with the service: past it, the person is asked to narrow down. */
const bytesPerAnswer = 1_500_000_000

/**
 * One thread for an insert: whoever makes the rows needs the other cores, and is slower. The file's columns are taken from the
 * table that it goes into, in the order of the insert.
 */
const insertSettings =
  'max_threads = 1, max_partitions_per_insert_block = 0, use_structure_from_insertion_table_in_table_functions = 1'

/**
 * ClickHouse inside this process, on a directory that only one process may open at a time.
 * @param dataDir directory of the database, made when missing
 * @throws the error of chDB when another process holds the directory
 */
export async function openEmbeddedEngine(dataDir: string): Promise<Engine> {
  const writing = createSessionPool(dataDir, 1)
  const reading = createSessionPool(dataDir, readers)
  // Changes come one after the other, so one file does; what a killed process leaves of it, the next insert overwrites.
  const spool = resolve(dataDir, 'insert.spool')
  let writes = 0

  /** Every change goes through here, one after the other, and moves the version on whether it succeeds or not. */
  async function change(name: string, work: (session: Session) => Promise<unknown>, signal?: AbortSignal) {
    try {
      await writing.with(work, signal)
    } catch (cause) {
      signal?.throwIfAborted()
      throw engineFailure(name, cause)
    } finally {
      writes++
    }
  }

  async function read({ sql, name, params = {}, maxSeconds = 0, signal }: EngineQuery, session: Session) {
    const rows: Record<string, unknown>[] = []
    // Cancelling a stream before its first chunk would run it to its end, and hold up the whole process meanwhile.
    signal?.throwIfAborted()
    // A stream, although all rows are wanted: it is what chDB can cancel, and what it binds side by side.
    const stream = session.queryStreamBind(withSettings(sql, name, maxSeconds), params, {
      format: 'JSONEachRow',
      ...(signal && { signal }),
    })
    for await (const chunk of stream) for (const row of chunk.rows<Record<string, unknown>>()) rows.push(row)
    return rows
  }

  const engine: Engine = {
    kind: 'embedded',
    async rows(query) {
      try {
        const answer = reading.with((session) => read(query, session), query.signal)
        return await (query.signal ? Promise.race([answer, aborted(query.signal)]) : answer)
      } catch (cause) {
        query.signal?.throwIfAborted()
        throw engineFailure(query.name, cause)
      }
    },
    async command({ name, sql, params, signal }) {
      const options = { format: 'Null', ...(signal && { signal }) }
      await change(
        name,
        (session) => (params ? session.queryBindAsync(sql, params, options) : session.queryAsync(sql, options)),
        signal,
      )
    },
    async insert(table, columns, format, data) {
      // By way of a file: given beside the query, the same bytes take more than twice the engine's time.
      const sql = `INSERT INTO ${table} (${columns.join(', ')}) SELECT * FROM file({spool: String}, '${format}') SETTINGS ${insertSettings}`
      await change(`insert into ${table}`, async (session) => {
        try {
          await writeFile(spool, data, { mode: 0o600 })
          await session.queryBindAsync(sql, { spool }, { format: 'Null' })
        } finally {
          await rm(spool, { force: true })
        }
      })
    },
    async dataVersion() {
      return String(writes)
    },
    async close() {
      await reading.close()
      await writing.close()
    },
  }
  return engine
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))
}

/** Settings ride in the query text: the bridge breaks on quotes in settings given aside. */
function withSettings(sql: string, name: string, maxSeconds: number): string {
  const settings = [
    `log_comment = '${name.replaceAll(/['\\]/g, '')}'`,
    'output_format_json_quote_64bit_integers = 0',
    `max_memory_usage = ${bytesPerAnswer}`,
  ]
  if (maxSeconds > 0) settings.push(`max_execution_time = ${maxSeconds}`)
  const joint = /\bSETTINGS additional_table_filters = /.test(sql) ? ', ' : '\nSETTINGS '
  return `${sql}${joint}${settings.join(', ')}`
}
