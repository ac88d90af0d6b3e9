import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify, { type FastifyInstance } from 'fastify'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readToken } from '../../identity/read-token.ts'
import { createTokenVerifier } from '../../identity/verify-token.ts'
import { createIdentity } from '../../identity/viewer.ts'
import { createLogger } from '../../kernel/log.ts'
import { testCookieNames } from '../../testing/lms.ts'
import { openStandInLms, type StandInLms } from './stand-in-lms.ts'

const publicUrl = 'http://localhost:2100/stand-in-lms'
const homeUrl = 'http://localhost:2100/panorama/'
const log = createLogger('silent')

let now: Date
let isOpen: boolean
let dataDir: string
let lms: StandInLms
let app: FastifyInstance

const clock = { now: () => now }
const open = (url = publicUrl) =>
  openStandInLms({ clock, dataDir, publicUrl: url, homeUrl, isOpen: async () => isOpen })

beforeAll(async () => {
  dataDir = join(await mkdtemp(join(tmpdir(), 'panorama-stand-in-')), 'data')
  lms = await open()
  app = Fastify()
  await app.register(lms.plugin)
})
afterAll(async () => {
  await app.close()
  await rm(join(dataDir, '..'), { recursive: true, force: true })
})
beforeEach(() => {
  now = new Date('2026-03-01T12:00:00Z')
  isOpen = true
})

const get = (path: string, headers: Record<string, string> = {}) =>
  app.inject({ method: 'GET', url: `/stand-in-lms${path}`, headers })
