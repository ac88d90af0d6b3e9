import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { failureSchema } from '../contract/failure.ts'
import { openFakeApp } from './testing/fake-app.ts'
import { as, byCookie, type Person } from './testing/people.ts'

let app: FastifyInstance
beforeAll(async () => {
  app = await openFakeApp()
})
afterAll(() => app.close())

/** What is sent to change something. */
const bodies: Readonly<Record<string, object>> = {
  'settings/mode': { mode: 'SAAS' },
  credentials: { name: 'Vector', scopes: ['write'] },
  embeds: { id: 'embed', area: 'courses' },
  view: { as: 'learner', course: 'course-v1:Org+C1+2026' },
  'view/learners': { course: 'course-v1:Org+C1+2026' },
  'access/import': { files: [{ name: 'auth_user.csv', text: 'id,username' }] },
  'access/lookup': { username: 'teacher' },
  'access/dashboards': { name: 'grades', displayName: 'Grades', provider: 'quicksight', providerId: '4f2a-91' },
  'access/types': { name: 'Staff' },
  'access/people': { username: 'teacher' },
  'access/assignments': { to: { kind: 'organisation', org: 'Org' }, typeId: 'type' },
}

/** method, path under api/, status for: nobody, a learner, a teacher, an administrator */
const table = [
  ['GET', 'site', 200, 200, 200, 200],
  ['GET', 'openapi.json', 200, 200, 200, 200],
  ['GET', 'session', 401, 200, 200, 200],
  ['POST', 'view', 401, 403, 200, 200],
  ['DELETE', 'view', 401, 204, 204, 204],
  ['POST', 'view/learners', 401, 403, 200, 200],
  ['GET', 'courses', 401, 200, 200, 200],
  ['GET', 'changes', 401, 200, 200, 200],
  ['GET', 'dashboards', 401, 200, 200, 200],
  ['GET', 'dashboards/board', 401, 403, 200, 200],
  ['GET', 'dashboards/other', 401, 404, 404, 404],
  ['GET', 'dashboards/board/charts/problems', 401, 403, 200, 200],
  ['GET', 'dashboards/board/charts/problems/sql', 401, 403, 403, 200],
  ['GET', 'dashboards/board/charts/problems.csv', 401, 403, 200, 200],
  ['GET', 'dashboards/board/charts/other', 401, 403, 404, 404],
  ['GET', 'dashboards/board/charts/other.csv', 401, 403, 404, 404],
  ['GET', 'settings/mode', 401, 403, 403, 200],
  ['PUT', 'settings/mode', 401, 403, 403, 200],
  ['GET', 'audit', 401, 403, 403, 200],
  ['GET', 'pipeline', 401, 403, 403, 200],
  ['GET', 'flow', 401, 403, 403, 200],
  ['GET', 'extraction', 401, 403, 403, 200],
  ['POST', 'extraction/runs', 401, 403, 403, 202],
  ['GET', 'retirements', 401, 403, 403, 200],
  ['GET', 'credentials', 401, 403, 403, 200],
  ['POST', 'credentials', 401, 403, 403, 201],
  ['DELETE', 'credentials/key', 401, 403, 403, 200],
  ['GET', 'embeds', 401, 200, 200, 200],
  ['POST', 'embeds', 401, 404, 200, 404],
  ['POST', 'embeds/studio', 401, 403, 200, 403],
  ['GET', 'access', 401, 403, 403, 200],
  ['POST', 'access/import', 401, 403, 403, 200],
  ['POST', 'access/lookup', 401, 403, 403, 200],
  ['POST', 'access/dashboards', 401, 403, 403, 201],
  ['PUT', 'access/dashboards/id', 401, 403, 403, 200],
  ['DELETE', 'access/dashboards/id', 401, 403, 403, 204],
  ['POST', 'access/types', 401, 403, 403, 201],
  ['PUT', 'access/types/id', 401, 403, 403, 200],
  ['DELETE', 'access/types/id', 401, 403, 403, 204],
  ['POST', 'access/people', 401, 403, 403, 201],
  ['PUT', 'access/people/id', 401, 403, 403, 200],
  ['DELETE', 'access/people/id', 401, 403, 403, 204],
  ['POST', 'access/assignments', 401, 403, 403, 201],
  ['PUT', 'access/assignments/id', 401, 403, 403, 200],
  ['DELETE', 'access/assignments/id', 401, 403, 403, 204],
  ['GET', 'tools', 401, 403, 403, 200],
  ['POST', 'tools/quicksight/test', 401, 403, 403, 200],
  ['POST', 'tools/superset/test', 401, 403, 403, 404],
  ['GET', 'nowhere', 404, 404, 404, 404],
  ['POST', 'session', 404, 404, 404, 404],
  ['DELETE', 'settings/mode', 404, 404, 404, 404],
] as const

describe.each(table)('%s %s', (method, path, anonymous, learner, teacher, admin) => {
  const ask = (headers: Record<string, string>) =>
    app.inject({
      method,
      url: `/panorama/api/${path}`,
      headers,
      ...((method === 'PUT' || method === 'POST') && { payload: bodies[path.replace(/\/id$/, '')] ?? {} }),
    })

  test.each([
    ['nobody', {}, anonymous],
    ['a learner', as('learner'), learner],
    ['a teacher', as('teacher'), teacher],
    ['an administrator', as('admin'), admin],
  ])('for %s: %o -> %i', async (_who, headers, status) => {
    const answer = await ask(headers as Record<string, string>)
    expect(answer.statusCode).toBe(status)
    expect(answer.headers['cache-control']).toMatch(/^no-store/)
    if (status >= 400) expect(() => failureSchema.strict().parse(answer.json())).not.toThrow()
  })
})

