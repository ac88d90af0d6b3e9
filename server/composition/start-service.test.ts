import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Config, readConfig } from '../config/read-config.ts'
import { auditSchema } from '../contract/audit.ts'
import { coursesSchema } from '../contract/course.ts'
import { chartAnswerSchema, dashboardSchema, dashboardsSchema } from '../contract/dashboard.ts'
import { failureSchema } from '../contract/failure.ts'
import { pipelineSchema } from '../contract/pipeline.ts'
import { type Session, sessionSchema, siteSchema } from '../contract/session.ts'
import { demoCast, demoCourses } from '../demo/cast.ts'
import { freePort } from '../testing/free-port.ts'
import { openPanorama } from './open-panorama.ts'
import { type Service, startService } from './start-service.ts'

// One service on its real parts, with a demo of forty people; the tests read from top to bottom.

let service: Service
let config: Config
let origin: string
const notes: string[] = []
const options = {
  log: pino({ level: 'silent' }),
  progress: { note: (text: string) => void notes.push(text), step: () => undefined },
  screenDir: '/nowhere',
  commandLine: '/nowhere',
  signal: new AbortController().signal,
}

beforeAll(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'panorama-service-'))
  const port = await freePort()
  config = readConfig({ PANORAMA_DATA_DIR: dataDir, PANORAMA_MFE_PORT: `${port}`, PANORAMA_DEMO_LEARNERS: '40' })
  origin = config.publicUrl
  service = await startService(config, options)
}, 120_000)

afterAll(async () => {
  await service.stop()
  await rm(config.dataDir, { recursive: true, force: true })
})

const api = (path: string, cookie = '', init: RequestInit = {}) =>
  fetch(`${origin}/api/${path}`, { ...init, headers: { cookie, ...init.headers } })

/** Signs in on the stand-in LMS's page, as a browser does, and returns the cookies. */
async function signIn(person: string): Promise<string> {
  const { loginUrl } = siteSchema.parse(await (await api('site')).json())
  const body = new URLSearchParams({ person, next: `${origin}/` })
  const answer = await fetch(loginUrl, { method: 'POST', body, redirect: 'manual' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `${origin}/`])
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ')
}

async function json<T>(schema: { parse(value: unknown): T }, path: string, cookie: string): Promise<T> {
  const answer = await api(path, cookie)
  expect(answer.status, path).toBe(200)
  return schema.parse(await answer.json())
}

test('the demo was prepared once, and the service is ready', async () => {
  expect(notes).toHaveLength(1)
  expect((await fetch(`${origin}/health/ready`)).status).toBe(200)
})

test('whoever comes under another name of this machine signs in there and comes back there', async () => {
  const here = origin.replace('localhost', '127.0.0.1')
  const { loginUrl } = siteSchema.parse(await (await fetch(`${here}/api/site`)).json())
  const body = new URLSearchParams({ person: 'amara', next: `${here}/student` })
  const answer = await fetch(loginUrl, { method: 'POST', body, redirect: 'manual' })
  expect([loginUrl, answer.headers.get('location')]).toEqual([`${here}/stand-in-lms/login`, `${here}/student`])
  const foreign = await fetch(loginUrl, {
    method: 'POST',
    body: new URLSearchParams({ person: 'amara', next: 'http://evil.test/student' }),
    redirect: 'manual',
  })
  expect(foreign.headers.get('location')).toBe(`${origin}/`)
})

test.each([
  ['amara', { student: true, courses: false, admin: false }, 'student'],
  ['ingrid', { student: true, courses: true, admin: false }, 'courses'],
  ['lucia', { student: true, courses: true, admin: false }, 'courses'],
  ['admin', { student: true, courses: true, admin: true }, 'admin'],
])('%s lands where they belong', async (person, areas, home) => {
  const session: Session = await json(sessionSchema, 'session', await signIn(person))
  expect(session).toMatchObject({ areas, home, mode: 'DEMO' })
})

test('each sees the courses that are theirs, and only those', async () => {
  const keysSeenBy = async (person: string) =>
    (await json(coursesSchema, 'courses', await signIn(person))).courses.map(({ courseKey }) => courseKey).sort()
  const all = demoCourses.map(({ courseKey }) => courseKey)
  expect(await keysSeenBy('ingrid')).toEqual(['course-v1:Riverside+BIO101+2026_Autumn'])
  expect(await keysSeenBy('lucia')).toEqual(all.filter((key) => key.includes(':AndesTech+')).sort())
  expect(await keysSeenBy('admin')).toEqual(all.sort())
  expect((await api('courses', await signIn('amara'))).status).toBe(403)
})

test('the panel of a learner has the courses they are enrolled in, by their names', async () => {
  const { rows } = await json(
    chartAnswerSchema,
    'dashboards/student/charts/my-courses?period=all',
    await signIn('mateo'),
  )
  const expected = demoCourses.filter(({ courseKey }) =>
    demoCast.find(({ username }) => username === 'mateo')?.enrolledIn.includes(courseKey),
  )
  expect(rows.map(({ name }) => name).sort()).toEqual(expected.map(({ name }) => name).sort())
})

