import { PassThrough } from 'node:stream'
import pino from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { StandInAccount } from '../../demo/stand-in-quicksight/account.ts'
import { demoAccount } from '../../demo/stand-in-quicksight/account.ts'
import type { Fault } from '../../demo/stand-in-quicksight/faults.ts'
import type { StandInQuickSight } from '../../demo/stand-in-quicksight/stand-in-quicksight.ts'
import { PanoramaError } from '../../kernel/errors.ts'
import {
  authorArn,
  openTestQuickSight,
  requestOf,
  settingsFor,
  startTestQuickSight,
  testArn,
  testViewer,
} from '../../testing/quicksight.ts'

let standIn: StandInQuickSight

beforeAll(async () => {
  standIn = await startTestQuickSight()
})
afterAll(() => standIn.close())
beforeEach(() => {
  Object.assign(standIn.account, demoAccount('learn.example.org'))
  standIn.faults.clear()
  standIn.asked.splice(0)
})
afterEach(() => vi.unstubAllEnvs())

const open = (changes: Parameters<typeof settingsFor>[1] = {}) => openTestQuickSight(settingsFor(standIn, changes))
const registered = { kind: 'registered', arn: testArn } as const
const learner = { kind: 'guest', rows: { kind: 'learner', userId: 42 } } as const
const operations = () => standIn.asked.map(({ operation }) => operation)
const lastInput = () => standIn.asked.at(-1)?.input as Record<string, unknown>

async function failureOf(work: Promise<unknown>): Promise<PanoramaError> {
  const failure = await work.then(
    () => null,
    (cause: unknown) => cause,
  )
  if (failure instanceof PanoramaError) return failure
  throw new Error(`No failure of ours: ${failure}`)
}

describe('a registered user', () => {
  test('is looked up, and embedded under the ARN that QuickSight has, for this site’s pages and session', async () => {
    const glued = testArn.replace('us-east-1', 'eu-west-1')
    const embed = await open().embed(requestOf({ kind: 'registered', arn: glued }))
    expect(embed).toEqual({
      provider: 'quicksight',
      url: expect.stringMatching(/^https:\/\/localhost:\d+\/embed\/[\w-]+\/dashboards\/time-in-course\?code=/),
      sessionMinutes: 60,
    })
    expect(operations()).toEqual(['DescribeUser', 'GenerateEmbedUrlForRegisteredUser'])
    expect(lastInput()).toMatchObject({
      UserArn: testArn,
      SessionLifetimeInMinutes: 60,
      AllowedDomains: ['https://apps.example.org'],
    })
  })

  test('of a name with a slash and an @ is found', async () => {
    const userName = 'embed-role/noor@example.org'
    standIn.account.users.push({ namespace: 'riverside', userName, role: 'READER', active: true })
    const arn = `arn:aws:quicksight:us-east-1:123456789012:user/riverside/${userName}`
    await open().embed(requestOf({ kind: 'registered', arn }))
    expect(lastInput()).toMatchObject({ UserArn: arn })
  })

  test('is looked up once for many dashboards, and asked where users are kept', async () => {
    Object.assign(standIn.account, { identityRegion: 'eu-north-1' })
    const quickSight = open({ identityRegion: 'eu-north-1' })
    for (let n = 0; n < 3; n += 1) await quickSight.embed(requestOf(registered))
    expect(operations().filter((operation) => operation === 'DescribeUser')).toHaveLength(1)
    expect(lastInput()).toMatchObject({ UserArn: testArn.replace('us-east-1', 'eu-north-1') })
  })

  test('of their own has what the site allows; the one that is shared keeps nothing of anybody', async () => {
    const features = ['state', 'bookmarks', 'shared-views', 'schedules', 'snapshots', 'alerts', 'generative'] as const
    const quickSight = open({ features })
    const featuresFor = async (arn: string) => {
      await quickSight.embed(requestOf({ kind: 'registered', arn }))
      return JSON.stringify(lastInput().ExperienceConfiguration)
    }
    const own = await featuresFor(authorArn)
    expect(own.match(/"Enabled":true/g)).toHaveLength(features.length)
    expect(own).not.toContain('false')
    // Also where the shared one is written differently.
    for (const arn of [testArn, testArn.replace('us-east-1', 'eu-west-1')]) {
      expect(await featuresFor(arn)).not.toContain('true')
    }
  })

  test.each([
    ['that QuickSight does not know', testArn.replace('panorama', 'nobody'), 'does not know'],
    ['of another account', testArn.replace('123456789012', '999999999999'), 'does not know'],
    ['that is no user', 'arn:aws:quicksight:us-east-1:123456789012:dashboard/x', 'does not know'],
    ['that is nothing', 'noor', 'does not know'],
  ])('%s is refused without naming anybody', async (_what, arn, words) => {
    const { code, message, advice } = await failureOf(open().embed(requestOf({ kind: 'registered', arn })))
    expect([code, message]).toEqual(['forbidden', expect.stringContaining(words)])
    expect(`${message}${advice}`).not.toMatch(/nobody|999999999999|noor|arn:/)
  })

  test('who is not active is told so, and let in as soon as they are', async () => {
    const quickSight = open()
    standIn.account.users[0]!.active = false
    expect((await failureOf(quickSight.embed(requestOf(registered)))).message).toContain('not active')
    standIn.account.users[0]!.active = true
    await expect(quickSight.embed(requestOf(registered))).resolves.toMatchObject({ provider: 'quicksight' })
  })
})

