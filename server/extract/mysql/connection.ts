import { readFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import type { Duplex } from 'node:stream'
import { type Connection, createConnection, type SslOptions } from 'mysql2'
import { misconfigured } from '../../kernel/errors.ts'
import type { MysqlSettings } from '../settings/settings.ts'
import { mysqlFailure } from './failures.ts'

/** A connection to the source whose session is pinned: UTC, utf8mb4, plain SQL, read only. */
export interface MysqlConnection {
  /** What the bytes go over, encrypted where that is set. */
  readonly stream: Duplex
  /** The server's own number of this connection, by which another one can end what it does. */
  readonly threadId: number
  /**
   * @param values for `?`, quoted
   * @returns rows with all values as the server's text
   * @throws PanoramaError as `mysqlFailure` makes it
   */
  rows<Row extends Record<string, string | null>>(sql: string, values?: readonly string[]): Promise<Row[]>
  close(): void
}

/** Milliseconds. */
const connectTimeout = 10_000
const keepAliveDelay = 10_000
/** Seconds for which the server waits until its rows are taken: the engine writes files meanwhile. */
const writeTimeout = 600

/**
 * What Panorama needs of a session, whatever the server's own settings: times in UTC, SQL in which quotes and backslashes mean
 * what they usually do, and one state of the data for all statements of a transaction.
 */
const session = [
  `SET SESSION time_zone = '+00:00', sql_mode = '', net_write_timeout = ${writeTimeout}`,
  'SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ',
]

/**
 * @throws PanoramaError `unavailable` when the server cannot be reached, `misconfigured` when it does not let Panorama in
 */
export async function connectToMysql(settings: MysqlSettings, signal?: AbortSignal): Promise<MysqlConnection> {
  signal?.throwIfAborted()
  const { host, port, username: user, password, database } = settings
  const tls = settings.tls && { ssl: await sslOptions(settings.tls, host) }
  const connection = createConnection({
    host,
    port,
    user,
    password,
    database,
    ...tls,
    charset: 'utf8mb4',
    connectTimeout,
    keepAliveInitialDelay: keepAliveDelay,
    typeCast: (field) => field.string(),
    // No file of this machine for a server that asks for one; and nothing of the protocol that the relay does not know.
    flags: ['-LOCAL_FILES', '-SESSION_TRACK', '-CLIENT_QUERY_ATTRIBUTES', '-FOUND_ROWS', '-IGNORE_SPACE'],
  })
  // Whoever waits for an answer is told of it; what happens in between is seen at the next statement.
  connection.on('error', () => undefined)
  try {
    await new Promise<void>((resolve, reject) => connection.connect((cause) => (cause ? reject(cause) : resolve())))
  } catch (cause) {
    connection.destroy()
    throw mysqlFailure(cause, settings)
  }
  const made = wrap(connection, settings)
  try {
    for (const statement of session) await made.rows(statement)
    return made
  } catch (cause) {
    made.close()
    throw cause
  }
}

function wrap(connection: Connection, settings: MysqlSettings): MysqlConnection {
  return {
    // Not among mysql2's types: it is the socket, or the TLS around it.
    stream: (connection as unknown as { stream: Duplex }).stream,
    threadId: connection.threadId,
    rows: (sql, values = []) =>
      new Promise((resolve, reject) => {
        connection.query(sql, [...values], (cause, answer) => {
          if (cause) reject(mysqlFailure(cause, settings))
          else resolve(Array.isArray(answer) ? (answer as never[]) : [])
        })
      }),
    close: () => connection.destroy(),
  }
}

/** Verified: the certificate is signed by one that is trusted, and is made out to the host. */
async function sslOptions(tls: NonNullable<MysqlSettings['tls']>, host: string): Promise<SslOptions> {
  if (tls.isVerified && isIP(host) !== 0) {
    throw misconfigured(`The certificate of MySQL cannot be verified for the address ${host}.`, {
      advice: 'Give the name of the host that the certificate is made out to.',
    })
  }
  const ca = tls.ca === null ? {} : { ca: await readCa(tls.ca) }
  return { ...ca, rejectUnauthorized: tls.isVerified, verifyIdentity: tls.isVerified, minVersion: 'TLSv1.2' }
}

async function readCa(path: string): Promise<Buffer> {
  try {
    return await readFile(path)
  } catch (cause) {
    throw misconfigured(`The certificates in ${path} cannot be read.`, {
      advice: 'Give the path of a PEM file that this program may read.',
      cause,
    })
  }
}