test('every chart of every dashboard answers in the shape of the contract, and as CSV', async () => {
  for (const person of ['amara', 'admin']) {
    const cookie = await signIn(person)
    const { dashboards } = await json(dashboardsSchema, 'dashboards', cookie)
    expect(dashboards.length).toBeGreaterThan(0)
    for (const { slug } of dashboards) {
      const { charts, filters } = await json(dashboardSchema, `dashboards/${slug}`, cookie)
      const query = new URLSearchParams({
        course: 'course-v1:Riverside+BIO101+2026_Autumn',
        period: '90d',
        tz: 'Europe/Oslo',
      })
      for (const filter of filters) {
        if (filter.kind !== 'choice') continue
        const options = await json(
          chartAnswerSchema,
          `dashboards/${slug}/charts/${filter.optionsFrom}?${query}`,
          cookie,
        )
        query.set(filter.id, String(options.rows[0]?.[filter.valueColumn]))
      }
      for (const { id } of charts) {
        await json(chartAnswerSchema, `dashboards/${slug}/charts/${id}?${query}`, cookie)
        const csv = await api(`dashboards/${slug}/charts/${id}.csv?${query}`, cookie)
        expect([csv.status, csv.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
      }
    }
  }
})

test('whatever is asked of a chart, the answer is one or says what is wrong with the request', async () => {
  const cookie = await signIn('admin')
  const { charts } = await json(dashboardSchema, 'dashboards/course-overview', cookie)
  const odd = fc.oneof(
    fc.constantFrom(
      "'",
      '\\',
      '\u0000',
      '{x: String}',
      '1970-01-01',
      '9999-12-31',
      '2026-02-30',
      '\ud800',
      'Etc/GMT+12',
    ),
    fc.constantFrom('-1', '__proto__', 'course-v1:Riverside+BIO101+2026_Autumn', '😀'.repeat(60)),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
  )
  const query = fc.record(
    { course: odd, period: fc.constantFrom('7d', 'all', '0d'), from: odd, to: odd, tz: odd, video: odd },
    { requiredKeys: [] },
  )
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...charts.map(({ id }) => id)), query, async (chart, given) => {
      const answer = await api(`dashboards/course-overview/charts/${chart}?${new URLSearchParams(given)}`, cookie)
      const body: unknown = await answer.json()
      expect([200, 400], JSON.stringify(body)).toContain(answer.status)
      if (answer.status === 400) failureSchema.parse(body)
    }),
    { numRuns: 300 },
  )
})

test('a switch of the mode holds at once for everyone, and is in the audit log', async () => {
  const [admin, learner] = [await signIn('admin'), await signIn('amara')]
  const before = await json(pipelineSchema, 'pipeline', admin)
  expect(before.statements).toBeGreaterThan(0)
  expect(before.runs.map(({ outcome }) => outcome)).toEqual(['done', 'done'])

  const put = (headers: Record<string, string>) =>
    api('settings/mode', admin, {
      method: 'PUT',
      body: '{"mode":"SAAS"}',
      headers: { 'content-type': 'application/json', ...headers },
    })
  expect((await put({ 'x-panorama': '1', origin: 'http://evil.test' })).status).toBe(403)
  expect((await put({ 'x-panorama': '1', origin })).status).toBe(200)

  // Real data is on show now: there is none, the demo's learner is out, and so is the stand-in LMS.
  expect((await json(pipelineSchema, 'pipeline', admin)).statements).toBe(0)
  expect((await json(sessionSchema, 'session', learner)).home).toBe('nowhere')
  expect((await api('dashboards/student', learner)).status).toBe(403)
  expect((await fetch(`${origin}/stand-in-lms/login`)).status).toBe(404)
  const { entries } = await json(auditSchema, 'audit', admin)
  expect(entries[0]).toMatchObject({ actor: 'admin', action: 'mode.changed', before: 'DEMO', after: 'SAAS' })
})

test('a command works beside the running service, and can switch back', async () => {
  const command = await openPanorama(config, { role: 'command' })
  expect(command.engine.kind).toBe('remote')
  await command.modes.change('DEMO', 'command line')
  await command.close()
  expect((await fetch(`${origin}/stand-in-lms/login`)).status).toBe(200)
})

test('a second service on the same data says so', async () => {
  const second = startService({ ...config, port: await freePort() }, options)
  await expect(second).rejects.toMatchObject({
    code: 'in_use',
    exitCode: 75,
    message: expect.stringContaining('data directory'),
  })
})

test('a port that is taken is noticed before anything is opened', async () => {
  await expect(startService(config, options)).rejects.toMatchObject({
    code: 'in_use',
    message: expect.stringContaining('is taken'),
  })
})