describe('a guest', () => {
  test('is a session with tags, which can go to no other dashboard', async () => {
    await open().embed(requestOf(learner))
    expect(operations()).toEqual(['GenerateEmbedUrlForAnonymousUser'])
    expect(lastInput()).toMatchObject({
      Namespace: 'default',
      AuthorizedResourceArns: ['arn:aws:quicksight:us-east-1:123456789012:dashboard/time-in-course'],
      SessionTags: [
        { Key: 'panorama_lms', Value: 'learn.example.org' },
        { Key: 'panorama_user_id', Value: '42' },
      ],
    })
  })

  test('is refused where the account does not pay for guests, without asking', async () => {
    const quickSight = open({ capacityPricing: false })
    expect(quickSight.takesGuests).toBe(false)
    expect(await failureOf(quickSight.embed(requestOf(learner)))).toMatchObject({ code: 'forbidden' })
    expect(operations()).toEqual([])
  })

  test('is refused in words where the account does not pay and the settings say it does', async () => {
    standIn.account.capacityPricing = false
    expect((await failureOf(open().embed(requestOf(learner)))).message).toContain('only to people who have a user')
  })
})

describe('the studio', () => {
  const request = { arn: authorArn, locale: 'en' } as const

  test('opens for an author', async () => {
    const { url } = (await open({ features: ['state'] }).studio(request)) as { url: string }
    expect(url).toMatch(/\/embedding\/[\w-]+\/start\?code=/)
    expect(lastInput().ExperienceConfiguration).toMatchObject({
      QuickSightConsole: { InitialPath: '/start', FeatureConfigurations: { StatePersistence: { Enabled: true } } },
    })
  })

  test('does not open for a user who may only read', async () => {
    expect(await failureOf(open().studio({ ...request, arn: testArn }))).toMatchObject({ code: 'forbidden' })
    expect(operations()).toEqual(['DescribeUser'])
  })
})

describe('addresses', () => {
  const minted = () => operations().filter((operation) => operation.startsWith('Generate')).length

  test('a visit that was left before it was answered leaves its address to the next; two tabs have two', async () => {
    const quickSight = open()
    standIn.faults.add({ kind: 'slow', milliseconds: 300 })
    const left = new AbortController()
    const first = quickSight.embed(requestOf(learner, { signal: left.signal }))
    first.catch(() => undefined)
    await new Promise((resolve) => setTimeout(resolve, 20))
    left.abort()
    const second = await quickSight.embed(requestOf(learner))
    await expect(first).rejects.toBe(left.signal.reason)
    expect(minted()).toBe(1)
    const tabs = await Promise.all([quickSight.embed(requestOf(learner)), quickSight.embed(requestOf(learner))])
    const urls = [second, ...tabs].map((embed) => (embed as { url: string }).url)
    expect(new Set(urls).size).toBe(3)
    expect(minted()).toBe(3)
  })

  test('nobody is given what was made for somebody else, or for other rows', async () => {
    const quickSight = open()
    const gone = AbortSignal.abort()
    const other = { ...testViewer, userId: 43 }
    await expect(quickSight.embed(requestOf(learner, { signal: gone }))).rejects.toBe(gone.reason)
    await quickSight.embed(requestOf({ kind: 'guest', rows: { kind: 'learner', userId: 43 } }, { viewer: other }))
    expect(JSON.stringify(lastInput().SessionTags)).toContain('"43"')
  })

  test('nobody has them made without end; users more of them than guests, whose cost money', async () => {
    const quickSight = open()
    for (let n = 0; n < 30; n += 1) await quickSight.embed(requestOf(learner))
    expect(await failureOf(quickSight.embed(requestOf(learner)))).toMatchObject({ code: 'too_many_requests' })
    await quickSight.embed(requestOf(registered))
    await quickSight.embed(requestOf(learner, { viewer: { ...testViewer, userId: 43 } }))
  })

  test('from elsewhere than the page may frame are refused', async () => {
    const { url } = standIn
    const elsewhere = openTestQuickSight(settingsFor(standIn, { standIn: url.replace('localhost', '127.0.0.1') }))
    expect(await failureOf(elsewhere.embed(requestOf(learner)))).toMatchObject({ code: 'misconfigured' })
  })

  test('are asked for at the address of the settings, whatever the environment says', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:9')
    vi.stubEnv('AWS_ENDPOINT_URL_QUICKSIGHT', 'http://127.0.0.1:9')
    await open().embed(requestOf(learner))
    expect(minted()).toBe(1)
  })
})

