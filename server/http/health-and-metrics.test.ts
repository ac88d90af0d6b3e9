import { expect, test } from 'vitest'
import { openFakeApp } from './testing/fake-app.ts'
import { as } from './testing/people.ts'

test('the process is live, and ready when its parts answer, at the root and under the public path', async () => {
  const app = await openFakeApp()
  for (const url of ['/health/live', '/health/ready', '/panorama/health/live', '/panorama/health/ready']) {
    expect((await app.inject(url)).statusCode).toBe(200)
  }
  await app.close()
})

test('it is live but not ready while a part is silent, and says which', async () => {
  const app = await openFakeApp({
    probes: { warehouse: () => Promise.reject(new Error('gone')), store: async () => undefined },
  })
  expect((await app.inject('/health/live')).statusCode).toBe(200)
  const ready = await app.inject('/health/ready')
  expect([ready.statusCode, ready.json()]).toEqual([503, { status: 'not ready', silent: ['warehouse'] }])
  const metrics = await app.inject('/metrics')
  expect(metrics.body).toContain('panorama_part_up{part="warehouse"} 0')
  expect(metrics.body).toContain('panorama_part_up{part="store"} 1')
  await app.close()
})

test('the metrics count answers by route and imports by outcome, and name nobody', async () => {
  const app = await openFakeApp({
    store: {
      auditEntries: async () => ({ entries: [], next: null }),
      runs: async () => [
        {
          id: '1',
          what: 'events',
          dataSet: 'real',
          sources: ['jane.log'],
          startedAt: '2026-05-04T10:00:00Z',
          finishedAt: null,
          outcome: 'done',
          report: { read: 10, kept: 4, duplicates: 1, dropped: { a: 2, b: 1 }, quarantined: { c: 2 } },
        },
      ],
    },
  })
  await app.inject({ url: '/panorama/api/dashboards/board?course=C1', headers: as('teacher') })
  const { body } = await app.inject('/metrics')
  expect(body).toContain(
    'panorama_http_request_seconds_count{method="GET",route="/panorama/api/dashboards/:slug",status="200"} 1',
  )
  expect(body).toContain('panorama_import_lines{data_set="real",outcome="kept"} 4')
  expect(body).toContain('panorama_import_lines{data_set="real",outcome="dropped"} 3')
  expect(body).toContain('panorama_import_lines{data_set="real",outcome="quarantined"} 2')
  expect(body).not.toMatch(/teacher|C1|jane/)
  await app.close()
})

test('the metrics tell how fresh the tables of the LMS are, and how extractions ended', async () => {
  const standing = {
    datasource: 'lms',
    outcome: 'done' as const,
    at: '2026-05-04T10:01:00Z',
    warnings: [],
    failure: null,
  }
  const run = { startedAt: '2026-05-04T10:00:00Z', startedBy: 'schedule' as const, tables: [], failure: null }
  const app = await openFakeApp({
    extractions: {
      runNow: async () => undefined,
      state: async () => ({
        ...{ isConfigured: true, isAllowed: true, schedule: null },
        runs: [
          { ...run, id: '3', outcome: 'running', finishedAt: null },
          { ...run, id: '2', outcome: 'done', finishedAt: '2026-05-04T10:01:00Z' },
          { ...run, id: '1', outcome: 'done', finishedAt: '2026-05-04T09:01:00Z' },
        ],
        tables: [
          { ...standing, table: 'auth_user', rows: 5, asOf: '2026-05-04T10:00:30Z' },
          { ...standing, table: 'never_published', rows: 0, asOf: null },
        ],
      }),
    },
  })
  const { body } = await app.inject('/metrics')
  const lines = body.split('\n').filter((line) => line.startsWith('panorama_extract'))
  expect(lines).toEqual([
    'panorama_extracted_table_as_of_seconds{datasource="lms",table="auth_user"} 1777888830',
    'panorama_extracted_table_rows{datasource="lms",table="auth_user"} 5',
    'panorama_extracted_table_rows{datasource="lms",table="never_published"} 0',
    'panorama_extraction_ended_seconds{outcome="done"} 1777888860',
    'panorama_extraction_under_way 1',
  ])
  await app.close()
})

test.each([
  ['this machine', {}, '127.0.0.1', 200],
  ['another machine', {}, '10.0.0.9', 403],
  ['a proxy on this machine', { 'x-forwarded-for': '203.0.113.7' }, '127.0.0.1', 403],
  ['a page that points its own name here', { host: 'rebound.example' }, '127.0.0.1', 403],
])('without a token, the metrics answer %s: %o %s -> %i', async (_who, headers, remoteAddress, status) => {
  const app = await openFakeApp()
  const answer = await app.inject({ url: '/metrics', headers: { host: 'localhost:2100', ...headers }, remoteAddress })
  expect(answer.statusCode).toBe(status)
  await app.close()
})

test('with a token, the metrics answer its bearer wherever they are, and nobody else', async () => {
  const app = await openFakeApp({ metricsToken: '0123456789abcdef' })
  const ask = async (authorization: string, remoteAddress: string) =>
    (await app.inject({ url: '/metrics', headers: { authorization }, remoteAddress })).statusCode
  expect(await ask('Bearer 0123456789abcdef', '10.0.0.9')).toBe(200)
  expect(await ask('Bearer 0123456789abcdeF', '10.0.0.9')).toBe(403)
  expect(await ask('', '127.0.0.1')).toBe(403)
  await app.close()
})
