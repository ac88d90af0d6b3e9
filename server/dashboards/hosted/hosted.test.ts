import type { ServerResponse } from 'node:http'
import { PassThrough } from 'node:stream'
import pino from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { PanoramaError } from '../../kernel/errors.ts'
import { createLogger } from '../../kernel/log.ts'
import { hostedKey, hostedOrigin, startTestHosted } from '../../testing/hosted.ts'
import type { AskHostedOptions } from './ask-hosted.ts'
import { createHostedDashboards } from './hosted.ts'

let now = new Date('2026-05-04T12:00:00Z')
const clock = { now: () => now }
let service: Awaited<ReturnType<typeof startTestHosted>>

beforeAll(async () => {
  service = await startTestHosted(clock)
})
afterAll(() => service.close())
beforeEach(() => {
  service.asked.splice(0)
  service.names = ['overview', 'learners']
  service.answer = null
})

function open(changes: Partial<AskHostedOptions['settings']> = {}, more: Partial<AskHostedOptions> = {}) {
  const settings = {
    urls: {
      DEMO: `${service.url}/get-demo-dashboards`,
      FREE: `${service.url}/get-free-dashboards`,
      SAAS: `${service.url}/get-saas-dashboards`,
    },
    frameOrigins: [hostedOrigin],
    key: hostedKey,
    version: '21.2.1',
    ...changes,
  }
  return createHostedDashboards({
    settings,
    lmsUrl: 'https://learn.example.org',
    clock,
    log: createLogger('silent'),
    ...more,
  })
}
const amara = { mode: 'SAAS', username: 'amara', role: 'STUDENT' } as const

async function failureOf(work: Promise<unknown>): Promise<PanoramaError> {
  const failure = await work.catch((cause: unknown) => cause)
  if (failure instanceof PanoramaError) return failure
  throw new Error(`No failure of ours: ${failure}`)
}

test.each(['FREE', 'SAAS'] as const)('%s is asked with a signature, as the person is called and may', async (mode) => {
  const request = { mode, username: "o'brien (éva) *+&", role: 'READER' } as const
  expect(await open().list(request, 'en')).toEqual([
    { name: 'overview', displayName: 'The overview' },
    { name: 'learners', displayName: 'The learners' },
  ])
  const query = { lms: 'learn.example.org', user: request.username, version: '21.2.1', dashboard_function: 'READER' }
  const path = `/get-${mode.toLowerCase()}-dashboards`
  expect(service.asked).toEqual([{ path, query, signed: true, status: 200 }])
})

test('DEMO is asked without a signature, and as a reader whoever it is', async () => {
  await open().list({ ...amara, mode: 'DEMO' }, 'en')
  expect(service.asked).toMatchObject([{ signed: false, query: { dashboard_function: 'READER' } }])
})

test('a mode in which the site wants none sends nothing', async () => {
  const hosted = open({ urls: { DEMO: null, FREE: null, SAAS: null } })
  expect(await failureOf(hosted.list({ ...amara, mode: 'DEMO' }, 'en'))).toMatchObject({ code: 'not_found' })
  expect(service.asked).toEqual([])
})

test('a list and its dashboards cost one request; an address is given out once', async () => {
  const hosted = open()
  await Promise.all([hosted.list(amara, 'en'), hosted.list(amara, 'es'), hosted.list(amara, 'en')])
  const first = await hosted.open(amara, 'overview', 'en')
  await hosted.open(amara, 'learners', 'en')
  expect(service.asked).toHaveLength(1)
  const again = await hosted.open(amara, 'overview', 'en')
  expect(service.asked).toHaveLength(2)
  expect(again).not.toEqual(first)
  const tabs = await Promise.all([1, 2, 3].map(() => hosted.open(amara, 'learners', 'en')))
  expect(new Set(tabs.map((embed) => JSON.stringify(embed))).size).toBe(3)
})

test('whoever is given all addresses at once shares none of them with anybody', async () => {
  const hosted = open()
  await hosted.list(amara, 'en')
  const all = await hosted.openAll(amara, 'en')
  expect(service.asked).toHaveLength(1)
  const [one, others] = [await hosted.open(amara, 'overview', 'en'), await hosted.openAll(amara, 'en')]
  const urls = [...all, one, ...others].map((each) => (each as { url: string }).url)
  expect(new Set(urls).size).toBe(5)
  expect(service.asked).toHaveLength(3)
})