describe('when QuickSight does not do what it is asked', () => {
  test('throttling and its own faults are waited out', async () => {
    standIn.faults.add({ kind: 'throttling', times: 2 })
    await open().embed(requestOf(learner))
    expect(standIn.asked.map(({ status }) => status)).toEqual([429, 429, 200])
    standIn.faults.add({ kind: 'failing' })
    standIn.faults.add({ kind: 'cut-off' })
    await open().embed(requestOf(learner))
    expect(standIn.asked.map(({ status }) => status)).toEqual([429, 429, 200, 500, 200])
  })

  const unwell: [string, Fault | Partial<StandInAccount>, string, RegExp][] = [
    ['throttling that goes on', { kind: 'throttling', times: 99 }, 'too_many_requests', /Wait a minute/],
    ['faults that go on', { kind: 'failing', times: 99 }, 'unavailable', /few minutes/],
    ['a page of some proxy', { kind: 'not-json', times: 99 }, 'unavailable', /few minutes/],
    ['a dashboard that is gone', { kind: 'missing' }, 'not_found', /people who run this site/],
    ['what IAM does not allow', { kind: 'access-denied' }, 'misconfigured', /quicksight doctor/],
    ['another key', { accessKeyId: 'AKIAOTHER' }, 'misconfigured', /quicksight doctor/],
    ['another secret', { secretAccessKey: 'else' }, 'misconfigured', /quicksight doctor/],
    ['another account', { accountId: '999999999999' }, 'misconfigured', /doctor/],
  ]
  test.each(unwell)('%s ends in words, and the log tells operators more', async (_what, fault, code, words) => {
    const logged = new PassThrough()
    const settings = settingsFor(standIn)
    if ('kind' in fault) standIn.faults.add({ ...fault, operation: 'GenerateEmbedUrlForAnonymousUser' })
    else Object.assign(standIn.account, fault)
    const quickSight = openTestQuickSight(settings, pino({ level: 'debug' }, logged))
    const failure = await failureOf(quickSight.embed(requestOf(learner)))
    expect(failure.code).toBe(code)
    expect(failure.advice).toMatch(words)
    expect(`${failure.message}${failure.advice}`).not.toMatch(/AKIA|wJalr|arn:|Exception|panorama_user_id/)
    const log = String(logged.read())
    expect(log).toContain('"operation":"GenerateEmbedUrlForAnonymousUser"')
    expect(log).toMatch(/"requestId":"[0-9a-f-]{36}"|"errorName"/)
    expect(log).not.toMatch(/wJalr|code=|panorama_user_id|"42"/)
  })

  test('an answer that does not come in time is not waited for', async () => {
    standIn.faults.add({ kind: 'slow', milliseconds: 60_000, times: 9 })
    const quickSight = openTestQuickSight(settingsFor(standIn), undefined, 200)
    expect(await failureOf(quickSight.embed(requestOf(learner)))).toMatchObject({ code: 'unavailable' })
  })

  test('the words are those of the reader’s language', async () => {
    standIn.faults.add({ kind: 'missing' })
    const { message } = await failureOf(open().embed(requestOf(learner, { locale: 'es' })))
    expect(message).toBe('QuickSight ya no tiene ese panel.')
  })

  test('an id that cannot be embedded is not asked for', async () => {
    for (const providerId of ['../users/admin', 'a.b', 'a/b', '']) {
      const request = requestOf(learner, { dashboard: { providerId, holdsRowsOfPeople: true } })
      expect(await failureOf(open().embed(request))).toMatchObject({ code: 'not_found' })
    }
    expect(operations()).toEqual([])
  })
})
