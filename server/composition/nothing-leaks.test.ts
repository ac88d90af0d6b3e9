import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { checkConfig } from '../commands/config.ts'
import { examineQuickSightHere } from '../commands/quicksight-doctor.ts'
import { showSupersetConfig } from '../commands/superset-config.ts'
import { examineSupersetHere } from '../commands/superset-doctor.ts'
import { pullBoards } from '../commands/superset-pull.ts'
import { pushBoards } from '../commands/superset-push.ts'
import { createTerminal, failWith, type Terminal } from '../commands/terminal.ts'
import { readConfig } from '../config/read-config.ts'
import { accessRulesSchema } from '../contract/access.ts'
import { createdCredentialSchema } from '../contract/credential.ts'
import type { Mode } from '../contract/mode.ts'
import { startStandInSuperset } from '../dashboards/superset/testing/stand-in-superset.ts'
import { demoAccount } from '../demo/stand-in-quicksight/account.ts'
import { startStandInQuickSight } from '../demo/stand-in-quicksight/stand-in-quicksight.ts'
import { systemClock } from '../kernel/clock.ts'
import { createLogger } from '../kernel/log.ts'
import { freePort } from '../testing/free-port.ts'
import { startTestHosted } from '../testing/hosted.ts'
import { keySetOf, makeRsaKey, startTestLms } from '../testing/lms.ts'
import { insertLmsRows } from '../testing/lms-tables.ts'
import { lineOf, trackingEvent } from '../testing/tracking-event.ts'
import { type Service, startService } from './start-service.ts'
import { answerAsLms, biology, type MarkedPerson, markedPeople, marksOf, tokenOf } from './testing/people-with-marks.ts'
import { addressOf, type Known, requestsFor, samplesFor } from './testing/requests-for-routes.ts'
import { type Route, writeDownRoutes } from './testing/route-table.ts'
import { type Manner, startTellTale } from './testing/tell-tale.ts'

// The built service on its real parts, with every tool configured, asked for everything that it has routes for, by everybody,
// while the tools answer well, refuse, fail, and tell all that they know. What leaves it is searched for what must not.

const secrets = {
  awsKeyId: 'AKIAMARKEDKEY0000001',
  awsSecret: 'marked/aws+secret/0123456789abcdefghijkl',
  superset: 'marked-superset-service-password',
  supersetAdmin: 'marked-superset-admin-password',
  supersetClickhouse: 'marked-clickhouse-password',
  metrics: 'marked-metrics-token-0123456789',
}
const accountId = '424242424242'
const arnOf = (name: string) => `arn:aws:quicksight:us-east-1:${accountId}:user/default/${name}`
const authorArn = arnOf('author-of-marks')
const kinds = ['learner', 'teacher', 'author', 'administrator'] as const
type Caller = (typeof kinds)[number] | 'nobody' | 'a program'

interface Answer {
  readonly who: Caller
  readonly mode: Mode
  readonly manner: Manner
  readonly what: string
  readonly path: string
  readonly status: number
  /** Headers and body. */
  readonly text: string
}

const answers: Answer[] = []
const logged: string[] = []
const written: string[] = []
const told: string[] = []
const table = writeDownRoutes()
const headersOf = {} as Record<Caller, Record<string, string>>
/** What is as good as a password while it lasts. */
const tokens: string[] = []
const closing: (() => Promise<unknown>)[] = []
const tales: Awaited<ReturnType<typeof startTellTale>>[] = []
let environment: Record<string, string>
let service: Service
let origin: string

