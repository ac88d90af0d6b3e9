import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

/** As an operator would write it, before what `panorama superset config` prints. */
const ownConfiguration = (home: string) => `
SECRET_KEY = "a-secret-of-the-suite-and-of-nothing-else"
SQLALCHEMY_DATABASE_URI = "sqlite:///${join(home, 'superset.db')}?check_same_thread=false"
RATELIMIT_ENABLED = False
LANGUAGES = {"en": {"flag": "us", "name": "English"}, "es": {"flag": "es", "name": "Spanish"}}
`

/** How long a guest token holds here, in seconds: so short that it has to be renewed before the eyes of the suite. */
export const tokenSeconds = 40

export interface RealSuperset {
  readonly url: string
  /** Resolves when it answers. */
  start(): Promise<void>
  stop(): Promise<void>
}

/**
 * Apache Superset from its virtual environment, with a fresh database of its own, on this machine only.
 * @param environment where it was installed, with the database to begin from
 * @param configuration Python, put behind the suite's own
 */
export function prepareSuperset(environment: string, home: string, port: number, configuration: string): RealSuperset {
  mkdirSync(home, { recursive: true })
  const file = join(home, 'superset_config.py')
  writeFileSync(file, `${ownConfiguration(home)}${configuration}\nGUEST_TOKEN_JWT_EXP_SECONDS = ${tokenSeconds}\n`)
  copyFileSync(join(environment, 'made.db'), join(home, 'superset.db'))
  const url = `http://127.0.0.1:${port}`
  let child: ChildProcess | null = null
  return {
    url,
    async start() {
      const started = spawn(
        join(environment, 'bin', 'superset'),
        ['run', '-h', '127.0.0.1', '-p', String(port), '--with-threads'],
        {
          env: {
            ...process.env,
            FLASK_APP: 'superset',
            SUPERSET_HOME: home,
            SUPERSET_CONFIG_PATH: file,
            PANORAMA_GUEST_TOKEN_SECRET: 'a-guest-secret-of-the-suite-and-of-nothing-else',
          },
          stdio: ['ignore', 'ignore', 'pipe'],
        },
      )
      child = started
      let words = ''
      started.stderr.on('data', (text) => {
        words = (words + text).slice(-8_000)
      })
      while (!(await fetch(`${url}/health`).catch(() => null))?.ok) {
        if (started.exitCode !== null) throw new Error(`Superset has ended:\n${words}`)
        await setTimeout(250)
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