test('answers are one person’s, and of one role', async () => {
  const hosted = open()
  await hosted.list(amara, 'en')
  await hosted.list({ ...amara, username: 'mateo' }, 'en')
  await hosted.list({ ...amara, role: 'READER' }, 'en')
  expect(service.asked.map(({ query }) => [query.user, query.dashboard_function])).toEqual([
    ['amara', 'STUDENT'],
    ['mateo', 'STUDENT'],
    ['amara', 'READER'],
  ])
})

test('an answer is not kept longer than its addresses live', async () => {
  const hosted = open()
  await hosted.list(amara, 'en')
  now = new Date(now.getTime() + 4 * 60_000)
  await hosted.open(amara, 'overview', 'en')
  expect(service.asked).toHaveLength(2)
})

test('a dashboard that it has not is not found', async () => {
  expect(await failureOf(open().open(amara, 'secrets', 'en'))).toMatchObject({ code: 'not_found' })
})

const answering = (status: number, body: string) => (response: ServerResponse) =>
  void response.writeHead(status, { location: 'https://evil.test/' }).end(body)
test.each<[string, (response: ServerResponse) => void, string]>([
  ['is busy', answering(429, ''), 'too_many_requests'],
  ['refuses', answering(403, ''), 'misconfigured'],
  ['fails', answering(502, ''), 'unavailable'],
  ['sends us elsewhere', answering(302, ''), 'unavailable'],
  ['answers no JSON', answering(200, '<html>'), 'unavailable'],
  ['answers no list', answering(200, '{"message":"amara has none"}'), 'unavailable'],
  ['answers nothing of the shape', answering(200, '[{"name":"overview"}]'), 'unavailable'],
  ['answers without end', answering(200, `["${'x'.repeat(1_100_000)}"]`), 'unavailable'],
  ['hangs up', (response) => void response.destroy(), 'unavailable'],
  ['says nothing', () => undefined, 'unavailable'],
])('where it %s, that ends in words, and the next who asks is heard', async (_what, given, code) => {
  const logged = new PassThrough()
  const hosted = open({}, { patienceMs: 300, log: pino({ level: 'debug' }, logged) })
  service.answer = given
  const failure = await failureOf(hosted.list(amara, 'en'))
  expect(failure.code).toBe(code)
  expect(`${failure.message}${failure.advice}${failure.cause}${logged.read() ?? ''}`).not.toMatch(/amara|code=|AKID/)
  expect((await failureOf(hosted.list(amara, 'es'))).message).toMatch(/^El servicio/)
  service.answer = null
  expect(await hosted.list(amara, 'en')).toHaveLength(2)
})

test('what could not be framed, or comes twice, is left out', async () => {
  const item = (name: string, url: string) => ({ name, displayName: name, url })
  service.answer = (response) =>
    void response
      .writeHead(200)
      .end(
        JSON.stringify([
          item('good', `${hostedOrigin}/embed/1/dashboards/a?code=1`),
          item('elsewhere', 'https://evil.test/embed/1/dashboards/a?code=1'),
          item('plain', hostedOrigin.replace('https', 'http')),
          item('script', 'javascript:alert(1)'),
          item('good', `${hostedOrigin}/embed/2/dashboards/b?code=2`),
        ]),
      )
  expect(await open().list(amara, 'en')).toEqual([{ name: 'good', displayName: 'good' }])
})

test('another key is refused in words that say which', async () => {
  const hosted = open({ key: { ...hostedKey, secretAccessKey: 'else' } })
  expect(await failureOf(hosted.list(amara, 'en'))).toMatchObject({
    code: 'misconfigured',
    advice: expect.stringContaining('AWS key'),
  })
})

test('without a key, the machine’s own is used; without that, it is said what is missing', async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', hostedKey.accessKeyId)
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', hostedKey.secretAccessKey)
  await open({ key: null }).list(amara, 'en')
  expect(service.asked).toMatchObject([{ status: 200 }])
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) vi.stubEnv(name, '')
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true')
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nowhere')
  vi.stubEnv('AWS_CONFIG_FILE', '/nowhere')
  const failure = await failureOf(open({ key: null }).list(amara, 'en'))
  expect(failure.advice).toContain('PANORAMA_AWS_ACCESS_KEY')
  vi.unstubAllEnvs()
})

test('an LMS without HTTPS is not told of', async () => {
  const hosted = open({}, { lmsUrl: 'http://local.example.org' })
  expect((await failureOf(hosted.list(amara, 'en'))).advice).toContain('https://')
  expect(service.asked).toEqual([])
})