beforeAll(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'panorama-leaks-'))
  closing.push(() => rm(dataDir, { recursive: true, force: true }))
  const { publicKey, privateKey } = makeRsaKey()
  for (const kind of kinds) {
    const token = await tokenOf(privateKey, markedPeople[kind])
    headersOf[kind] = { authorization: `JWT ${token}` }
    tokens.push(token.slice(token.lastIndexOf('.') + 1))
  }
  headersOf.nobody = {}

  const tellTale = async (...given: Parameters<typeof startTellTale>) => {
    const tale = await startTellTale(...given)
    tales.push(tale)
    closing.push(tale.close)
    return tale.url
  }
  const everybody = Object.values(markedPeople).flatMap(marksOf)
  const amazonKnows = [secrets.awsSecret, secrets.awsKeyId, authorArn, ...everybody]
  const supersetKnows = [secrets.superset, secrets.supersetAdmin, secrets.supersetClickhouse, ...everybody]
  const lms = await startTestLms()
  lms.answer = answerAsLms
  const account = {
    ...demoAccount('learn.example.org'),
    accountId,
    accessKeyId: secrets.awsKeyId,
    secretAccessKey: secrets.awsSecret,
  }
  account.users.push({ namespace: 'default', userName: 'author-of-marks', role: 'AUTHOR', active: true })
  const quickSight = await startStandInQuickSight({ port: 0, account, clock: systemClock, dataDir: null })
  const superset = await startStandInSuperset()
  superset.accounts = { panorama: secrets.superset, admin: secrets.supersetAdmin }
  superset.dashboards = [
    {
      ...{ id: 7, slug: 'board', uuid: crypto.randomUUID(), embeddedId: crypto.randomUUID(), metadata: {} },
      datasets: [
        {
          id: 3,
          table_name: 'enrolled',
          columns: ['course_key', 'org', 'actor_id'].map((column_name) => ({ column_name })),
        },
      ],
    },
  ]
  const hosted = await startTestHosted(systemClock, {
    accessKeyId: secrets.awsKeyId,
    secretAccessKey: secrets.awsSecret,
  })
  closing.push(lms.close, quickSight.close, superset.close, hosted.close)
  // The frames of the stand-in come from its own port, and addresses elsewhere are refused.
  const asFramedHere = (text: string, port: number) => text.replaceAll(quickSight.frames, `https://localhost:${port}`)
  const hostedUrl = await tellTale(hosted, amazonKnows)

  environment = {
    PANORAMA_DATA_DIR: dataDir,
    PANORAMA_MFE_PORT: `${await freePort()}`,
    PANORAMA_MODE: 'CUSTOM',
    PANORAMA_DEMO_LEARNERS: '6',
    PANORAMA_RATE_LIMIT: '1000000',
    PANORAMA_METRICS_TOKEN: secrets.metrics,
    PANORAMA_LMS_URL: 'https://learn.example.org',
    PANORAMA_LMS_INTERNAL_URL: await tellTale(lms, everybody),
    PANORAMA_JWT_PUBLIC_JWK_SET: JSON.stringify(keySetOf(publicKey)),
    PANORAMA_AWS_ACCOUNT_ID: accountId,
    PANORAMA_AWS_ACCESS_KEY: secrets.awsKeyId,
    PANORAMA_AWS_SECRET_ACCESS_KEY: secrets.awsSecret,
    PANORAMA_DEFAULT_USER_ARN: arnOf('panorama'),
    PANORAMA_QUICKSIGHT_CAPACITY_PRICING: 'true',
    PANORAMA_QUICKSIGHT_STAND_IN: await tellTale(quickSight, amazonKnows, asFramedHere),
    PANORAMA_SUPERSET_URL: await tellTale(superset, supersetKnows),
    PANORAMA_SUPERSET_PASSWORD: secrets.superset,
    PANORAMA_SUPERSET_ADMIN_PASSWORD: secrets.supersetAdmin,
    PANORAMA_SUPERSET_CLICKHOUSE_URL: 'http://127.0.0.1:8123',
    PANORAMA_SUPERSET_CLICKHOUSE_PASSWORD: secrets.supersetClickhouse,
    PANORAMA_HOSTED_DASHBOARDS: 'true',
    PANORAMA_HOSTED_FREE_URL: `${hostedUrl}/get-free-dashboards`,
    PANORAMA_HOSTED_SAAS_URL: `${hostedUrl}/get-saas-dashboards`,
  }
  const keep = (into: string[]) => (chunk: unknown) => into.push(String(chunk)) > 0
  for (const stream of [process.stdout, process.stderr]) vi.spyOn(stream, 'write').mockImplementation(keep(written))
  const lines = new PassThrough()
  lines.on('data', (chunk) => logged.push(...String(chunk).trimEnd().split('\n')))
  const config = readConfig(environment)
  origin = config.publicUrl
  service = await startService(config, {
    log: createLogger('trace', lines),
    progress: { note: () => undefined, step: () => undefined },
    screenDir: '/nowhere',
    commandLine: '/nowhere',
    signal: new AbortController().signal,
  })
  closing.unshift(() => service.stop())
  await fillWarehouse()
}, 120_000)

