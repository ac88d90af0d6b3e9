import { longestLine } from '../events/parse-line.ts'
import { badInput } from '../kernel/errors.ts'
import type { Engine } from '../warehouse/engine.ts'

/** Some of the rows of a table, in the order of their times. */
export interface Portion {
  /** The messages, one a line. */
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly rows: number
  /** Of the last row: seconds since 1970. All rows before that second have been read. */
  readonly second: number
}

/** Rows read at once, unless they come to more than so many bytes before. */
const mostRows = 20_000
const mostBytes = 16_000_000

/**
 * Looks whether a table can be read: columns `time` and `message`, as Cairn and Aspects keep raw tracking logs.
 * @param table qualified
 * @returns how many rows it has from a time on
 * @throws PanoramaError `bad_input`, when it has not, or is not there
 */
export async function countTrackingTable(engine: Engine, table: string, fromSecond: number): Promise<number> {
  const columns = await engine.rows({
    name: 'tracking-table',
    sql: `SELECT name, type FROM system.columns WHERE concat(database, '.', table) = {table: String}`,
    params: { table },
  })
  const types = new Map(columns.map(({ name, type }) => [String(name), String(type)]))
  if (!/^DateTime/.test(types.get('time') ?? '') || types.get('message') !== 'String') {
    const found = types.size === 0 ? 'is not there, or this user may not read it' : 'has other columns'
    throw badInput(`The table ${table} ${found}.`, {
      advice:
        'A table of raw tracking logs has the columns time (DateTime) and message (String): name it with --table.',
    })
  }
  const [row] = await engine.rows({
    name: 'tracking-table',
    sql: `SELECT count() AS rows FROM ${table} WHERE time >= toDateTime({second: Int64})`,
    params: { second: fromSecond },
  })
  return Number(row?.rows)
}

/** Where the next portion begins: at a row of this time and hash, of which so many were read. */
interface Place {
  readonly micros: number
  readonly hash: string
  readonly seen: number
}

/**
 * The rows of a table from a time on, each once: in the order of time, and of rows of one time in that of their messages'
 * hashes. Neither here nor in the engine is more than a portion in memory, where the table is sorted by time.
 */
export async function* readTrackingTable(engine: Engine, table: string, fromSecond: number): AsyncGenerator<Portion> {
  let place: Place = { micros: fromSecond * 1_000_000, hash: '0', seen: 0 }
  for (;;) {
    const rows = await nextRows(engine, table, place)
    const last = rows.at(-1)
    if (!last) return
    const alike = rows.filter(({ micros, hash }) => micros === last.micros && hash === last.hash).length
    const isSame = last.micros === place.micros && last.hash === place.hash
    place = { micros: last.micros, hash: last.hash, seen: isSame ? place.seen + alike : alike }
    yield { bytes: linesOf(rows), rows: rows.length, second: Math.floor(last.micros / 1_000_000) }
  }
}

interface Row {
  readonly message: string
  readonly micros: number
  readonly hash: string
}

async function nextRows(engine: Engine, table: string, { micros, hash, seen }: Place): Promise<Row[]> {
  const rows = await engine.rows({
    name: 'tracking-table',
    sql: `
      WITH next AS (
        SELECT time, cityHash64(message) AS hash, substring(message, 1, ${4 * longestLine + 4}) AS text
        FROM ${table}
        WHERE time >= toDateTime({second: Int64})
          AND (toUnixTimestamp64Micro(toDateTime64(time, 6)), cityHash64(message)) >= ({micros: Int64}, {hash: UInt64})
        ORDER BY time, hash, text LIMIT ${mostRows} OFFSET {seen: UInt64})
      SELECT text AS message, toUnixTimestamp64Micro(toDateTime64(time, 6)) AS micros, toString(next.hash) AS hash
      FROM (SELECT *, sum(length(text)) OVER (ORDER BY time, hash, text ROWS UNBOUNDED PRECEDING) AS bytes FROM next) AS next
      WHERE bytes - length(text) < ${mostBytes}
      ORDER BY time, next.hash, text`,
    params: { second: Math.floor(micros / 1_000_000), micros, hash, seen },
  })
  return rows.map((row) => ({ message: String(row.message), micros: Number(row.micros), hash: String(row.hash) }))
}

/** A line end in a message is white space between its parts; a message without text is still a line. */
function linesOf(rows: readonly Row[]): Uint8Array<ArrayBuffer> {
  const lines = rows.map(({ message }) => message.replaceAll('\n', ' ') || ' ').join('\n')
  const bytes = new Uint8Array(Buffer.byteLength(lines))
  Buffer.from(bytes.buffer).write(lines)
  return bytes
}