const post = (path: string, form: Record<string, string> = {}, headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: `/stand-in-lms${path}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams(form).toString(),
  })
type Answer = Awaited<ReturnType<typeof get>>

const jarOf = (answer: Answer) => Object.fromEntries(answer.cookies.map(({ name, value }) => [name, value]))
const cookieHeader = (jar: Record<string, string>) =>
  Object.entries(jar)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ')
const signIn = async (person: string) => jarOf(await post('/login', { person }))
const tokenIn = (jar: Record<string, string>) => readToken({ cookies: jar }, testCookieNames).token
const verify = (token: string) =>
  createTokenVerifier({ issuers: [lms.issuer], audience: lms.audience, keySet: lms.keySet, clock, log })(token)

describe('the sign-in page', () => {
  test('offers everyone in the cast as a button, with a sentence on what they will see', async () => {
    const answer = await get('/login', { 'accept-language': 'en' })
    expect(answer.statusCode).toBe(200)
    expect(answer.body).toContain('<html lang="en">')
    expect(answer.body.match(/<button class="person" name="person" value="(\w+)"/g)).toHaveLength(5)
    expect(answer.body).toContain('Amara Okafor')
    expect(answer.body).toContain('the course they teach: Introduction to Biology')
    expect(answer.body).toContain('every course of AndesTech')
  })

  test('speaks Spanish to those who prefer it', async () => {
    const answer = await get('/login', { 'accept-language': 'fr, es-419;q=0.9, en;q=0.5' })
    expect(answer.body).toContain('<html lang="es">')
    expect(answer.body).toContain('Elige una persona')
    expect(answer.body).not.toContain('Pick a person')
  })

  test('needs no script and allows none', async () => {
    const answer = await get('/login')
    expect(answer.body).not.toContain('<script')
    expect(answer.body).not.toMatch(/ (on\w+|style)="/)
    expect(answer.headers['content-security-policy']).toBe(
      "default-src 'none'; style-src 'self'; img-src data:; form-action 'self' http://localhost:2100; frame-ancestors 'none'; base-uri 'none'",
    )
    expect((await get('/style.css')).headers['content-type']).toContain('text/css')
    expect(answer.body).toContain('href="/stand-in-lms/style.css"')
  })

  test('carries the way back, escaped, and only within the site', async () => {
    const good = await get(`/login?next=${encodeURIComponent('http://localhost:2100/x?a=1&b="><script>')}`)
    expect(good.body).toContain('name="next" value="http://localhost:2100/x?a=1&amp;b=%22%3E%3Cscript%3E"')
    const bad = await get(`/login?next=${encodeURIComponent('https://evil.example/')}`)
    expect(bad.body).not.toContain('evil')
    expect((await get('/login?next=/a&next=/b')).statusCode).toBe(200)
  })
})

describe('signing in', () => {
  test('sets the LMS’s cookies with the LMS’s attributes', async () => {
    const { cookies } = await post('/login', { person: 'amara' })
    const token = { path: '/', maxAge: 3600 }
    const session = { maxAge: 28 * 24 * 3600 }
    expect(cookies).toEqual([
      { name: 'edx-jwt-cookie-header-payload', value: expect.stringMatching(/^[\w-]+\.[\w-]+$/), ...token },
      { name: 'edx-jwt-cookie-signature', value: expect.stringMatching(/^[\w-]+$/), ...token, httpOnly: true },
      { name: 'sessionid', value: 'amara', path: '/stand-in-lms', ...session, httpOnly: true, sameSite: 'Lax' },
      { name: 'edxloggedin', value: 'true', path: '/', ...session },
    ])
  })

  test('keeps the cookies to HTTPS where the site has it', async () => {
    const secureApp = Fastify()
    await secureApp.register((await open('https://demo.example.org/stand-in-lms')).plugin)
    const answer = await secureApp.inject({
      method: 'POST',
      url: '/stand-in-lms/login',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'person=amara',
    })
    expect(answer.cookies.map(({ secure }) => secure)).toEqual([true, true, true, true])
    await secureApp.close()
  })

  test('makes a token with the claims of a real one', async () => {
    const token = tokenIn(await signIn('lucia'))
    expect(decodeProtectedHeader(token)).toEqual({ alg: 'RS512', typ: 'JWT' })
    // 2026-03-01T12:00:00Z is 1,772,366,400 s after 1970.
    expect(decodeJwt(token)).toEqual({
      aud: 'openedx',
      exp: 1_772_370_000,
      grant_type: 'password',
      iat: 1_772_366_400,
      iss: 'http://localhost:2100/stand-in-lms/oauth2',
      preferred_username: 'lucia',
      scopes: ['user_id', 'email', 'profile'],
      version: '1.2.0',
      sub: expect.stringMatching(/^[0-9a-f]{32}$/),
      filters: ['user:me'],
      is_restricted: false,
      email_verified: true,
      user_id: 2_000_000_004,
      email: 'lucia@demo.invalid',
      name: 'Lucía Fernández',
      family_name: 'Fernández',
      given_name: 'Lucía',
      administrator: false,
      superuser: false,
    })
  })

  test('makes a token that our own verifier takes', async () => {
    expect(await verify(tokenIn(await signIn('amara')))).toMatchObject({
      username: 'amara',
      name: 'Amara Okafor',
      isActive: true,
      isSuperuser: false,
    })
    expect(await verify(tokenIn(await signIn('admin')))).toMatchObject({ isStaff: true, isSuperuser: true })
  })

  test.each([
    ['http://localhost:2100/panorama/courses?period=28d', 'http://localhost:2100/panorama/courses?period=28d'],
    ['//evil.example', homeUrl],
    ['https:evil.example', homeUrl],
    ['/\\evil.example', homeUrl],
    ['', homeUrl],
  ])('with next=%j leads to %s', async (next, location) => {
    const answer = await post('/login', { person: 'amara', next })
    expect(answer.statusCode).toBe(303)
    expect(answer.headers.location).toBe(location)
  })

  test('as somebody outside the cast is not possible', async () => {
    const answer = await post('/login', { person: 'root' })
    expect(answer.statusCode).toBe(400)
    expect(answer.cookies).toEqual([])
    expect(answer.body).toContain('There is no such person here.')
    expect((await app.inject({ method: 'POST', url: '/stand-in-lms/login' })).statusCode).toBe(400)
  })
})

describe('a session', () => {
  test('renews the token after it has expired', async () => {
    const jar = await signIn('ingrid')
    now = new Date('2026-03-01T14:00:00Z')
    await expect(verify(tokenIn(jar))).rejects.toMatchObject({ code: 'unauthenticated' })

    const answer = await app.inject({
      method: 'POST',
      url: '/stand-in-lms/login_refresh',
      headers: { cookie: cookieHeader(jar) },
    })
    expect(answer.json()).toEqual({
      success: true,
      user_id: 2_000_000_003,
      response_epoch_seconds: 1_772_373_600,
      response_http_date: 'Sun, 01 Mar 2026 14:00:00 GMT',
      expires: 'Sun, 01 Mar 2026 15:00:00 GMT',
      expires_epoch_seconds: 1_772_377_200,
    })
    expect(await verify(tokenIn(jarOf(answer)))).toMatchObject({ username: 'ingrid' })
  })

  test.each(['', 'sessionid=nobody', 'edxloggedin=true'])('that is not one (%j) renews nothing', async (cookie) => {
    const answer = await app.inject({ method: 'POST', url: '/stand-in-lms/login_refresh', headers: { cookie } })
    expect(answer.statusCode).toBe(401)
    expect(answer.cookies).toEqual([])
  })

  test('ends by signing out: every cookie is cleared where it was set', async () => {
    const setAt = (await post('/login', { person: 'amara' })).cookies.map(({ name, path }) => [name, path])
    const answer = await get(`/logout?redirect_url=${encodeURIComponent('http://localhost:2100/panorama/')}`)
    expect(answer.headers.location).toBe('http://localhost:2100/panorama/')
    expect(answer.cookies.map(({ name, path }) => [name, path]).sort()).toEqual(setAt.sort())
    for (const cookie of answer.cookies) expect(cookie).toMatchObject({ value: '', maxAge: 0 })
  })

  test('does not end on another site', async () => {
    const answer = await get(`/logout?redirect_url=${encodeURIComponent('https://evil.example/')}`)
    expect(answer.headers.location).toBe('http://localhost:2100/stand-in-lms/login')
  })
})

describe('the LMS’s API', () => {
  const as = async (person: string) => ({ authorization: `JWT ${tokenIn(await signIn(person))}` })

  test.each([
    ['amara', [], false],
    ['ingrid', [{ org: 'Riverside', course_id: 'course-v1:Riverside+BIO101+2026_Autumn', role: 'instructor' }], false],
    ['lucia', [{ org: 'AndesTech', course_id: 'None', role: 'staff' }], false],
    ['admin', [], true],
  ])('tells the roles of %s', async (person, roles, isStaff) => {
    const answer = await get('/api/enrollment/v1/roles/', await as(person))
    expect(answer.json()).toEqual({ roles, is_staff: isStaff })
  })

  test('tells people their own preferences and nobody else’s', async () => {
    const mateo = await as('mateo')
    expect((await get('/api/user/v1/preferences/mateo', mateo)).json()).toEqual({
      'pref-lang': 'es-419',
      time_zone: 'America/Lima',
    })
    expect((await get('/api/user/v1/preferences/amara', mateo)).statusCode).toBe(404)
    expect((await get('/api/user/v1/me', mateo)).json()).toEqual({ username: 'mateo' })
  })

  test('takes the cookies too, and refuses everyone else', async () => {
    expect((await get('/api/user/v1/me', { cookie: cookieHeader(await signIn('amara')) })).statusCode).toBe(200)
    const { authorization } = await as('amara')
    for (const headers of [{}, { authorization: 'JWT x' }, { cookie: 'sessionid=amara' }]) {
      expect((await get('/api/enrollment/v1/roles/', headers)).statusCode).toBe(401)
    }
    now = new Date('2026-03-01T13:00:01Z')
    expect((await get('/api/user/v1/me', { authorization })).statusCode).toBe(401)
  })

  test('tells the screen where everything is', async () => {
    expect((await get('/api/mfe_config/v1')).json()).toMatchObject({
      LMS_BASE_URL: publicUrl,
      LOGIN_URL: `${publicUrl}/login`,
      LOGOUT_URL: `${publicUrl}/logout`,
      REFRESH_ACCESS_TOKEN_ENDPOINT: `${publicUrl}/login_refresh`,
    })
  })

  test('answers our identity as a real LMS does', async () => {
    const url = await app.listen({ host: '127.0.0.1', port: 0 })
    const identity = createIdentity({
      lms: { publicUrl, internalUrl: `${url}/stand-in-lms` },
      issuers: [lms.issuer],
      audience: lms.audience,
      keySet: lms.keySet,
      cookieNames: testCookieNames,
      standInIssuer: lms.issuer,
      clock,
      log,
    })
    const { viewer, roles, preferences } = await identity.identify({ cookies: await signIn('lucia') })
    expect(viewer).toMatchObject({
      username: 'lucia',
      standIn: true,
      courseRoles: [{ role: 'staff', org: 'AndesTech', courseKey: null }],
    })
    expect(roles).toBe('current')
    expect(await preferences()).toEqual({ locale: 'es', timeZone: 'America/Bogota' })
  })
})

describe('a link into a course', () => {
  test('ends on a page that names the course', async () => {
    const answer = await get('/courses/course-v1:BaytHikma+ARAB1+2026/jump_to/block-v1:x')
    expect(answer.statusCode).toBe(200)
    expect(answer.body).toContain('<bdi lang="ar">مقدمة في الأدب العربي</bdi>')
    expect(answer.body).toContain(`href="${homeUrl}"`)
  })

  test('shows the key of a course it does not know, escaped', async () => {
    const answer = await get(`/courses/${encodeURIComponent('<img src=x>')}`)
    expect(answer.body).toContain('&lt;img src=x&gt;')
    expect(answer.body).not.toContain('<img')
  })
})

describe('closed, the stand-in LMS', () => {
  const routes = [
    ['GET', '/login'],
    ['POST', '/login'],
    ['POST', '/login_refresh'],
    ['GET', '/logout'],
    ['GET', '/style.css'],
    ['GET', '/courses/course-v1:A+B+C'],
    ['GET', '/api/enrollment/v1/roles/'],
    ['GET', '/api/user/v1/me'],
    ['GET', '/api/user/v1/preferences/amara'],
    ['GET', '/api/mfe_config/v1'],
  ] as const

  test.each(routes)('does not answer %s %s, whoever asks', async (method, path) => {
    const cookie = cookieHeader(await signIn('admin'))
    isOpen = false
    const answer = await app.inject({ method, url: `/stand-in-lms${path}`, headers: { cookie } })
    expect(answer.statusCode).toBe(404)
    expect(answer.cookies).toEqual([])
  })
})

describe('the signing key', () => {
  test('can be read by its owner alone', async () => {
    expect((await stat(join(dataDir, 'stand-in-lms-key.pem'))).mode & 0o777).toBe(0o600)
  })

  test('is kept: a token outlives a restart', async () => {
    const jar = await signIn('amara')
    const restarted = await open()
    expect(restarted.keySet).toEqual(lms.keySet)
    expect(await verify(tokenIn(jar))).toMatchObject({ username: 'amara' })
  })

  test('holds nothing private in its public set', () => {
    expect(Object.keys(lms.keySet.keys[0]!).sort()).toEqual(['e', 'kid', 'kty', 'n'])
  })
})