afterAll(async () => {
  table.end()
  vi.restoreAllMocks()
  for (const close of closing) await close()
})

/** What the LMS knows of everybody, and what they did in a course. */
async function fillWarehouse(): Promise<void> {
  const created = await asked('administrator', 'POST', '/api/credentials', {
    name: 'Vector',
    scopes: ['write', 'read-mine', 'read-all', 'retire'],
  })
  const { credential, secret } = createdCredentialSchema.parse(JSON.parse(created.body))
  tokens.push(secret)
  headersOf['a program'] = { authorization: `Basic ${Buffer.from(`${credential.id}:${secret}`).toString('base64')}` }
  const all: readonly MarkedPerson[] = Object.values(markedPeople)
  const event = ({ userId, username }: MarkedPerson) =>
    trackingEvent(
      'edx.course.enrollment.activated',
      { course_id: biology, user_id: userId, mode: 'audit' },
      {
        ...{ username, context: { course_id: biology, org_id: 'Riverside', user_id: userId } },
      },
    )
  const profile = ({ userId, username, givenName, familyName, email }: MarkedPerson) => ({
    ...{ id: userId, user_id: userId, username, email, name: `${givenName} ${familyName}` },
  })
  await insertLmsRows(service.panorama.warehouse, 'real', 'userProfile', '2026-05-04T12:00:00', all.map(profile))
  const sent = await asked(
    'a program',
    'POST',
    '/api/ingest/tracking',
    all.map((each) => lineOf(event(each))).join('\n'),
  )
  expect([created.status, sent.status]).toEqual([201, 200])
}

async function asked(who: Caller, method: string, path: string, sent?: unknown) {
  const isText = typeof sent === 'string'
  const leaving = new AbortController()
  const response = await fetch(`${origin}${path}`, {
    method,
    redirect: 'manual',
    signal: leaving.signal,
    headers: {
      ...headersOf[who],
      // Each from a place of their own, behind a proxy: nobody is held up by what others guess.
      'x-forwarded-for': `10.0.0.${[...kinds, 'nobody', 'a program'].indexOf(who) + 1}`,
      'x-experience-api-version': '1.0.3',
      ...(sent !== undefined && { 'content-type': isText ? 'text/plain' : 'application/json' }),
    },
    ...(sent !== undefined && { body: isText ? sent : JSON.stringify(sent) }),
  })
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n')
  // A stream of events does not end.
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
    setTimeout(() => leaving.abort(), 200)
  }
  const body = await readAll(response)
  return { status: response.status, headers, body }
}

async function readAll(response: Response): Promise<string> {
  let text = ''
  try {
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>)
      text += Buffer.from(chunk).toString('utf8')
  } catch {
    // It was left.
  }
  return text
}

