import { type ChildProcess, type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import type { EmbedProvider, RowsOf } from '../../server/access/embed-provider.ts'
import type { Embed } from '../../server/contract/embed.ts'
import type { Locale } from '../../server/contract/text.ts'
import type { Viewer } from '../../server/contract/viewer.ts'
import { unzipBundle } from '../../server/dashboards/superset/bundle/zip.ts'
import { createSupersetProvider } from '../../server/dashboards/superset/superset-provider.ts'
import { openSupersetSession, type SupersetSession } from '../../server/dashboards/superset/superset-session.ts'
import { demoCast } from '../../server/demo/cast.ts'
import { systemClock } from '../../server/kernel/clock.ts'
import { freePort } from '../../server/testing/free-port.ts'
import type { Warehouse } from '../../server/warehouse/ask.ts'
import { openAttachedEngine } from '../../server/warehouse/open-engine.ts'
import { type ChartOnBoard, guest, storedContexts } from './guest.ts'
import { prepareSuperset, type RealSuperset } from './real-superset.ts'

const root = new URL('../..', import.meta.url).pathname
const minGroupSize = 10
const service = { user: 'panorama', password: 'a-service-of-the-suite' }

/** The teacher of one course run of the demo, whom the suite follows. */
export const teacher = demoCast.find(({ part }) => part === 'course teacher')!
export const taught = teacher.roles[0]!.courseKey

/** What `npm run test:superset` tells of the installation. */
const installed = {
  folder: process.env.PANORAMA_TEST_SUPERSET ?? '',
  user: process.env.PANORAMA_TEST_SUPERSET_USER ?? '',
  password: process.env.PANORAMA_TEST_SUPERSET_PASSWORD ?? '',
}

/** The rows that are theirs. */
export const teaching: RowsOf = { kind: 'courses', courseKeys: [taught], orgs: [] }

/** A dashboard in Superset, as a guest finds it. */
export interface Board {
  readonly id: number
  /** By their titles. */
  readonly charts: ReadonlyMap<string, ChartOnBoard>
}

/** The built product and a real Superset beside each other, with our Course overview pushed and granted to course teams. */
export interface Stage {
  readonly directory: string
  /** Panorama's address in browsers. */
  readonly url: string
  readonly superset: RealSuperset
  readonly warehouse: Warehouse
  readonly boards: Readonly<Record<Locale, Board>>
  /** A course run of the demo that the teacher does not teach. */
  readonly other: string
  /** Runs a command of ours to its end. */
  panorama(...words: string[]): SpawnSyncReturns<string>
  /** The same. @throws Error with its words when it fails @returns what it printed */
  succeed(...words: string[]): string
  /** Opens the board for the teacher with these rows, without asking who may. */
  embed(rows: RowsOf, locale?: Locale): Promise<Extract<Embed, { provider: 'superset' }>>
  /** Superset's API as the service account, which nobody else uses. */
  session(): SupersetSession
  close(): Promise<void>
}

export async function openStage(): Promise<Stage> {
  const directory = await mkdtemp(join(tmpdir(), 'panorama-superset-'))
  const children: ChildProcess[] = []
  const closing: (() => Promise<unknown>)[] = [() => rm(directory, { recursive: true, force: true })]
  async function close() {
    for (const child of children.toReversed()) await end(child)
    for (const step of closing.toReversed()) await step()
  }
  try {
    return await open()
  } catch (failure) {
    await close()
    throw failure
  }

  async function open(): Promise<Stage> {
    const [port, supersetPort, warehousePort] = [await freePort(), await freePort(), await freePort()]
    const environment = {
      ...process.env,
      PANORAMA_DATA_DIR: join(directory, 'data'),
      PANORAMA_MFE_PORT: String(port),
      PANORAMA_DEMO_LEARNERS: '120',
      PANORAMA_MIN_GROUP_SIZE: String(minGroupSize),
      PANORAMA_LOG_LEVEL: 'warn',
      PANORAMA_TOOLS_IN_DEMO: 'true',
      PANORAMA_SUPERSET_URL: `http://127.0.0.1:${supersetPort}`,
      PANORAMA_SUPERSET_PASSWORD: service.password,
      PANORAMA_SUPERSET_ADMIN_USER: installed.user,
      PANORAMA_SUPERSET_ADMIN_PASSWORD: installed.password,
      PANORAMA_SUPERSET_CLICKHOUSE_URL: `http://127.0.0.1:${warehousePort}`,
      PANORAMA_SUPERSET_CLICKHOUSE_PASSWORD: 'a-reader-of-the-suite',
    }

    function panorama(...words: string[]) {
      return spawnSync(process.execPath, ['build/cli.js', ...words], { cwd: root, encoding: 'utf8', env: environment })
    }
    function succeed(...words: string[]): string {
      const { status, stdout, stderr } = panorama(...words)
      if (status !== 0) throw new Error(`panorama ${words.join(' ')} ended with ${status}:\n${stdout}${stderr}`)
      return stdout
    }
    /** Starts a program of ours that runs until it is ended. */
    function start(script: string, ...words: string[]): ChildProcess {
      const child = spawn(process.execPath, [script, ...words], {
        cwd: root,
        env: environment,
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      child.stdout!.resume()
      children.push(child)
      return child
    }

    const superset = prepareSuperset(
      installed.folder,
      join(directory, 'superset'),
      supersetPort,
      succeed('superset', 'config'),
    )
    closing.push(() => superset.stop())
    const url = `http://localhost:${port}`
    const server = start('build/main.js')
    const starting = superset.start()
    while (!(await fetch(`${url}/health/ready`).catch(() => null))?.ok) {
      if (server.exitCode !== null) throw new Error('Panorama has ended.')
      await setTimeout(250)
    }
    const reader = start('build/cli.js', 'warehouse', 'serve', '--port', String(warehousePort))
    await once(createInterface({ input: reader.stdout! }), 'line')
    await starting
    succeed('superset', 'push', 'course-overview', '--data-set', 'demo')
    for (const words of [
      ['dashboard', 'overview', '--provider', 'superset', '--provider-id', boardId, '--title', boardTitle],
      ['type', 'Superset', '--dashboard', 'overview'],
      ['grant', 'Superset', '--everyone', 'courseStaff'],
    ]) {
      succeed('access', ...words)
    }

    const engine = openAttachedEngine(join(directory, 'data', 'panorama.sock'))
    closing.push(() => engine.close())
    const session = () =>
      openSupersetSession(
        { url: superset.url, user: service.user, password: service.password, authProvider: 'db' },
        systemClock,
      )
    const provider = createSupersetProvider({
      session: session(),
      url: superset.url,
      clock: systemClock,
      actorOf: async () => '0f8fad5b-d9cb-469f-a165-70867728950e',
    })
    const embed: Stage['embed'] = (rows, locale = 'en') => embedFor(provider, rows, locale)
    const courses = await engine.rows({ name: 'test', sql: 'SELECT course_key FROM demo_panorama.course_names FINAL' })
    return {
      directory,
      url,
      superset,
      warehouse: {
        engine,
        databases: { xapi: 'xapi', event_sink: 'event_sink', lms: 'lms', panorama: 'panorama' },
        minGroupSize,
      },
      boards: await readBoards(join(directory, 'bundle.zip'), superset.url, embed, succeed),
      other: courses.map(({ course_key }) => String(course_key)).find((key) => key !== taught)!,
      panorama,
      succeed,
      embed,
      session,
      close,
    }
  }
}

/** Our Course overview of the demo in Superset, without the language at the end. */
const boardId = 'panorama-demo-course-overview'
export const boardTitle = 'Course overview in Superset'

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}

async function embedFor(provider: EmbedProvider, rows: RowsOf, locale: Locale) {
  const viewer: Viewer = {
    userId: teacher.userId,
    username: teacher.username,
    name: teacher.name,
    isSuperuser: false,
    isStaff: false,
    courseRoles: [],
    standIn: true,
    expiresAt: new Date(Date.now() + 3_600_000),
  }
  const given = await provider.embed({
    dashboard: { providerId: boardId, holdsRowsOfPeople: true },
    viewer,
    identity: { kind: 'guest', rows },
    locale,
    context: {},
  })
  if (given.provider !== 'superset') throw new Error('not of Superset')
  return given
}

/** What the frame finds out about a board before it asks for its charts: with a guest token. */
async function readBoards(
  out: string,
  supersetUrl: string,
  embed: Stage['embed'],
  succeed: Stage['succeed'],
): Promise<Stage['boards']> {
  succeed('superset', 'export', 'course-overview', '--data-set', 'demo', '--out', out)
  const files = unzipBundle(await readFile(out))
  const read = async (locale: Locale): Promise<Board> => {
    const { token } = await embed(teaching, locale)
    const { get } = guest(supersetUrl, token)
    const slug = `${boardId}-${locale}`
    const dashboard = (await (await get(`/api/v1/dashboard/${slug}`)).json()) as { result: { id: number } }
    const charts = (await (await get(`/api/v1/dashboard/${slug}/charts`)).json()) as {
      result: { id: number; slice_name: string; form_data: { datasource: string } }[]
    }
    const contexts = storedContexts(files, `_${locale}.yaml`)
    return {
      id: dashboard.result.id,
      charts: new Map(
        charts.result.map(({ id, slice_name, form_data }) => [
          slice_name,
          { slice: id, dataset: Number.parseInt(form_data.datasource, 10), context: contexts.get(slice_name)! },
        ]),
      ),
    }
  }
  return { en: await read('en'), es: await read('es') }
}
