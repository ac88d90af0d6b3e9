import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { EmbedProvider, RowsOf } from '../../server/access/embed-provider.ts'
import type { Embed } from '../../server/contract/embed.ts'
import type { Scope } from '../../server/contract/scope.ts'
import type { Locale } from '../../server/contract/text.ts'
import type { Viewer } from '../../server/contract/viewer.ts'
import { answerChart } from '../../server/dashboards/answer.ts'
import type { ChartDefinition } from '../../server/dashboards/definition.ts'
import { courseOverview } from '../../server/dashboards/native/course-overview.ts'
import { resolveParameters } from '../../server/dashboards/parameters.ts'
import { chartTitle } from '../../server/dashboards/superset/bundle/chart-file.ts'
import { columnsOf, metricName } from '../../server/dashboards/superset/bundle/dataset-file.ts'
import { unzipBundle } from '../../server/dashboards/superset/bundle/zip.ts'
import { createSupersetProvider } from '../../server/dashboards/superset/superset-provider.ts'
import { openSupersetSession } from '../../server/dashboards/superset/superset-session.ts'
import { demoCast } from '../../server/demo/cast.ts'
import { systemClock } from '../../server/kernel/clock.ts'
import { freePort } from '../../server/testing/free-port.ts'
import type { Warehouse } from '../../server/warehouse/ask.ts'
import { shownColumn } from '../../server/warehouse/boards/shown-columns.ts'
import { openAttachedEngine } from '../../server/warehouse/open-engine.ts'
import { type ChartOnBoard, guest, storedContexts } from './guest.ts'
import { admin, prepareSuperset, type RealSuperset } from './real-superset.ts'

const root = new URL('../..', import.meta.url).pathname
const minGroupSize = 10
const teacher = demoCast.find(({ part }) => part === 'course teacher')!
const mine = teacher.roles[0]!.courseKey

let directory: string
let superset: RealSuperset
let environment: NodeJS.ProcessEnv
let warehouse: Warehouse
let provider: EmbedProvider
let boards: Record<Locale, Board>
/** A course run of the demo that the teacher does not teach. */
let other: string
const children: ChildProcess[] = []

interface Board {
  readonly id: number
  readonly charts: ReadonlyMap<string, ChartOnBoard>
}

function panorama(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['build/cli.js', ...words], {
    cwd: root,
    encoding: 'utf8',
    env: environment,
  })
  return { status, stdout, stderr }
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
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  return child
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'panorama-superset-'))
  const [port, supersetPort, warehousePort] = [await freePort(), await freePort(), await freePort()]
  environment = {
    ...process.env,
    PANORAMA_DATA_DIR: join(directory, 'data'),
    PANORAMA_MFE_PORT: String(port),
    PANORAMA_DEMO_LEARNERS: '120',
    PANORAMA_MIN_GROUP_SIZE: String(minGroupSize),
    PANORAMA_SUPERSET_URL: `http://127.0.0.1:${supersetPort}`,
    PANORAMA_SUPERSET_PASSWORD: 'a-service-of-the-suite',
    PANORAMA_SUPERSET_ADMIN_USER: admin.user,
    PANORAMA_SUPERSET_ADMIN_PASSWORD: admin.password,
    PANORAMA_SUPERSET_CLICKHOUSE_URL: `http://127.0.0.1:${warehousePort}`,
    PANORAMA_SUPERSET_CLICKHOUSE_PASSWORD: 'a-reader-of-the-suite',
  }
  const configuration = succeed('superset', 'config')
  superset = prepareSuperset(
    process.env.PANORAMA_TEST_SUPERSET!,
    join(directory, 'superset'),
    supersetPort,
    configuration,
  )
  const service = start('build/main.js')
  while (!(await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null))?.ok) {
    if (service.exitCode !== null) throw new Error('Panorama has ended.')
    await setTimeout(500)
  }
  const reader = start('build/cli.js', 'warehouse', 'serve', '--port', String(warehousePort))
  await once(createInterface({ input: reader.stdout! }), 'line')
  await superset.start()
  succeed('superset', 'push', 'course-overview', '--data-set', 'demo')

  const engine = openAttachedEngine(join(directory, 'data', 'panorama.sock'))
  warehouse = { engine, databases: { xapi: 'xapi', event_sink: 'event_sink', panorama: 'panorama' }, minGroupSize }
  provider = createSupersetProvider({
    session: openSupersetSession(
      { url: superset.url, user: 'panorama', password: 'a-service-of-the-suite', authProvider: 'db' },
      systemClock,
    ),
    url: superset.url,
    clock: systemClock,
    actorOf: async () => '0f8fad5b-d9cb-469f-a165-70867728950e',
  })
  const courses = await engine.rows({ name: 'test', sql: 'SELECT course_key FROM demo_panorama.course_names FINAL' })
  other = courses
    .map(({ course_key }) => String(course_key))
    .find((key) => !teacher.roles.some(({ courseKey }) => courseKey === key))!
  boards = await readBoards()
})
afterAll(async () => {
  for (const child of children.reverse()) {
    if (child.exitCode !== null) continue
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
  }
  await superset?.stop()
  await warehouse?.engine.close()
  if (directory) await rm(directory, { recursive: true, force: true })
})

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

