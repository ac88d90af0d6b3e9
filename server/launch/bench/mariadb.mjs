import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { getuid } from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { ensureMariadb, mariadbProgram } from '../mariadb.mjs'
import { runAside } from '../process.mjs'
import { ran } from './panorama.mjs'

const password = 'of-the-reader'

/**
 * Does work beside a MariaDB of its own, with a database `openedx` that a user `reader` may read; it is gone afterwards.
 * @param work is told how to reach it (`port`), `run` for statements as root, and `dump`, which writes a table into a file with
 *   MariaDB's own client and gives the seconds of it
 */
export async function besideMariadb(dir, work) {
  ensureMariadb()
  const port = await freePort()
  const data = join(dir, 'mariadb')
  const socket = join(dir, 'socket')
  mkdirSync(data)
  const asRoot = getuid?.() === 0 ? ['--user=root'] : []
  const install = ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db']
  const { code, words } = await runAside([mariadbProgram('mariadb-install-db'), [...install, ...asRoot]])
  if (code !== 0) throw new Error(`MariaDB could not be set up.\n${words}`)
  const fast = [
    '--innodb-flush-log-at-trx-commit=0',
    '--innodb-doublewrite=0',
    '--innodb-buffer-pool-size=2G',
    '--skip-log-bin',
  ]
  const where = [`--datadir=${data}`, `--socket=${socket}`, `--port=${port}`, '--bind-address=127.0.0.1']
  const server = spawn(mariadbProgram('mariadbd'), ['--no-defaults', ...where, ...fast, ...asRoot], { stdio: 'ignore' })
  const client = mariadbProgram('mariadb')
  const run = async (sql) => {
    const { code, words } = await runAside([client, ['--no-defaults', `--socket=${socket}`, '-uroot', '-e', sql]])
    if (code !== 0) throw new Error(`MariaDB refused a statement.\n${words}`)
  }
  try {
    while (!(await answers(client, socket))) {
      if (server.exitCode !== null) throw new Error('MariaDB did not start.')
      await sleep(100)
    }
    await run(
      `CREATE DATABASE openedx CHARACTER SET utf8mb4; CREATE USER reader@'%' IDENTIFIED BY '${password}'; GRANT SELECT ON openedx.* TO reader@'%'`,
    )
    await work({
      port,
      password,
      run: (sql) => run(`USE openedx; ${sql}`),
      dump: (table, file) => dump(client, port, table, file),
    })
  } finally {
    const ended = once(server, 'exit')
    if (server.exitCode === null && server.kill('SIGKILL')) await ended
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}

async function answers(client, socket) {
  const { code } = await runAside([client, ['--no-defaults', `--socket=${socket}`, '-uroot', '-e', 'SELECT 1']])
  return code === 0
}

async function dump(client, port, table, file) {
  const into = openSync(file, 'w')
  try {
    const to = [
      '--host=127.0.0.1',
      `--port=${port}`,
      '--user=reader',
      `--password=${password}`,
      '--quick',
      '--batch',
      '--raw',
    ]
    const words = ['--no-defaults', ...to, '-e', `SELECT * FROM ${table}`, 'openedx']
    return (await ran(client, words, { stdout: into })).seconds
  } finally {
    closeSync(into)
  }
}