/** The same rules each time, whatever an administrator did meanwhile. */
async function setRules(mode: Mode): Promise<Known> {
  await service.panorama.modes.change(mode, 'test')
  const read = async () =>
    accessRulesSchema.parse(JSON.parse((await asked('administrator', 'GET', '/api/access')).body))
  const before = await read()
  for (const place of ['assignments', 'people', 'types', 'dashboards'] as const) {
    for (const { id } of before[place]) await asked('administrator', 'DELETE', `/api/access/${place}/${id}`)
  }
  const add = async (place: string, wanted: object) => {
    const { status, body } = await asked('administrator', 'POST', `/api/access/${place}`, wanted)
    if (status !== 201) throw new Error(body)
    return String(JSON.parse(body).id)
  }
  const list = (name: string, provider: string, providerId: string) =>
    add('dashboards', { name, displayName: name, provider, providerId })
  const dashboards = [
    await list('time', 'quicksight', 'time-in-course'),
    await list('gone', 'quicksight', 'gone-from-there'),
    await list('board', 'superset', 'board'),
    await list('lost', 'superset', 'lost'),
  ]
  const types = [
    await add('types', { name: 'Staff', dashboards }),
    await add('types', { name: 'Learners', forLearners: true, dashboards }),
  ]
  for (const to of [
    { kind: 'team', courseKey: biology },
    { kind: 'organisation', org: 'AndesTech' },
  ]) {
    await add('assignments', { to, typeId: types[0] })
  }
  await add('people', { username: markedPeople.author.username, typeId: types[0], role: 'AUTHOR', arn: authorArn })
  const spare = {
    dashboards: await list('spare', 'quicksight', 'spare'),
    types: await add('types', { name: 'Spare' }),
    people: await add('people', { username: 'spare', role: 'READER' }),
    assignments: await add('assignments', { to: { kind: 'organisation', org: 'Spare' }, typeId: types[0] }),
  }
  const board = await asked('administrator', 'GET', '/api/dashboards/course-overview')
  const charts = (JSON.parse(board.body).charts as { id: string }[]).map(({ id }) => id)
  return { mode, dashboards, types, spare, charts }
}

/** What answers alike whatever the tools do is asked for once: heads of answers, and what an LRS does not keep. */
const isAskedAgain = ({ method, path }: Route) => method !== 'HEAD' && !/^\/xAPI\/(activities|agents)/.test(path)
/** Browsers and `fetch` cannot send it. */
const isSendable = ({ method }: Route) => method !== 'TRACE'

/** Asks for everything, as everybody; the administrator last, who changes what others have. */
async function walk(mode: Mode, manner: Manner): Promise<void> {
  const isFirst = answers.length === 0
  const all = await setRules(mode)
  const known = isFirst ? all : { ...all, charts: all.charts.slice(0, 2) }
  const routes = table.routes.filter((route) => isSendable(route) && (isFirst || isAskedAgain(route)))
  for (const tale of tales) tale.manner = manner
  try {
    const samples = samplesFor(known)
    const as = async (who: Caller) => {
      for (const route of routes) {
        for (const sample of requestsFor(route, samples) ?? []) {
          const path = addressOf(route, sample)
          const { status, headers, body } = await asked(who, route.method, path, sample.body)
          answers.push({
            who,
            mode,
            manner,
            what: `${route.method} ${route.path}`,
            path,
            status,
            text: `${headers}\n\n${body}`,
          })
        }
      }
    }
    await Promise.all((['nobody', 'a program', 'learner', 'teacher', 'author'] as const).map(as))
    await as('administrator')
  } finally {
    for (const tale of tales) tale.manner = 'good'
  }
}

/** A terminal whose words are kept. */
function terminal(): Terminal {
  const [out, err] = [new PassThrough(), new PassThrough()]
  for (const stream of [out, err]) stream.on('data', (chunk) => told.push(String(chunk)))
  return createTerminal(
    false,
    environment,
    out as unknown as typeof process.stdout,
    err as unknown as typeof process.stderr,
  )
}