async function embed(rows: RowsOf, locale: Locale = 'en'): Promise<Extract<Embed, { provider: 'superset' }>> {
  const given = await provider.embed({
    dashboard: { providerId: 'panorama-demo-course-overview', holdsRowsOfPeople: true },
    viewer,
    identity: { kind: 'guest', rows },
    locale,
    context: {},
  })
  if (given.provider !== 'superset') throw new Error('not of Superset')
  return given
}

const teaching: RowsOf = { kind: 'courses', courseKeys: [mine], orgs: [] }

/** What the frame finds out about a board before it asks for its charts: with a guest token. */
async function readBoards(): Promise<Record<Locale, Board>> {
  const out = join(directory, 'bundle.zip')
  succeed('superset', 'export', 'course-overview', '--data-set', 'demo', '--out', out)
  const files = unzipBundle(await readFile(out))
  const read = async (locale: Locale): Promise<Board> => {
    const { token } = await embed(teaching, locale)
    const { get } = guest(superset.url, token)
    const slug = `panorama-demo-course-overview-${locale}`
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

const chartOf = (chart: ChartDefinition, locale: Locale = 'en') => boards[locale].charts.get(chartTitle(chart, locale))!

async function ourRows(chart: ChartDefinition, locale: Locale, video: string, course = mine) {
  const request = { course, period: '28d', tz: 'UTC', video } as const
  const parameters = resolveParameters(courseOverview, chart, request, { now: new Date(), minGroupSize, locale })
  const scope: Scope = { kind: 'courses', courseKeys: [course], orgs: [] }
  return (await answerChart(warehouse, chart, parameters, { scope, dataSet: 'demo', locale })).rows
}

/** Our rows, as Superset's chart has them: figures under the names of saved metrics, lengths of time in milliseconds. */
function asInSuperset(chart: ChartDefinition, rows: Awaited<ReturnType<typeof ourRows>>): Record<string, unknown>[] {
  const columns = chart.question.columns
  const isLength = (key: string) => ['seconds', 'timecode'].includes(columns[key]!.type)
  const inUnit = (key: string, cell: unknown) => (typeof cell === 'number' && isLength(key) ? cell * 1000 : cell)
  const axis = (key: string, cell: unknown) =>
    columns[key]!.type === 'date' ? Date.parse(String(cell)) : inUnit(key, cell)
  if (chart.kind === 'table' || chart.kind === 'bars') {
    return rows.map((row) =>
      Object.fromEntries(
        columnsOf(chart).map((key) => [shownColumn(key, columns[key]!), inUnit(key, row[key])] as const),
      ),
    )
  }
  const { x, y = [], value } = chart.encoding
  const figures = value === undefined ? y : [value]
  return rows.map((row) => ({
    ...(x !== undefined && { [shownColumn(x, columns[x]!)]: axis(x, row[x]) }),
    ...Object.fromEntries(figures.map((key) => [metricName(key, columns[key]!), inUnit(key, row[key])] as const)),
  }))
}

const chosenFor = (chart: ChartDefinition, video: string, course = mine) => ({
  course_key: course,
  ...(chart.filters.includes('period') && { period: '28d' }),
  ...(chart.filters.includes('video') && { block_key: video }),
})

const isSomething = ({ day, ...figures }: Record<string, unknown>) => Object.values(figures).some((cell) => cell !== 0)

/** In one order, numbers to nine digits: means of the same numbers differ in the last. */
function comparable(rows: readonly Record<string, unknown>[]): string[] {
  const round = (cell: unknown) => (typeof cell === 'number' ? Number(cell.toPrecision(9)) : cell)
  return rows
    .map((row) =>
      JSON.stringify(
        Object.entries(row)
          .map(([key, cell]) => [key, round(cell)])
          .sort(),
      ),
    )
    .sort()
}

let video = ''
beforeAll(async () => {
  const videos = courseOverview.charts.find(({ id }) => id === 'videos')!
  video = String((await ourRows(videos, 'en', ''))[0]!.block_key)
})

describe.each(courseOverview.charts.map((chart) => [chart.id, chart] as const))('the chart %s', (id, chart) => {
  test.each(['en', 'es'] as const)('shows a teacher in %s the figures that we show', async (locale) => {
    const { token } = await embed(teaching, locale)
    const answer = await guest(superset.url, token).chart(
      boards[locale].id,
      chartOf(chart, locale),
      chosenFor(chart, video),
    )
    expect(answer.status, answer.text.slice(0, 500)).toBe(200)
    const ours = asInSuperset(chart, await ourRows(chart, locale, video))
    if (!['gender', 'education', 'age'].includes(id)) expect(ours).not.toEqual([])
    const isOfDays = chart.question.columns[chart.encoding.x ?? '']?.type === 'date'
    // Superset fills the days on which nothing was done, as our own screen does when it draws.
    const counted = isOfDays ? answer.rows.filter(isSomething) : answer.rows
    expect(comparable(counted)).toEqual(comparable(isOfDays ? ours.filter(isSomething) : ours))
  })

  test('gives a teacher nothing of another course run, whatever is asked for', async () => {
    const { token } = await embed(teaching)
    const { chart: ask } = guest(superset.url, token)
    const theirs = chosenFor(chart, video, other)
    const about = chartOf(chart)
    const forged = [
      await ask(boards.en.id, about, theirs),
      await ask(boards.en.id, about, theirs, { query: { extras: { where: '1 = 1) OR (1 = 1', having: '' } } }),
      await ask(boards.en.id, about, theirs, {
        query: { extras: { where: `course_key = '${other}' OR 1 = 1`, having: '' } },
      }),
    ]
    for (const { rows } of forged) {
      const figures = rows.flatMap((row) => Object.values(row)).filter((cell) => cell !== null && cell !== 0)
      expect(figures).toEqual([])
    }
    const attempts = [
      await ask(boards.en.id, about, {}, { body: { result_type: 'samples' } }),
      await ask(boards.en.id, about, {}, { body: { result_type: 'drill_detail' } }),
      await ask(
        boards.en.id,
        about,
        {},
        { query: { columns: ['course_key'], metrics: [], orderby: [], post_processing: [] } },
      ),
      await ask(
        boards.en.id,
        about,
        {},
        {
          query: { columns: ['course_key', 'org'], metrics: [], orderby: [], post_processing: [] },
          form: { type: 'NATIVE_FILTER', native_filter_id: 'NATIVE_FILTER-none', slice_id: undefined },
        },
      ),
      await ask(
        boards.en.id,
        about,
        {},
        {
          query: {
            columns: [
              {
                label: 'c',
                sqlExpression: '(SELECT groupArray(course_key) FROM demo_panorama.course_names)',
                expressionType: 'SQL',
              },
            ],
            metrics: [],
            orderby: [],
            post_processing: [],
          },
        },
      ),
    ]
    for (const { text } of [...forged, ...attempts]) expect(text).not.toContain(`"${other}"`)
  })
})

describe('a guest', () => {
  test('chooses in the filters among the course runs of their own', async () => {
    const { token } = await embed({ kind: 'courses', courseKeys: [mine, other], orgs: [] })
    const choicesFor = async (given: string) => {
      const { get, query } = guest(superset.url, given)
      const { result } = (await (await get('/api/v1/dashboard/panorama-demo-course-overview-en')).json()) as {
        result: { json_metadata: string }
      }
      const { native_filter_configuration } = JSON.parse(result.json_metadata) as {
        native_filter_configuration: { id: string; targets: { datasetId: number; column: { name: string } }[] }[]
      }
      const filter = native_filter_configuration.find(({ targets }) => targets[0]?.column.name === 'course_key')!
      const { rows, text } = await query({
        datasource: { id: filter.targets[0]!.datasetId, type: 'table' },
        force: true,
        result_format: 'json',
        result_type: 'full',
        queries: [
          { columns: ['course_key'], metrics: [], filters: [], orderby: [['course_key', true]], row_limit: 1000 },
        ],
        form_data: {
          dashboardId: boards.en.id,
          type: 'NATIVE_FILTER',
          native_filter_id: filter.id,
          viz_type: 'filter_select',
        },
      })
      if (rows.length === 0) throw new Error(text.slice(0, 500))
      return rows.map(({ course_key }) => course_key)
    }
    expect(await choicesFor(token)).toEqual([mine, other].sort())
    expect(await choicesFor((await embed(teaching)).token)).toEqual([mine])
    expect((await choicesFor((await embed({ kind: 'site' })).token)).length).toBeGreaterThan(2)
    const ofOrg = await embed({ kind: 'courses', courseKeys: [], orgs: [/^course-v1:([^+]+)/.exec(mine)![1]!] })
    expect(await choicesFor(ofOrg.token)).toContain(mine)
  })

  test('cannot open with the token of one dashboard another', async () => {
    const { token } = await embed(teaching, 'en')
    const [chart] = courseOverview.charts
    const { get, chart: ask } = guest(superset.url, token)
    expect((await get('/api/v1/dashboard/panorama-demo-course-overview-es')).status).toBeGreaterThanOrEqual(400)
    const answer = await ask(boards.es.id, chartOf(chart!, 'es'), { course_key: mine })
    expect([answer.status >= 400, answer.rows]).toEqual([true, []])
  })

  test('without a token, or with one that is forged or spoilt, gets no data', async () => {
    const { token } = await embed(teaching)
    const [head, claims, signature] = token.split('.')
    const wide = { ...JSON.parse(Buffer.from(claims!, 'base64url').toString()), rls_rules: [] }
    const forged = `${head}.${Buffer.from(JSON.stringify(wide)).toString('base64url')}.${signature}`
    const [chart] = courseOverview.charts
    for (const given of [null, forged, `${token}x`, 'nothing']) {
      const answer = await guest(superset.url, given).chart(boards.en.id, chartOf(chart!), { course_key: mine })
      expect([answer.status >= 400, answer.rows]).toEqual([true, []])
    }
  })

  test('who is a learner is given no token for a board of staff', async () => {
    await expect(embed({ kind: 'learner', userId: 42 })).rejects.toMatchObject({ code: 'misconfigured' })
  })

  test('gets a new token when the old one is about to end, and both show the same', async () => {
    const first = await embed(teaching)
    await setTimeout(1_100)
    const second = await embed(teaching)
    expect(Date.parse(second.expiresAt)).toBeGreaterThan(Date.parse(first.expiresAt))
    const [chart] = courseOverview.charts
    const rows = async ({ token }: { token: string }) =>
      (await guest(superset.url, token).chart(boards.en.id, chartOf(chart!), { course_key: mine })).rows
    expect(await rows(second)).toEqual(await rows(first))
  })
})

describe('Superset itself', () => {
  test('takes no token without rules or with rules that are none of ours', async () => {
    const session = openSupersetSession(
      { url: superset.url, user: 'panorama', password: 'a-service-of-the-suite', authProvider: 'db' },
      systemClock,
    )
    const { embeddedId } = await embed(teaching)
    const ask = (rls: object[]) =>
      session.ask({
        method: 'POST',
        path: '/api/v1/security/guest_token/',
        body: { user: { username: 'x' }, resources: [{ type: 'dashboard', id: embeddedId }], rls },
        shape: z.unknown(),
      })
    for (const rules of [[], [{ clause: '1 = 1 OR 1 = 1' }], [{ clause: "course_key IN ('a') OR true" }]]) {
      await expect(ask(rules)).rejects.toMatchObject({ code: 'superset_refused' })
    }
    await ask([{ clause: '1 = 0' }])
  })

  test('is found in order by the doctor, and what is not is said with its remedy', () => {
    const board = 'panorama-demo-course-overview-en'
    const fine = panorama('superset', 'doctor', board, '--json')
    const found = JSON.parse(fine.stdout) as { subject: string; outcome: string; says: string }[]
    expect(found.filter(({ outcome }) => outcome !== 'ok')).toEqual([])
    expect(found.map(({ subject }) => subject)).toEqual(
      expect.arrayContaining(['Service account', 'Guest tokens', 'Role of guests', 'Role Public', board]),
    )
    expect(fine.status).toBe(0)
    const lacking = panorama('superset', 'doctor', 'nothing-of-this-name')
    expect([lacking.status, lacking.stdout]).toEqual([1, expect.stringContaining('✗ nothing-of-this-name')])
  })

  test('gives its dashboards to a folder of the site, without a password, and takes them back from there', () => {
    const folder = join(directory, 'pulled')
    const pulled = JSON.parse(
      succeed('superset', 'pull', 'panorama-demo-course-overview-en', '--out', folder, '--json'),
    ) as { files: string[]; remarks: { kind: string }[] }
    expect(pulled.files.filter((path) => path.startsWith('charts/'))).toHaveLength(courseOverview.charts.length)
    expect(pulled.remarks.map(({ kind }) => kind)).toEqual(['host'])
    expect(succeed('superset', 'push', '--from', folder)).toContain('panorama-demo-course-overview-en')
  })

  test('is told from one that is stopped, and works when it is back', async () => {
    await superset.stop()
    await expect(embed(teaching)).rejects.toMatchObject({ code: 'unavailable' })
    await superset.start()
    expect(await embed(teaching)).toMatchObject({ provider: 'superset' })
  })

  test('is the same after everything was pushed once more', async () => {
    const before = await embed(teaching)
    succeed('superset', 'push', 'course-overview', '--data-set', 'demo')
    const after = await embed(teaching)
    expect(after.embeddedId).toBe(before.embeddedId)
    const [chart] = courseOverview.charts
    const { status } = await guest(superset.url, after.token).chart(boards.en.id, chartOf(chart!), { course_key: mine })
    expect(status).toBe(200)
  })
})
