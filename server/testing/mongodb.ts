import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { type Db, MongoClient } from 'mongodb'
import type { MongodbSettings } from '../extract/settings/settings.ts'
import { freePort } from './free-port.ts'

/** A server of this test file alone that speaks MongoDB's protocol, with an empty database `openedx`. */
export interface TestMongodb {
  /** `openedx`, as somebody who may change it. */
  readonly database: Db
  readonly settings: MongodbSettings
  stop(): Promise<void>
}

/**
 * Starts SecantusDB on a free port of loopback, with a directory of its own.
 * @throws Error with what installs it, when it is not there
 */
export async function startMongodb(): Promise<TestMongodb> {
  const environment = await findSecantus()
  const directory = await mkdtemp(join(tmpdir(), 'panorama-mongodb-'))
  const port = await freePort()
  const words = [
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    '--storage-path',
    join(directory, 'data'),
    '--standalone',
  ]
  const server = spawn(join(environment, 'bin', 'secantusd-py'), [...words, '--log-level', 'ERROR'], {
    cwd: directory,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  server.stderr.on('data', (text) => {
    said = (said + text).slice(-4_000)
  })
  const endWithUs = () => server.kill('SIGKILL')
  process.once('exit', endWithUs)
  while (!(await isListening(port))) {
    if (server.exitCode !== null) throw new Error(`SecantusDB did not start.\n${said}`)
    await setTimeout(50)
  }
  const client = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`)
  return {
    database: client.db('openedx'),
    settings: { host: `127.0.0.1:${port}`, username: null, password: null, database: 'openedx' },
    async stop() {
      process.off('exit', endWithUs)
      await client.close()
      const ended = once(server, 'exit')
      server.kill('SIGKILL')
      await ended
      await rm(directory, { recursive: true, force: true })
    },
  }
}

async function isListening(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

async function findSecantus(): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, ['server/launch/secantus/find.mjs'])
    return stdout.trim()
  } catch {
    throw new Error('These tests need SecantusDB from PyPI. `npm test` installs it, or says why it cannot.')
  }
}
