import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createLogger } from '../kernel/log.ts'
import {
  cookiePair,
  keySetOf,
  loginClaims,
  makeRsaKey,
  signToken,
  startTestLms,
  testAudience,
  testCookieNames,
  testIssuer,
} from '../testing/lms.ts'
import { createIdentity, type Identity } from './viewer.ts'

const now = new Date('2026-03-01T12:00:00Z')
const key = makeRsaKey()
const signed = (changes: Record<string, unknown> = {}) => signToken(key.privateKey, loginClaims(now, changes))
const biology = 'course-v1:Riverside+BIO101+2026'
const standInIssuer = 'http://localhost:2100/stand-in-lms/oauth2'

let lms: Awaited<ReturnType<typeof startTestLms>>
let identity: Identity

beforeAll(async () => {
  lms = await startTestLms()
})
afterAll(() => lms.close())

beforeEach(() => {
  lms.requests.length = 0
  lms.answerJson({ roles: [{ org: 'Riverside', course_id: biology, role: 'staff' }], is_staff: false })
  identity = createIdentity({
    lms: { publicUrl: 'https://learn.example.org', internalUrl: lms.url },
    issuers: [testIssuer, standInIssuer],
    audience: testAudience,
    keySet: keySetOf(key.publicKey),
    cookieNames: testCookieNames,
    standInIssuer,
    clock: { now: () => now },
    log: createLogger('silent'),
  })
})

describe('a viewer', () => {
  test('is who the token names, with the roles that the LMS tells', async () => {
    const { viewer, source, roles } = await identity.identify({ cookies: cookiePair(await signed()) })
    expect(viewer).toEqual({
      userId: 42,
      username: 'amara',
      name: 'Amara Okafor',
      isSuperuser: false,
      isStaff: false,
      courseRoles: [{ role: 'staff', org: 'Riverside', courseKey: biology }],
      standIn: false,
      expiresAt: new Date('2026-03-01T13:00:00Z'),
    })
    expect({ source, roles }).toEqual({ source: 'cookie', roles: 'current' })
  })

  test('may come by the header', async () => {
    const { source } = await identity.identify({ authorization: `JWT ${await signed()}`, cookies: {} })
    expect(source).toBe('header')
  })

  test('is a superuser by the token, unless the account is inactive', async () => {
    const superuser = await identity.identify({ cookies: cookiePair(await signed({ superuser: true })) })
    const inactive = await identity.identify({
      cookies: cookiePair(await signed({ user_id: 43, superuser: true, administrator: true, email_verified: false })),
    })
    expect(superuser.viewer.isSuperuser).toBe(true)
    expect(inactive.viewer).toMatchObject({ isSuperuser: false, isStaff: false, courseRoles: [] })
  })

  test('of the demo is known as such', async () => {
    const { viewer } = await identity.identify({ cookies: cookiePair(await signed({ iss: standInIssuer })) })
    expect(viewer.standIn).toBe(true)
  })

  test('is let in without course roles when the LMS is silent, and the answer says so', async () => {
    lms.answerJson({}, 500)
    const { viewer, roles } = await identity.identify({ cookies: cookiePair(await signed()) })
    expect(viewer.courseRoles).toEqual([])
    expect(roles).toBe('unknown')
  })
})

describe('credentials are refused, before the LMS is asked, when they are', () => {
  test.each([
    ['nothing', async () => ({ cookies: {} })],
    ['a bad header beside good cookies', async () => ({ authorization: 'JWT x', cookies: cookiePair(await signed()) })],
    [
      'an expired header beside good cookies',
      async () => ({ authorization: `JWT ${await signed({ exp: 1 })}`, cookies: cookiePair(await signed()) }),
    ],
    [
      'a Bearer header beside good cookies',
      async () => ({ authorization: `Bearer ${await signed()}`, cookies: cookiePair(await signed()) }),
    ],
    ['the first half of a pair', async () => halves(await signed(), '')],
    ['the second half of a pair', async () => halves('', await signed())],
    ['the halves of two tokens', async () => halves(await signed({ superuser: true }), await signed())],
    [
      'the halves of a pair in each other’s place',
      async () => {
        const pair = cookiePair(await signed())
        const { headerPayload, signature } = testCookieNames
        return { cookies: { [headerPayload]: pair[signature]!, [signature]: pair[headerPayload]! } }
      },
    ],
    ['a pair too long for a token', async () => ({ cookies: cookiePair(await signed({ name: 'x'.repeat(9000) })) })],
  ])('%s', async (_, credentials) => {
    await expect(identity.identify(await credentials())).rejects.toMatchObject({
      code: 'unauthenticated',
      message: 'Sign in to continue.',
    })
    expect(lms.requests).toHaveLength(0)
  })

  const halves = (headOf: string, sealOf: string) => ({
    cookies: {
      [testCookieNames.headerPayload]: headOf.split('.').slice(0, 2).join('.'),
      [testCookieNames.signature]: sealOf.split('.')[2] ?? '',
    },
  })
})

describe('preferences', () => {
  const preferencesFrom = async (body: unknown, status = 200) => {
    const { preferences } = await identity.identify({ cookies: cookiePair(await signed()) })
    lms.answerJson(body, status)
    return preferences()
  }

  test('are those of the LMS account, asked for once', async () => {
    const chosen = { 'pref-lang': 'es-419', time_zone: 'America/Lima', account_privacy: 'private' }
    expect(await preferencesFrom(chosen)).toEqual({ locale: 'es', timeZone: 'America/Lima' })
    expect(await preferencesFrom({})).toEqual({ locale: 'es', timeZone: 'America/Lima' })
    expect(lms.requests.map(({ url }) => url)).toEqual(['/api/enrollment/v1/roles/', '/api/user/v1/preferences/amara'])
  })

  test.each([
    ['the account has none', {}, 200],
    ['they are not ones that we know', { 'pref-lang': 'tlh', time_zone: 'Mars/Olympus' }, 200],
    ['the zone is an offset', { time_zone: '+05:00' }, 200],
    ['they are not texts', { 'pref-lang': 1, time_zone: null }, 200],
    ['the LMS is silent', {}, 503],
    ['the LMS refuses', {}, 403],
  ])('are none when %s', async (_, body, status) => {
    expect(await preferencesFrom(body, status)).toEqual({ locale: null, timeZone: null })
  })
})
