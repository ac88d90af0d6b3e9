import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

export const admin = { user: 'admin', password: 'an-admin-of-the-suite' }

/** Read by its file of configuration, as an operator would write it, before what `panorama superset config` prints. */
const ownConfiguration = (home: string) => `
SECRET_KEY = "a-secret-of-the-suite-and-of-nothing-else"
SQLALCHEMY_DATABASE_URI = "sqlite:///${join(home, 'superset.db')}?check_same_thread=false"
RATELIMIT_ENABLED = False
LANGUAGES = {"en": {"flag": "us", "name": "English"}, "es": {"flag": "es", "name": "Spanish"}}
`

export interface RealSuperset {
  readonly url: string
  start(): Promise<void>
  stop(): Promise<void>
}

/**
 * Apache Superset from its virtual environment, with a fresh database of its own, on this machine only.
 * @param configuration Python, put behind the suite's own
 */
export function prepareSuperset(environment: string, home: string, port: number, configuration: string): RealSuperset {
  mkdirSync(home, { recursive: true })
  writeFileSync(join(home, 'superset_config.py'), ownConfiguration(home) + configuration)
  const env = {
    ...process.env,
    FLASK_APP: 'superset',
    SUPERSET_HOME: home,
    SUPERSET_CONFIG_PATH: join(home, 'superset_config.py'),
    PANORAMA_GUEST_TOKEN_SECRET: 'a-guest-secret-of-the-suite-and-of-nothing-else',
  }
  const program = join(environment, 'bin', 'superset')
  const run = (...words: string[]) => {
    const { status, stderr } = spawnSync(program, words, { env, encoding: 'utf8' })
    if (status !== 0) throw new Error(`superset ${words[0]} failed:\n${stderr.slice(-4_000)}`)
  }
  const database = join(home, 'superset.db')
  // Its tables take a minute to make, and are the same each time.
  const made = join(environment, 'made.db')
  if (existsSync(made)) copyFileSync(made, database)
  else {
    run('db', 'upgrade')
    run(
      'fab',
      'create-admin',
      '--username',
      admin.user,
      '--firstname',
      'A',
      '--lastname',
      'B',
      '--email',
      'a@panorama.invalid',
      '--password',
      admin.password,
    )
    run('init')
    copyFileSync(database, made)
  }
  const url = `http://127.0.0.1:${port}`
  let child: ChildProcess | null = null
  return {
    url,
    async start() {
      child = spawn(program, ['run', '-h', '127.0.0.1', '-p', String(port), '--with-threads'], {
        env,
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      let words = ''
      child.stderr?.on('data', (text) => {
        words = (words + text).slice(-8_000)
      })
      while (!(await fetch(`${url}/health`).catch(() => null))?.ok) {
        if (child.exitCode !== null) throw new Error(`Superset has ended:\n${words}`)
        await setTimeout(500)
      }
    },
    async stop() {
      if (child === null || child.exitCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
      child = null
    },
  }
}
