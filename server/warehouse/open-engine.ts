import { mkdir, readFile, rm } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { inUse, misconfigured, PanoramaError, unavailable } from '../kernel/errors.ts'
import { openEmbeddedEngine } from './embedded-engine.ts'
import type { Engine } from './engine.ts'
import { serveEngine } from './engine-server.ts'
import { openRemoteEngine } from './remote-engine.ts'

export interface EngineOptions {
  /** Holds the embedded database and the socket by which commands reach it. */
  readonly dataDir: string
  /** A ClickHouse server's HTTP interface; without it the embedded engine is used. */
  readonly url?: string
  readonly user?: string
  readonly password?: string
  /** A server holds the data directory and lets commands in; a command opens it itself only while no server does. */
  readonly role: 'server' | 'command'
}

/**
 * Opens the engine that the configuration names.
 * @throws PanoramaError `in_use` when another process holds the data directory and cannot be talked to
 */
export async function openEngine({ dataDir, url, user, password, role }: EngineOptions): Promise<Engine> {
  if (url !== undefined) {
    return openRemoteEngine({ url, user: user ?? 'default', password: password ?? '', compress: true })
  }
  const socketPath = join(dataDir, 'panorama.sock')
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  if (await isServed(socketPath)) {
    if (role === 'command') return openAttachedEngine(socketPath)
    throw await notOpened(dataDir)
  }
  try {
    const engine = await openEmbeddedEngine(join(dataDir, 'warehouse'))
    return role === 'server' ? await withSocket(engine, socketPath) : engine
  } catch (cause) {
    if (cause instanceof PanoramaError) throw cause
    if (role === 'command' && (await isServedSoon(socketPath))) return openAttachedEngine(socketPath)
    throw await notOpened(dataDir, cause)
  }
}

/** The engine of the server that listens on this socket. */
export function openAttachedEngine(socketPath: string): Engine {
  return openRemoteEngine({
    url: 'http://panorama.invalid',
    user: 'default',
    password: '',
    compress: false,
    readsFiles: true,
    agent: new SocketAgent(socketPath),
  })
}

/** Connects to a Unix socket, whatever host the URL names. */
class SocketAgent extends Agent {
  private readonly socketPath: string

  constructor(socketPath: string) {
    super()
    this.socketPath = socketPath
  }

  override createConnection() {
    return connect(this.socketPath)
  }
}

async function withSocket(engine: Engine, socketPath: string): Promise<Engine> {
  // Longer paths do not fit into a socket's address (104 bytes on macOS, 108 on Linux, one for the end).
  if (Buffer.byteLength(socketPath) > 103) {
    await engine.close()
    throw misconfigured(`The data directory's path is too long for the socket ${socketPath}.`, {
      advice: 'Choose a shorter PANORAMA_DATA_DIR.',
    })
  }
  // We hold the directory, so a socket that is there belongs to a server that was killed.
  await rm(socketPath, { force: true })
  const served = await serveEngine(engine, { socketPath })
  return {
    ...engine,
    async close() {
      await served.close()
      await engine.close()
    },
  }
}

/** Whether a server answers on the socket. */
function isServed(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const ping = request({ socketPath, path: '/ping', timeout: 5_000 }, (response) => {
      response.resume()
      resolve(response.statusCode === 200)
    })
    ping.on('timeout', () => ping.destroy())
    ping.on('error', () => resolve(false))
    ping.end()
  })
}

/** A server that has just taken the directory listens within moments. */
async function isServedSoon(socketPath: string): Promise<boolean> {
  for (let attempt = 0; attempt < 8; attempt++) {
    if (await isServed(socketPath)) return true
    await setTimeout(250)
  }
  return false
}

/** Why the database could not be opened, with the process that has it open; ClickHouse writes its id into the file that it locks. */
async function notOpened(dataDir: string, cause?: unknown): Promise<PanoramaError> {
  const status = await readFile(join(dataDir, 'warehouse', 'status'), 'utf8').catch(() => '')
  const id = /PID: (\d+)/.exec(status)?.[1]
  if (id === undefined || !isRunning(Number(id))) {
    return unavailable(`The database in ${dataDir} cannot be opened.`, {
      advice: 'Check that PANORAMA_DATA_DIR is a directory that this user may write to, and that its disk is not full.',
      cause,
    })
  }
  return inUse(`The data directory ${dataDir} is in use by process ${id}${await describeProcess(id)}.`, {
    advice: 'Wait until it has ended, stop it, or choose another PANORAMA_DATA_DIR.',
    cause,
  })
}

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0)
  } catch (error) {
    // It is there, but somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** What a process was started as, where the system tells (Linux). */
async function describeProcess(id: string): Promise<string> {
  const words = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')
  const [, ...given] = words.split('\0').filter((word) => word !== '')
  return given.length === 0 ? '' : ` (${given.join(' ')})`
}