async function run(work: (terminal: Terminal) => unknown): Promise<void> {
  try {
    await work(terminal())
  } catch (error) {
    for (const json of [true, false]) failWith(error, json)
    told.push(String((error as Error).stack))
  }
  process.exitCode = undefined
}

/** A text, and what is in it for whoever looks twice: words of a token, of Basic authentication, of an escaped address. */
function laidOpen(text: string): string {
  const decoded = [...text.matchAll(/[\w+/-]{20,}={0,2}/g)].map(([each]) =>
    Buffer.from(each, 'base64').toString('latin1'),
  )
  const unescaped = text.replace(/%[0-9a-f]{2}/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)))
  return [text, unescaped, text.replaceAll('\\/', '/'), ...decoded].join('\n')
}

/** By this Superset knows our service account. */
const ofServiceAccount = /"type":"(access|refresh)"/

/** Which answers hold something, in few words: what they hold is not for the report of a test. */
const answersThat = (hold: (text: string) => boolean) => [
  ...new Set(
    answers
      .filter(({ text }) => hold(text))
      .map(({ who, what, mode, manner }) => `${what} to ${who} in ${mode}, ${manner}`),
  ),
]
/** Which words of the server and of commands hold something. */
const wordsThat = (hold: (text: string) => boolean) =>
  Object.entries({ logged, written, told }).flatMap(([where, texts]) =>
    texts
      .filter(hold)
      .slice(0, 3)
      .map((text) => `${where}: ${text.slice(0, 300)}`),
  )

const modes = ['CUSTOM', 'SAAS'] as const
const manners = ['good', 'refusing', 'failing', 'rambling'] as const

test('there is a request for every route that the service has', async () => {
  const samples = samplesFor(await setRules('CUSTOM'))
  expect(table.routes.length).toBeGreaterThan(60)
  const forgotten = table.routes.filter((route) => requestsFor(route, samples) === null)
  expect(forgotten, 'Say in requests-for-routes.ts what to ask of these.').toEqual([])
})

describe.each(modes)('in %s', (mode) => {
  test.each(manners)(
    'everybody asks for everything, and the tools are %s',
    async (manner) => {
      await walk(mode, manner)
    },
    240_000,
  )
})

test('commands look at the tools, and install, while these are in each way', async () => {
  for (const manner of manners) {
    for (const tale of tales) tale.manner = manner
    for (const language of ['en', 'es']) {
      await run((to) => examineQuickSightHere(to, { dashboard: [], all: true, language }))
      await run((to) => examineSupersetHere(to, { language }, []))
    }
    await run((to) => examineQuickSightHere(to, { dashboard: ['time-in-course', 'gone'], language: 'en' }))
    await run((to) => examineSupersetHere(to, { language: 'en' }, ['board', 'lost']))
    await run((to) => pushBoards(to, { out: '', zone: 'UTC', dataSet: 'real' } as never, ['course-overview']))
    await run((to) => pullBoards(to, { out: join(environment.PANORAMA_DATA_DIR!, manner) } as never, ['board']))
  }
  await run(showSupersetConfig)
  await run(checkConfig)
  for (const tale of tales) tale.manner = 'good'
  expect(told.join('')).toMatch(/QuickSight|Superset/)
}, 240_000)

test('the walks met what they were to meet', () => {
  for (const tale of tales) expect(tale.told).toBeGreaterThan(0)
  const opened = (who: Caller, manner: Manner, mode: Mode) =>
    answers.filter(
      (each) =>
        each.what === 'POST /api/embeds' &&
        each.who === who &&
        each.manner === manner &&
        each.mode === mode &&
        each.status === 200,
    )
  for (const who of kinds) {
    expect(opened(who, 'good', 'CUSTOM').length, who).toBeGreaterThan(1)
    expect(opened(who, 'good', 'SAAS').length, who).toBeGreaterThan(0)
    for (const manner of ['refusing', 'failing', 'rambling'] as const) expect(opened(who, manner, 'CUSTOM')).toEqual([])
  }
  const failures = new Set(answers.filter(({ what }) => what === 'POST /api/embeds').map(({ status }) => status))
  expect([...failures].sort()).toEqual(expect.arrayContaining([200, 400, 401, 403, 404, 503]))
  expect(logged.length).toBeGreaterThan(1000)
})

