import { createWriteStream } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout } from 'node:timers/promises'
import type { ChdbResult, Session } from 'chdb'
import { inTurn } from '../kernel/in-turn.ts'
import { bindingOf } from './bound-text.ts'
import type { Engine, EngineQuery } from './engine.ts'
import { engineFailure } from './engine-failure.ts'
import { literal } from './literal.ts'
import { createPlaces, createSessionPool } from './session-pool.ts'

/** Answers in progress at a time: each uses every core, so more would only make all of them late. */
const readers = 2

/** Changes in progress at a time: figures that do not need each other, or figures and what comes in meanwhile. */
const writers = 2

/**
 * Of both together: each holds one of the four threads on which Node does what takes time, and one must stay for verifying tokens and
 * for ending answers.
 */
const threads = 3

/** Milliseconds until an answer that nobody wants is called off again: while it is being planned, it cannot be. */
const patience = 100

/** What one answer may take of the memory that it shares with the service: past it, the person is asked to narrow down. */
const bytesPerAnswer = 1_500_000_000

/**
 * One thread for an insert: whoever makes the rows needs the other cores, and is slower. Rows that replace each other are merged later,
 * as all others: nothing is gained by doing it at once. The file's columns are taken from the table that it goes into, in the order of
 * the insert.
 */
const insertSettings =
  'max_threads = 1, optimize_on_insert = 0, max_partitions_per_insert_block = 0, use_structure_from_insertion_table_in_table_functions = 1'

/**
 * ClickHouse inside this process, on a directory that only one process may open at a time.
 * @param dataDir directory of the database, made when missing
 * @throws the error of chDB when another process holds the directory
 */
export async function openEmbeddedEngine(dataDir: string): Promise<Engine> {
  const places = createPlaces(threads)
  const writing = createSessionPool(dataDir, writers, places)
  const reading = createSessionPool(dataDir, readers, places)
  const ending = createSessionPool(dataDir, 1)
  // Inserts come one after the other, so one file does; what a killed process leaves of it, the next insert overwrites.
  const spool = resolve(dataDir, 'insert.spool')
  let writes = 0
  let asked = 0

  /** Every change goes through here, and moves the version on whether it succeeds or not. */
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

  /**
   * The whole answer at once, and not as a stream: chDB plans a stream on the thread that serves all requests. Values are bound by
   * SET, since chDB binds those that are given beside the query for one query of the process at a time.
   */
  async function read(query: EngineQuery, format: string, session: Session): Promise<ChdbResult> {
    const { name, params = {}, signal } = query
    signal?.throwIfAborted()
    const mark = `${name.replaceAll(/['\\]/g, '')} ${++asked}`
    const answer = session.queryAsync(`${bindingOf(params)}${withSettings(query, mark)}`, { format })
    signal?.addEventListener('abort', () => void callOff(mark, answer), { once: true })
    return answer
  }

  /** Waits for a place to read, and no longer than anybody waits for the answer. */
  async function answerTo<T>(query: EngineQuery, format: string, take: (result: ChdbResult) => T): Promise<T> {
    const wanted = whileWanted(query.signal)
    const asked = { ...query, ...(wanted && { signal: wanted.signal }) }
    try {
      const answer = reading.with(async (session) => take(await read(asked, format, session)), asked.signal)
      return await (wanted ? Promise.race([answer, aborted(wanted.signal)]) : answer)
    } catch (cause) {
      query.signal?.throwIfAborted()
      throw engineFailure(query.name, cause)
    } finally {
      wanted?.forget()
    }
  }

  /** chDB cannot end a query that is under way; ClickHouse can, from another session. */
  async function callOff(mark: string, answer: Promise<unknown>) {
    let isRunning = true
    const ended = answer
      .catch(() => undefined)
      .finally(() => {
        isRunning = false
      })
    while (isRunning) {
      const kill = `KILL QUERY WHERE Settings['log_comment'] = '${mark}' ASYNC`
      await ending.with((session) => session.queryAsync(kill)).catch(() => undefined)
      await Promise.race([ended, setTimeout(patience)])
    }
  }

  const engine: Engine = {
    kind: 'embedded',
    readsFiles: true,
    rows: (query) =>
      answerTo(query, 'JSONEachRow', (result) => {
        const lines = result.text().trimEnd().replaceAll('\n', ',')
        return JSON.parse(`[${lines}]`) as Record<string, unknown>[]
      }),
    bytes: (query, format) => answerTo(query, format, (result) => Buffer.from(result.bytes())),
    async command({ name, sql, params = {}, signal }) {
      const options = { format: 'Null', ...(signal && { signal }) }
      await change(name, (session) => session.queryAsync(`${bindingOf(params)}${sql}`, options), signal)
    },
    async insert(table, columns, format, data) {
      // By way of a file: given beside the query, the same bytes take more than twice the engine's time.
      const sql = `INSERT INTO ${table} (${columns.join(', ')}) SELECT * FROM file(${literal(spool)}, '${format}') SETTINGS ${insertSettings}`
      const insertSpooled = async (session: Session) => {
        try {
          await spoolTo(spool, data)
          await session.queryAsync(sql, { format: 'Null' })
        } finally {
          await rm(spool, { force: true })
        }
      }
      await inTurn(writing, 'insert', () => change(`insert into ${table}`, insertSpooled))
    },
    async dataVersion() {
      return String(writes)
    },
    async close() {
      await reading.close()
      await ending.close()
      await writing.close()
    },
  }
  return engine
}

async function spoolTo(path: string, data: Buffer | readonly Uint8Array[] | Readable): Promise<void> {
  if (data instanceof Readable) await pipeline(data, createWriteStream(path, { mode: 0o600 }))
  else await writeAtOnce(path, Buffer.isBuffer(data) ? [data] : data)
}

/** For its owner alone. `writeFile` would write half a megabyte at a time, and wait for its turn in between. */
async function writeAtOnce(path: string, parts: readonly Uint8Array[]): Promise<void> {
  const file = await open(path, 'w', 0o600)
  try {
    await file.writev(parts)
  } finally {
    await file.close()
  }
}

/** A signal for one query: that of whoever asks may be good for thousands, and must not keep every one of them. */
function whileWanted(signal: AbortSignal | undefined): { signal: AbortSignal; forget(): void } | undefined {
  if (signal === undefined) return undefined
  const query = new AbortController()
  const abort = () => query.abort(signal.reason)
  if (signal.aborted) abort()
  else signal.addEventListener('abort', abort, { once: true })
  return { signal: query.signal, forget: () => signal.removeEventListener('abort', abort) }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))
}

/** Settings ride in the query text: the bridge breaks on quotes in settings given aside. */
function withSettings({ sql, maxSeconds = 0, readOnly = false }: EngineQuery, mark: string): string {
  // SHOW, DESCRIBE and EXISTS take no settings, and read nothing that they could need them for.
  if (!/^\s*(SELECT|WITH)\b/i.test(sql)) return sql
  const settings = [
    `log_comment = '${mark}'`,
    'output_format_json_quote_64bit_integers = 0',
    `max_memory_usage = ${bytesPerAnswer}`,
  ]
  if (maxSeconds > 0) settings.push(`max_execution_time = ${maxSeconds}`)
  if (readOnly) settings.push('readonly = 1')
  const joint = /\bSETTINGS additional_table_filters = /.test(sql) ? ', ' : '\nSETTINGS '
  return `${sql}${joint}${settings.join(', ')}`
}
