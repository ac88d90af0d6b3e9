import { mkdtemp, rm } from 'node:fs/promises'
import { request as requestHttps } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  GenerateEmbedUrlForAnonymousUserCommand,
  type GenerateEmbedUrlForAnonymousUserCommandInput,
  GenerateEmbedUrlForRegisteredUserCommand,
  QuickSightClient,
} from '@aws-sdk/client-quicksight'
import { SignatureV4 } from '@smithy/signature-v4'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Sha256 } from '../../dashboards/hosted/sha256.ts'
import { demoAccount } from './account.ts'
import { openCertificate } from './certificate.ts'
import { type StandInQuickSight, startStandInQuickSight } from './stand-in-quicksight.ts'

let offset = 0
const clock = { now: () => new Date(Date.now() + offset) }
let standIn: StandInQuickSight
let aws: QuickSightClient

beforeAll(async () => {
  standIn = await startStandInQuickSight({ port: 0, account: demoAccount('learn.example.org'), clock, dataDir: null })
  const { accessKeyId, secretAccessKey } = standIn.account
  const credentials = { accessKeyId, secretAccessKey }
  aws = new QuickSightClient({ region: 'us-east-1', endpoint: standIn.url, credentials, maxAttempts: 1 })
})
afterAll(() => standIn.close())
beforeEach(() => {
  offset = 0
})

const guest: GenerateEmbedUrlForAnonymousUserCommandInput = {
  AwsAccountId: '123456789012',
  Namespace: 'default',
  AuthorizedResourceArns: ['arn:aws:quicksight:us-east-1:123456789012:dashboard/time-in-course'],
  SessionTags: [
    { Key: 'panorama_lms', Value: 'learn.example.org' },
    { Key: 'panorama_user_id', Value: '2000000001' },
  ],
  SessionLifetimeInMinutes: 15,
  AllowedDomains: ['https://apps.example.org'],
  ExperienceConfiguration: { Dashboard: { InitialDashboardId: 'time-in-course' } },
}
const askForGuest = (changes: Partial<GenerateEmbedUrlForAnonymousUserCommandInput> = {}) =>
  aws.send(new GenerateEmbedUrlForAnonymousUserCommand({ ...guest, ...changes }))

describe('the API', () => {
  test.each<[string, Partial<GenerateEmbedUrlForAnonymousUserCommandInput>, string]>([
    ['another dashboard than the session may see', { AuthorizedResourceArns: [] }, 'InvalidParameterValueException'],
    ['a session that is too short', { SessionLifetimeInMinutes: 14 }, 'SessionLifetimeInMinutesInvalidException'],
    [
      'a tag that is too long',
      { SessionTags: [{ Key: 'k', Value: 'v'.repeat(257) }] },
      'InvalidParameterValueException',
    ],
    ['an empty tag', { SessionTags: [{ Key: 'k', Value: '' }] }, 'InvalidParameterValueException'],
    [
      'an address in the place of a domain',
      { AllowedDomains: ['http://127.0.0.1:2100'] },
      'InvalidParameterValueException',
    ],
    [
      'four domains',
      { AllowedDomains: ['a', 'b', 'c', 'd'].map((each) => `https://${each}.test`) },
      'InvalidParameterValueException',
    ],
    [
      'a dashboard that there is not',
      { ExperienceConfiguration: { Dashboard: { InitialDashboardId: 'none' } } },
      'ResourceNotFoundException',
    ],
    ['another account', { AwsAccountId: '999999999999' }, 'AccessDeniedException'],
  ])('refuses %s as AWS does', async (_what, changes, name) => {
    await expect(askForGuest(changes)).rejects.toMatchObject({ name, RequestId: expect.any(String) })
  })

  test('goes by the ARN of a user letter by letter', async () => {
    const ask = (region: string) =>
      aws.send(
        new GenerateEmbedUrlForRegisteredUserCommand({
          AwsAccountId: '123456789012',
          UserArn: `arn:aws:quicksight:${region}:123456789012:user/default/panorama`,
          ExperienceConfiguration: { Dashboard: { InitialDashboardId: 'time-in-course' } },
        }),
      )
    await expect(ask('eu-west-1')).rejects.toMatchObject({ name: 'QuickSightUserNotFoundException' })
    await expect(ask('us-east-1')).resolves.toMatchObject({ Status: 200 })
  })

  test.each([
    ['what the model does not know', { ...guest, ViewerName: 'amara' }, /knows no ViewerName/],
    ['what lacks what it requires', { ...guest, Namespace: undefined }, /Namespace is missing/],
    ['a number for a text', { ...guest, Namespace: 7 }, /Namespace must be a string/],
    ['something else deep inside', { ...guest, ExperienceConfiguration: { Dashboard: { Id: 'x' } } }, /knows no Id/],
    ['one for a list', { ...guest, AllowedDomains: 'https://apps.example.org' }, /AllowedDomains must be a list/],
  ])('refuses %s, by the model of AWS’s own client', async (_what, { AwsAccountId: _path, ...body }, words) => {
    const { accessKeyId, secretAccessKey, url } = { ...standIn.account, url: new URL(standIn.url) }
    const text = JSON.stringify(body)
    const path = '/accounts/123456789012/embed-url/anonymous-user'
    const signer = new SignatureV4({
      service: 'quicksight',
      region: 'us-east-1',
      credentials: { accessKeyId, secretAccessKey },
      sha256: Sha256,
    })
    const { headers } = await signer.sign({
      ...{ method: 'POST', protocol: 'http:', hostname: url.hostname, port: Number(url.port), path, body: text },
      headers: { host: url.host, 'content-type': 'application/json' },
    })
    const answer = await fetch(`${standIn.url}${path}`, { method: 'POST', headers, body: text })
    expect([answer.status, answer.headers.get('x-amzn-errortype')]).toEqual([400, 'InvalidParameterValueException'])
    expect((await answer.json()).Message).toMatch(words)
  })

  test('refuses whoever does not sign', async () => {
    const answer = await fetch(`${standIn.url}/accounts/123456789012/dashboards`)
    expect([answer.status, (await answer.json()).Message]).toEqual([403, 'Missing Authentication Token'])
  })

  test('takes no wrong it does not know of', async () => {
    const answer = await fetch(`${standIn.url}/stand-in/faults`, { method: 'POST', body: '{"kind":"sulking"}' })
    expect(answer.status).toBe(400)
  })
})

