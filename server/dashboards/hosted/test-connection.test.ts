import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createLogger } from '../../kernel/log.ts'
import { hostedKey, hostedOrigin, startTestHosted } from '../../testing/hosted.ts'
import { testViewer } from '../../testing/quicksight.ts'
import { createHostedDashboards } from './hosted.ts'
import { testHosted } from './test-connection.ts'

const clock = { now: () => new Date('2026-05-04T12:00:00Z') }
let service: Awaited<ReturnType<typeof startTestHosted>>

beforeAll(async () => {
  service = await startTestHosted(clock)
})
afterAll(() => service.close())
beforeEach(() => {
  service.names = ['overview', 'learners']
  service.answer = null
})

function look(changes: { SAAS?: string } = {}, locale: 'en' | 'es' = 'en') {
  const hosted = createHostedDashboards({
    settings: {
      // The site does not want it asked in DEMO.
      urls: {
        DEMO: null,
        FREE: `${service.url}/get-free-dashboards`,
        SAAS: `${service.url}/get-saas-dashboards`,
        ...changes,
      },
      frameOrigins: [hostedOrigin],
      key: hostedKey,
      version: '21.2.1',
    },
    lmsUrl: 'https://learn.example.org',
    clock,
    log: createLogger('silent'),
  })
  return testHosted(hosted, { dashboards: [], userArns: [], viewer: testViewer, locale })
}

test('it is asked in each mode in which the site wants that, and tells what it has without their addresses', async () => {
  const found = await look()
  expect(found).toEqual([
    { subject: 'Hosted dashboards, as in FREE', outcome: 'ok', says: 'The service has 2 dashboards for you.' },
    { subject: 'Hosted dashboards, as in SAAS', outcome: 'ok', says: 'The service has 2 dashboards for you.' },
  ])
})

test('that it has nothing is told with what to do', async () => {
  service.names = []
  const [free] = await look({}, 'es')
  expect(free).toMatchObject({ outcome: 'warning', remedy: expect.stringContaining('proveedor') })
})

test('a refusal in one mode says why, and the other is looked at all the same', async () => {
  const found = await look({ SAAS: 'http://127.0.0.1:9/nobody' })
  expect(found.map(({ outcome }) => outcome)).toEqual(['ok', 'problem'])
  expect(found[1]?.says).toBe('The service of the hosted dashboards does not answer as it should.')
})
