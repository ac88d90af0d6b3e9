import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import type { Engine } from './engine.ts'
import { openEngine } from './open-engine.ts'

// chDB is bound to the first directory that a process opens until all of its sessions are closed, so each test closes what it opens.
let child: ChildProcess | undefined
const directories: string[] = []

const newDirectory = async () => {
  const directory = await mkdtemp(join(tmpdir(), 'panorama-open-'))
  directories.push(directory)
  return directory
}

/** Another process that has the database open and listens on the socket without answering, as a server that hangs. */
async function holdInAnotherProcess(dataDir: string, { listens = false } = {}) {
  const script = `
    const { Session } = require('chdb')
    new Session(${JSON.stringify(join(dataDir, 'warehouse'))})
    const ready = () => { console.log('ready'); setInterval(() => {}, 1000) }
    if (${listens}) require('net').createServer().listen(${JSON.stringify(join(dataDir, 'panorama.sock'))}, ready)
    else ready()`
  child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout!, 'data')
}

async function killChild() {
  if (child?.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
  child = undefined
}

afterEach(killChild)
afterAll(async () => {
  for (const directory of directories) await rm(directory, { recursive: true, force: true })
})

const one = (engine: Engine) => engine.rows({ name: 'test', sql: 'SELECT 1 AS one' })

test('a command reaches the database through the server that holds it, and a second server is turned away', async () => {
  const dataDir = await newDirectory()
  const server = await openEngine({ dataDir, role: 'server' })
  expect((await stat(join(dataDir, 'panorama.sock'))).mode & 0o777).toBe(0o600)
  const command = await openEngine({ dataDir, role: 'command' })
  expect([server.kind, command.kind]).toEqual(['embedded', 'remote'])
  expect(await one(command)).toEqual([{ one: 1 }])
  await expect(openEngine({ dataDir, role: 'server' })).rejects.toMatchObject({
    code: 'in_use',
    message: expect.stringContaining(`process ${process.pid}`),
  })
  await command.close()
  await server.close()
  expect(existsSync(join(dataDir, 'panorama.sock'))).toBe(false)
})

test('a command opens the database itself when no server runs', async () => {
  const dataDir = await newDirectory()
  const command = await openEngine({ dataDir, role: 'command' })
  expect(command.kind).toBe('embedded')
  await command.close()
})

test('a server says which other process uses the database', async () => {
  const dataDir = await newDirectory()
  await holdInAnotherProcess(dataDir)
  for (const role of ['server', 'command'] as const) {
    await expect(openEngine({ dataDir, role })).rejects.toMatchObject({
      code: 'in_use',
      exitCode: 75,
      message: expect.stringContaining(`process ${child?.pid}`),
    })
  }
})

test('what a killed server left behind is in nobody’s way', async () => {
  const dataDir = await newDirectory()
  await holdInAnotherProcess(dataDir, { listens: true })
  await killChild()
  expect(existsSync(join(dataDir, 'panorama.sock'))).toBe(true)
  const command = await openEngine({ dataDir, role: 'command' })
  expect(command.kind).toBe('embedded')
  await command.close()
  const server = await openEngine({ dataDir, role: 'server' })
  expect(await one(server)).toEqual([{ one: 1 }])
  await server.close()
})

test('a directory that cannot hold a database or a socket is a clear failure', async () => {
  const dataDir = join(await newDirectory(), 'a'.repeat(100))
  await expect(openEngine({ dataDir, role: 'server' })).rejects.toMatchObject({ code: 'misconfigured' })
  const command = await openEngine({ dataDir, role: 'command' })
  await command.close()
})
