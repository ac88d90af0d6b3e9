import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { freePort } from './free-port.ts'

/** S3, Glue and Athena of this test file alone. */
export interface TestMoto {
  /** Endpoint of each of the three services. S3 is addressed by path there: `http://127.0.0.1:4566/bucket/key`. */
  readonly url: string
  readonly region: string
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string }
  /** Folder of the Python environment that it runs in. */
  readonly environment: string
  /** Forgets all buckets, databases and statements. */
  reset(): Promise<void>
  stop(): Promise<void>
}

/**
 * Starts moto, which speaks the protocols of S3, Glue and Athena, on a free port of loopback. It keeps everything in memory;
 * what Athena is asked is noted and not run: `athena.ts` does.
 * @throws Error with what installs it, when it is not there
 */
export async function startMoto(): Promise<TestMoto> {
  const environment = await findMoto()
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const server = spawn(join(environment, 'bin', 'python'), ['-m', 'moto.server', '-H', '127.0.0.1', '-p', `${port}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let words = ''
  server.stderr.on('data', (text) => {
    words = (words + text).slice(-4_000)
  })
  const endWithUs = () => server.kill('SIGKILL')
  process.once('exit', endWithUs)
  while (!(await fetch(`${url}/moto-api/`).catch(() => null))?.ok) {
    if (server.exitCode !== null) throw new Error(`moto did not start.\n${words}`)
    await setTimeout(50)
  }
  return {
    url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'AKIDOFTHETESTS', secretAccessKey: 'of-the-tests' },
    environment,
    async reset() {
      await fetch(`${url}/moto-api/reset`, { method: 'POST' })
    },
    async stop() {
      process.off('exit', endWithUs)
      const ended = once(server, 'exit')
      server.kill('SIGKILL')
      await ended
    },
  }
}

async function findMoto(): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, ['server/launch/moto/find.mjs'])
    return stdout.trim()
  } catch {
    throw new Error('These tests need moto from PyPI. `npm test` installs it, or says why it cannot.')
  }
}