/** As a browser, which trusts the certificate. */
function browse(path: string, cookie?: string) {
  return new Promise<{ status: number; text: string; cookie: string; policy: string }>((resolve, reject) => {
    const headers = cookie === undefined ? {} : { cookie }
    requestHttps(new URL(path, standIn.frames), { rejectUnauthorized: false, agent: false, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk) => {
        text += chunk
      })
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          text,
          cookie: response.headers['set-cookie']?.[0]?.split(';')[0] ?? '',
          policy: String(response.headers['content-security-policy']),
        }),
      )
    })
      .on('error', reject)
      .end()
  })
}

describe('a frame', () => {
  const open = async () => {
    const { EmbedUrl } = await askForGuest()
    const url = new URL(EmbedUrl!)
    const session = url.pathname.split('/')[2]!
    return { path: `${url.pathname}${url.search}`, content: `/stand-in/content/${session}` }
  }

  test('opens once, for pages of the allowed domains, and shows the rows of its tags to who brings its cookie', async () => {
    const { path, content } = await open()
    const { cookie, policy, text } = await browse(path)
    expect(text).toContain('data-state="opened"')
    expect(policy).toContain('frame-ancestors https://apps.example.org')
    const { rows } = JSON.parse((await browse(content, cookie)).text) as { rows: { user_id: string }[] }
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.every(({ user_id }) => user_id === '2000000001')).toBe(true)
    expect((await browse(content)).status).toBe(401)
    expect((await browse(content, 'stand-in=else')).status).toBe(401)
    expect((await browse(path)).text).toContain('data-state="refused"')
  })

  test('does not open five minutes after its address was made, and ends with its session', async () => {
    const late = await open()
    const { path, content } = await open()
    const { cookie } = await browse(path)
    offset = 5 * 60_000 + 1
    expect((await browse(late.path)).text).toContain('data-state="refused"')
    expect((await browse(content, cookie)).status).toBe(200)
    offset = 15 * 60_000
    expect(await browse(content, cookie)).toMatchObject({ status: 401, text: expect.stringContaining('Unauthorized') })
  })

  test('of nobody’s making is refused, and framed by nobody', async () => {
    const { text, policy } = await browse('/embed/guessed/dashboards/time-in-course?code=guessed')
    expect(text).toContain('data-state="refused"')
    expect(policy).toContain("frame-ancestors 'none'")
    expect((await browse('/embed/guessed/dashboards/../../etc')).status).toBe(404)
  })
})

test('a port that is taken is said to be', async () => {
  const port = Number(new URL(standIn.url).port)
  const again = startStandInQuickSight({ port, account: standIn.account, clock, dataDir: null })
  await expect(again).rejects.toMatchObject({ code: 'invalid_request', advice: expect.stringContaining('--port') })
})

test('the certificate is kept, so that browsers have to be told once, until it is about to end', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'panorama-certificate-'))
  const now = new Date('2026-05-04T12:00:00Z')
  const first = await openCertificate(dataDir, now)
  expect(await openCertificate(dataDir, now)).toEqual(first)
  expect(await openCertificate(dataDir, new Date('2026-10-31T12:00:00Z'))).not.toEqual(first)
  await rm(dataDir, { recursive: true })
})
