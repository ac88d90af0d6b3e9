import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { build } from 'vite'
import { openEmbeddedEngine } from '../warehouse/embedded-engine.ts'
import { lineOf, mappedEvents } from './tracking-event.ts'

/** Rows of every table that an import fills, without the times at which they were computed. */
export type Imported = Readonly<Record<string, readonly Record<string, unknown>[]>>

export interface KilledImports {
  readonly killed: Imported
  /** What an import that nobody disturbs makes of the same log. */
  readonly undisturbed: Imported
  /** How often a process died before it was done. */
  readonly deaths: number
}

/**
 * Imports a log again and again in processes that are killed (SIGKILL) at a random moment each, then once to the end.
 * @param kills how often to kill
 * @param events how many events the log holds
 * @param random 0 up to 1, for the moments
 */
export async function killImports(
  directory: string,
  kills: number,
  events: number,
  random: () => number,
): Promise<KilledImports> {
  const log = join(directory, 'tracking.log')
  await writeFile(log, logOf(events))
  const script = await buildChild()
  try {
    const clean = await startImport(script, join(directory, 'undisturbed'), log)
    const started = performance.now()
    await clean.ended
    const duration = performance.now() - started
    let deaths = 0
    for (let kill = 0; kill < kills; kill += 1) {
      const { child, ended } = await startImport(script, join(directory, 'killed'), log)
      // Half of the moments in the first third, where an import that starts over is still looking up what it has.
      await setTimeout(duration * random() ** 2)
      child.kill('SIGKILL')
      if ((await ended) !== 0) deaths += 1
    }
    await (await startImport(script, join(directory, 'killed'), log)).ended
    return {
      killed: await imported(join(directory, 'killed')),
      undisturbed: await imported(join(directory, 'undisturbed')),
      deaths,
    }
  } finally {
    await rm(script, { recursive: true })
  }
}

/** Events of every family, by many learners over many days, out of order by some seconds as in real logs. */
function logOf(events: number): string {
  const start = Date.UTC(2026, 0, 1)
  const lines = Array.from({ length: events }, (_, index) => {
    const event = mappedEvents[index % mappedEvents.length]!
    const time = new Date(start + index * 60_000 + ((index * 7919) % 10_000)).toISOString().replace('Z', '123+00:00')
    const context = { ...(event.context as object), user_id: 1 + (index % 97) }
    return lineOf({ ...event, time, context })
  })
  return lines.join('\n')
}

/** Bundles the child into a folder from which it finds the packages. */
async function buildChild(): Promise<string> {
  const outDir = resolve(`node_modules/.import-child-${process.pid}`)
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: { ssr: resolve('server/testing/import-child.ts'), outDir, target: 'node20' },
  })
  return outDir
}

async function startImport(
  script: string,
  directory: string,
  log: string,
): Promise<{ child: ChildProcess; ended: Promise<number | null> }> {
  await mkdir(directory, { recursive: true })
  const child = spawn(process.execPath, [join(script, 'import-child.js'), directory, log], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  await once(child.stdout!, 'data')
  child.stdout?.resume()
  return { child, ended }
}

async function imported(directory: string): Promise<Imported> {
  const engine = await openEmbeddedEngine(join(directory, 'warehouse'))
  const of = (sql: string) => engine.rows({ name: 'test', sql: `${sql} ORDER BY ALL` })
  const model = (table: string) => of(`SELECT * EXCEPT version FROM panorama.${table} FINAL`)
  try {
    return {
      // Without FINAL: what was written twice shows.
      raw: await of('SELECT toString(event_id) AS id, emission_time, event FROM xapi.xapi_events_all'),
      statements: await of('SELECT * FROM panorama.statements FINAL'),
      learnerCourse: await model('learner_course'),
      learnerQuarter: await model('learner_quarter'),
      learnerBlock: await model('learner_block'),
      learnerVideo: await model('learner_video'),
      pending: await of('SELECT course_key, actor_id FROM panorama.dirty_learners'),
    }
  } finally {
    await engine.close()
  }
}