test('every route of the API is in the table above', async () => {
  const description = (await app.inject('/panorama/api/openapi.json')).json()
  const paths = Object.entries<object>(description.paths).flatMap(([path, methods]) =>
    Object.keys(methods)
      .filter((method) => method !== 'head')
      .map((method) => `${method.toUpperCase()} ${path}`),
  )
  const tried = table.map(([method, path]) =>
    `${method} /panorama/api/${path}`
      .replace('board/', '{slug}/')
      .replace(/board$/, '{slug}')
      .replace('problems', '{chart}')
      .replace('credentials/key', 'credentials/{id}')
      .replace(/tools\/\w+\/test/, 'tools/{tool}/test')
      .replace(/(access\/\w+)\/id$/, '$1/{id}'),
  )
  expect(paths.length).toBeGreaterThan(8)
  expect(paths.filter((path) => !tried.includes(path))).toEqual([])
})

test('whoever is turned away hears the same words, whatever was wrong', async () => {
  const bodies = []
  for (const headers of [
    {},
    { authorization: 'JWT mallory' },
    { authorization: 'Bearer admin' },
    { cookie: 'header-payload=admin' },
  ]) {
    const { error } = (await app.inject({ url: '/panorama/api/session', headers })).json()
    bodies.push({ ...error, requestId: '' })
  }
  expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1)
})

describe('a change asked for by cookie', () => {
  const change = (headers: Record<string, string>, person: Person = 'admin') =>
    app.inject({
      method: 'PUT',
      url: '/panorama/api/settings/mode',
      headers: { ...byCookie(person), host: 'panorama.test', ...headers },
      payload: { mode: 'FREE' },
    })

  test.each([
    ['our own header and origin', { 'x-panorama': '1', origin: 'http://panorama.test' }, 200],
    [
      'an origin under another name of ours',
      { 'x-panorama': '1', origin: 'http://other.test:81', host: 'other.test:81' },
      200,
    ],
    ['no origin, and a browser that says same-origin', { 'x-panorama': '1', 'sec-fetch-site': 'same-origin' }, 200],
    ['no header', { origin: 'http://panorama.test' }, 403],
    ['another origin', { 'x-panorama': '1', origin: 'http://evil.test' }, 403],
    ['another port', { 'x-panorama': '1', origin: 'http://panorama.test:81' }, 403],
    ['an opaque origin', { 'x-panorama': '1', origin: 'null' }, 403],
    [
      'another origin, whatever Sec-Fetch-Site says',
      { 'x-panorama': '1', origin: 'http://evil.test', 'sec-fetch-site': 'same-origin' },
      403,
    ],
    ['the same site but another origin', { 'x-panorama': '1', 'sec-fetch-site': 'same-site' }, 403],
    ['nothing that tells where from', { 'x-panorama': '1' }, 403],
  ])('with %s: %o -> %i', async (_what, headers, status) => {
    expect((await change(headers as Record<string, string>)).statusCode).toBe(status)
  })

  test('is refused to a learner even when it is their own', async () => {
    const own = { 'x-panorama': '1', origin: 'http://panorama.test' }
    expect((await change(own, 'learner')).json().error.code).toBe('forbidden')
  })
})

test('the session names the areas and the home of each person', async () => {
  const homes = []
  for (const person of ['learner', 'teacher', 'admin'] as const) {
    const { home, locale, timeZone } = (await app.inject({ url: '/panorama/api/session', headers: as(person) })).json()
    homes.push([home, locale, timeZone])
  }
  expect(homes).toEqual([
    ['student', 'es', 'America/Lima'],
    ['courses', 'es', 'America/Lima'],
    ['admin', 'es', 'America/Lima'],
  ])
})

test.each([
  ["the browser's choice", { cookie: 'language=en' }, 'Board'],
  ['the LMS account, where this browser has none', { 'accept-language': 'en' }, 'Tablero'],
])('the language of an answer follows %s', async (_what, headers, title) => {
  const answer = await app.inject({
    url: '/panorama/api/dashboards/board',
    headers: { ...as('teacher'), ...(headers as Record<string, string>) },
  })
  expect(answer.json().title).toBe(title)
})

test('CSV comes as a file whose name says what is inside', async () => {
  const course = encodeURIComponent('course-v1:Org+C1+2026')
  const answer = await app.inject({
    url: `/panorama/api/dashboards/board/charts/problems.csv?course=${course}&period=28d`,
    headers: as('teacher'),
  })
  expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
  expect(answer.headers['content-disposition']).toBe(
    'attachment; filename="problems_course-v1_Org_C1_2026_2026-04-07_2026-05-04.csv"',
  )
  expect(answer.body).toContain("'=1+1")
})

test('a request that is not well formed is told what is wrong, field by field', async () => {
  const long = 'x'.repeat(301)
  const answer = await app.inject({
    url: `/panorama/api/dashboards/board/charts/problems?from=yesterday&period=2y&video=${long}`,
    headers: as('teacher'),
  })
  expect(answer.statusCode).toBe(400)
  const fields = answer.json().error.details.map(({ field }: { field: string }) => field)
  expect(fields.sort()).toEqual(['from', 'period', 'video'])
})
