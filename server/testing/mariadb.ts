import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise'
import type { MysqlSettings } from '../extract/settings/settings.ts'
import { freePort } from './free-port.ts'

/** A MariaDB of this test file alone, with an empty database `openedx`. */
export interface TestMariadb {
  /** Of a user who may read `openedx` and nothing else, as an operator would make one for Panorama. */
  readonly reader: MysqlSettings
  /**
   * Runs statements as root, one after the other.
   * @returns the rows of the last of them, all values as the server's text
   */
  run(sql: string, database?: string): Promise<Record<string, string | null>[]>
  /** Runs a file of statements in `openedx`. */
  load(file: string): Promise<void>
  stop(): Promise<void>
}

export interface MariadbOptions {
  /** What the server starts with beside what makes it fast: `--default-time-zone=+05:00`. */
  readonly options?: readonly string[]
}

const password = 'of-the-reader'

/** Nothing on the disk must outlast the test, so nothing waits for it. */
const fast = [
  '--innodb-flush-log-at-trx-commit=0',
  '--innodb-doublewrite=0',
  '--innodb-flush-method=nosync',
  '--innodb-buffer-pool-size=64M',
  '--innodb-log-file-size=64M',
  '--skip-log-bin',
  '--skip-name-resolve',
  '--performance-schema=OFF',
]

/**
 * Starts the MariaDB of this machine on a free port of loopback, with a directory of its own.
 * @throws Error with the command that installs it, when it is not there
 */
export async function startMariadb({ options = [] }: MariadbOptions = {}): Promise<TestMariadb> {
  const directory = await mkdtemp(join(tmpdir(), 'panorama-mariadb-'))
  const data = join(directory, 'data')
  const socket = join(directory, 'socket')
  const port = await freePort()
  // As root the server wants to be told that it may.
  const asRoot = process.getuid?.() === 0 ? ['--user=root'] : []
  await mkdir(data)
  const install = ['--auth-root-authentication-method=normal', '--skip-test-db', '--skip-name-resolve']
  await runToEnd('mariadb-install-db', ['--no-defaults', `--datadir=${data}`, ...install, ...asRoot])
  const server = spawn(
    program('mariadbd'),
    [
      '--no-defaults',
      `--datadir=${data}`,
      `--socket=${socket}`,
      `--tmpdir=${directory}`,
      `--pid-file=${join(directory, 'pid')}`,
      '--bind-address=127.0.0.1',
      `--port=${port}`,
      ...asRoot,
      ...fast,
      ...options,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const endWithUs = () => server.kill('SIGKILL')
  process.once('exit', endWithUs)
  const root = await connectWhenUp(server, socket)
  await root.query(
    `CREATE DATABASE openedx CHARACTER SET utf8mb4; CREATE USER reader@'%' IDENTIFIED BY '${password}'; GRANT SELECT ON openedx.* TO reader@'%'`,
  )

  async function run(sql: string, database = 'openedx') {
    await root.query(`USE \`${database}\``)
    const [answer] = await root.query(sql)
    const last = Array.isArray(answer) && Array.isArray(answer.at(-1)) ? answer.at(-1) : answer
    return (Array.isArray(last) ? last : []) as Record<string, string | null>[] & RowDataPacket[]
  }

  return {
    reader: { host: '127.0.0.1', port, username: 'reader', password, database: 'openedx', tls: null },
    run,
    async load(file) {
      await run(await readFile(file, 'utf8'))
    },
    async stop() {
      process.off('exit', endWithUs)
      root.destroy()
      const ended = once(server, 'exit')
      server.kill('SIGKILL')
      await ended
      await rm(directory, { recursive: true, force: true })
    },
  }
}

/** Waits for the server to answer. @throws Error with its last words when it ends before it does */
async function connectWhenUp(server: ChildProcess, socketPath: string): Promise<Connection> {
  let words = ''
  server.stderr?.on('data', (text) => {
    words = (words + text).slice(-2_000)
  })
  while (server.exitCode === null) {
    try {
      return await createConnection({
        socketPath,
        user: 'root',
        charset: 'utf8mb4',
        multipleStatements: true,
        typeCast: (field) => field.string(),
      })
    } catch {
      await setTimeout(50)
    }
  }
  throw new Error(`MariaDB did not start.\n${words}`)
}

async function runToEnd(name: string, words: readonly string[]): Promise<void> {
  const child = spawn(program(name), words, { stdio: ['ignore', 'ignore', 'inherit'] })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`${name} ended with ${code}.`)
}

/** Where packages put programs: Debian keeps the server where only root's PATH leads. */
const folders = ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin', '/opt/homebrew/bin']

function program(name: string): string {
  const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
  if (found === undefined) {
    throw new Error(
      'These tests need a MariaDB server. Run: sudo apt-get install -y --no-install-recommends mariadb-server',
    )
  }
  return found
}