test('no secret leaves, in no header, body, log line or word of a command', () => {
  for (const [name, secret] of Object.entries(secrets)) {
    const holds = (text: string) => laidOpen(text).includes(secret)
    expect([...answersThat(holds), ...wordsThat(holds)], name).toEqual([])
  }
  const holds = (text: string) => ofServiceAccount.test(laidOpen(text))
  expect([...answersThat(holds), ...wordsThat(holds)]).toEqual([])
})

test('what lets somebody in is told to nobody, and written down nowhere', () => {
  for (const token of tokens) {
    const holds = (text: string) => text.includes(token)
    expect([...answersThat(holds), ...wordsThat(holds)]).toEqual([])
  }
  // Addresses that open a dashboard, and tokens of guests, are told to whom they are for, and not kept.
  const opens = (text: string) => /[?&]code=|eyJ[\w-]+\.eyJ/.test(text)
  expect(wordsThat(opens)).toEqual([])
  const places = answers
    .filter(({ text }) => opens(text))
    .map(({ what, who }) => `${what} to ${markedKinds.has(who) ? 'people' : who}`)
  expect([...new Set(places)].sort()).toEqual([
    'GET /panorama/api/get-embed-url to people',
    'GET /panorama/api/get-embed-url/ to people',
    'GET /panorama/api/get-studio-url to people',
    'GET /panorama/api/get-studio-url/ to people',
    'POST /api/embeds to people',
    'POST /api/embeds/studio to people',
  ])
})

const markedKinds = new Set<Caller>(kinds)
/** Where an administrator reads who has what, and who did what. */
const forAdministrators = /^\/api\/(access|audit|credentials|retirements)\b/
/** Where whoever teaches a course, or administrates, says as whose they want to see it. */
const ofViews = /^\/api\/view\b/
/** What programs sent, they may read again. */
const ofPrograms = /^\/xAPI\/statements/

test('nobody is told who anybody else is', () => {
  const leaks = answers.flatMap(({ who, text, path, what, manner }) => {
    if (who === 'administrator' && forAdministrators.test(path)) return []
    if ((who === 'administrator' || who === 'teacher') && ofViews.test(path)) return []
    if (who === 'a program' && ofPrograms.test(path)) return []
    const open = laidOpen(text)
    const others = Object.entries(markedPeople).filter(([kind]) => kind !== who)
    return others.flatMap(([, person]) =>
      marksOf(person).flatMap((mark) => (open.includes(mark) ? [`${what}, ${manner}: ${mark} to ${who}`] : [])),
    )
  })
  expect([...new Set(leaks)]).toEqual([])
})

test('as which user somebody appears in QuickSight is told to administrators alone, where they set it', () => {
  const arn = `arn:aws:quicksight:us-east-1:${accountId}`
  const places = answers
    .filter(({ text }) => [arn, 'author-of-marks'].some((mark) => laidOpen(text).includes(mark)))
    .map(({ who, what }) => `${who} ${what.split(' ')[1]!.split('/').slice(0, 3).join('/')}`)
  expect([...new Set(places)].sort()).toEqual([
    'administrator /api/access',
    'administrator /api/audit',
    'administrator /api/tools',
  ])
})

test('the log names nobody, nor as whom they appear', () => {
  const marks = [...Object.values(markedPeople).flatMap(marksOf), accountId, 'author-of-marks']
  const named = logged.filter((line) => marks.some((mark) => laidOpen(line).includes(mark)))
  expect(named.slice(0, 5).map((line) => line.slice(0, 300))).toEqual([])
})
