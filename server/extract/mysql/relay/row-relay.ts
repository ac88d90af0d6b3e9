import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { createConnection } from 'mysql2'
import type { MysqlConnection } from '../connection.ts'
import { type ServerFailure, watchResult } from './watch-result.ts'

/**
 * A MySQL server on loopback for the scratch engine, which answers each of its queries with the rows of one statement at the
 * source. The engine streams rows out of MySQL as fast as MySQL sends them; but by itself it knows no TLS, keeps the password
 * in SQL, and asks for columns as they are. So it comes here, with a password that is good for nothing else: the relay sends
 * the statement that Panorama wants over a connection as Panorama wants it, and passes the bytes on without reading them.
 */
export interface RowRelay {
  readonly port: number
  readonly user: string
  readonly password: string
  /** Rows and bytes that came from the source so far. */
  progress(): { rows: number; bytes: number }
  /** Why the rows broke off: what the source said, or that the connection was lost. */
  failure(): ServerFailure | Error | undefined
  close(): Promise<void>
}

/**
 * @param connection to the source, which does nothing else until the relay is closed
 * @param statement makes the statement for columns of the engine's table, by their indexes
 */
export async function openRowRelay(
  connection: MysqlConnection,
  statement: (columns: readonly number[]) => string,
): Promise<RowRelay> {
  const user = 'engine'
  const password = randomBytes(24).toString('hex')
  let rows = 0
  let bytes = 0
  let failure: ServerFailure | Error | undefined
  const clients = new Set<Socket>()
  const server = createServer((socket) => {
    clients.add(socket)
    socket.on('close', () => clients.delete(socket))
    // The engine hangs up when its query is ended; whoever ended it knows.
    socket.on('error', () => undefined)
    serve(socket)
  })

  function serve(socket: Socket) {
    const client = createConnection({ isServer: true, stream: socket })
    client.on('error', () => undefined)
    const answered = () => {
      client.sequenceId = 0
    }
    client.serverHandshake({
      protocolVersion: 10,
      serverVersion: '8.0.0-panorama',
      connectionId: 1,
      statusFlags: 2,
      characterSet: 45,
      capabilityFlags,
      authCallback(given: Handshake, done: (error: null, refusal?: { message: string; code: number }) => void) {
        const isRight = given.user === user && provesPassword(given, password)
        done(null, isRight ? undefined : { message: 'Access denied', code: 1045 })
        answered()
      },
    })
    // mysql2 calls SET so. The engine sets names only, which are the same on the other side.
    client.on('stmt_prepare', () => {
      client.writeOk()
      answered()
    })
    client.on('ping', () => {
      client.writeOk()
      answered()
    })
    client.on('query', (sql: string) => {
      // The engine names its columns c0, c1 and so on, and asks for those that it needs.
      const columns = [...sql.slice(0, sql.indexOf(' FROM ')).matchAll(/`c(\d+)`/g)].map(([, index]) => Number(index))
      passOn(socket, statement(columns)).then(answered, (cause: Error) => {
        failure ??= cause
        socket.destroy()
      })
    })
  }

  /** Puts the engine and the source through to each other for one answer. */
  async function passOn(socket: Socket, sql: string) {
    const watcher = watchResult()
    const parsing = [socket, connection.stream].map(takeOver)
    const before = { rows, bytes }
    try {
      await new Promise<void>((resolve, reject) => {
        const lost = () => reject(connectionLost())
        const left = () => reject(new Error('Nobody waits for the rows any more.'))
        const goOn = () => connection.stream.resume()
        const take = (chunk: Buffer) => {
          const passed = watcher.take(chunk)
          rows = before.rows + watcher.rows
          bytes = before.bytes + watcher.bytes
          if (passed.length > 0 && !socket.write(passed)) connection.stream.pause()
          if (!watcher.isComplete) return
          failure ??= watcher.failure
          for (const [emitter, name, listener] of listeners) emitter.off(name, listener)
          connection.stream.resume()
          resolve()
        }
        const listeners: [Duplex, string, (chunk: Buffer) => void][] = [
          [connection.stream, 'data', take],
          [connection.stream, 'close', lost],
          [connection.stream, 'error', lost],
          [socket, 'drain', goOn],
          [socket, 'close', left],
        ]
        for (const [emitter, name, listener] of listeners) emitter.on(name, listener)
        connection.stream.write(queryPacket(sql))
      })
    } finally {
      for (const giveBack of parsing) giveBack()
    }
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    user,
    password,
    progress: () => ({ rows, bytes }),
    failure: () => failure,
    async close() {
      const closed = once(server, 'close')
      server.close()
      for (const client of clients) client.destroy()
      await closed
    },
  }
}

/** As mysql2 calls it, too. */
const connectionLost = () =>
  Object.assign(new Error('The connection to MySQL was lost.'), { code: 'PROTOCOL_CONNECTION_LOST' })

/** What both sides of the relay speak: protocol 4.1 with an EOF behind the rows; neither TLS nor compression on loopback. */
const capabilityFlags =
  1 | // LONG_PASSWORD
  (1 << 2) | // LONG_FLAG
  (1 << 3) | // CONNECT_WITH_DB
  (1 << 9) | // PROTOCOL_41
  (1 << 13) | // TRANSACTIONS
  (1 << 15) | // SECURE_CONNECTION
  (1 << 17) | // MULTI_RESULTS
  (1 << 19) // PLUGIN_AUTH

interface Handshake {
  readonly user: string
  readonly authToken: Buffer
  readonly authPluginData1: Buffer
  readonly authPluginData2: Buffer
}

/** `mysql_native_password`: SHA1(password) XOR SHA1(salt + SHA1(SHA1(password))). */
function provesPassword({ authToken, authPluginData1, authPluginData2 }: Handshake, password: string): boolean {
  const sha1 = (...parts: (string | Buffer)[]) =>
    parts.reduce((hash, part) => hash.update(part), createHash('sha1')).digest()
  const once = sha1(password)
  const mask = sha1(authPluginData1, authPluginData2, sha1(once))
  const expected = Buffer.from(once.map((byte, index) => byte ^ mask[index]!))
  return authToken.length === expected.length && timingSafeEqual(authToken, expected)
}

/** Takes the bytes that arrive away from whoever listens, until they are given back. */
function takeOver(stream: Duplex): () => void {
  const listeners = stream.listeners('data') as ((chunk: Buffer) => void)[]
  stream.removeAllListeners('data')
  return () => {
    for (const listener of listeners) stream.on('data', listener)
  }
}

/** COM_QUERY, the first packet of an exchange. */
function queryPacket(sql: string): Buffer {
  const payload = Buffer.concat([Buffer.from([3]), Buffer.from(sql)])
  const header = Buffer.alloc(4)
  header.writeUIntLE(payload.length, 0, 3)
  return Buffer.concat([header, payload])
}
