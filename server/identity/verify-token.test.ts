import { Writable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createLogger } from '../kernel/log.ts'
import { keySetOf, loginClaims, makeRsaKey, signToken, testAudience, testIssuer } from '../testing/lms.ts'
import { createTokenVerifier, type TokenRules } from './verify-token.ts'

const now = new Date('2026-03-01T12:00:00Z')
const nowSeconds = now.getTime() / 1000
const key = makeRsaKey()
const nextKey = makeRsaKey()
const strangeKey = makeRsaKey()

const logged: string[] = []
const log = createLogger(
  'info',
  new Writable({
    write(line, _encoding, done) {
      logged.push(String(line))
      done()
    },
  }),
)
const rules: TokenRules = {
  issuers: [testIssuer],
  audience: testAudience,
  keySet: keySetOf(key.publicKey, nextKey.publicKey),
  clock: { now: () => now },
  log,
}
const verify = createTokenVerifier(rules)
const signed = (changes: Record<string, unknown> = {}) => signToken(key.privateKey, loginClaims(now, changes))

describe('a good token', () => {
  test('tells who its bearer is', async () => {
    expect(await verify(await signed())).toEqual({
      userId: 42,
      username: 'amara',
      name: 'Amara Okafor',
      isActive: true,
      isStaff: false,
      isSuperuser: false,
      issuer: testIssuer,
      expiresAt: new Date('2026-03-01T13:00:00Z'),
    })
  })

  test('may be signed by any key of the set, without saying which', async () => {
    expect(await verify(await signToken(nextKey.privateKey, loginClaims(now)))).toMatchObject({ userId: 42 })
  })

  test('may name its key', async () => {
    const token = await signToken(nextKey.privateKey, loginClaims(now), { kid: 'key-2' })
    expect(await verify(token)).toMatchObject({ userId: 42 })
  })

  test.each([
    ['has no version', { version: undefined }],
    ['has another minor version', { version: '1.9.3' }],
    ['has no filters and no word on restrictions', { filters: undefined, is_restricted: undefined }],
    ['expired within the leeway of one second', { exp: nowSeconds }],
    ['was issued one second ahead of our clock', { iat: nowSeconds + 1 }],
    ['is meant for several audiences', { aud: ['other', testAudience] }],
    ['brings claims that we do not know', { roles: ['enterprise_admin:1'], surprise: { deep: [1] } }],
  ])('holds when it %s', async (_, changes) => {
    expect(await verify(await signed(changes))).toMatchObject({ userId: 42 })
  })

  test.each([
    ['is missing', undefined],
    ['is null', null],
    ['is blank', '  '],
  ])('calls its bearer by the username when the name %s', async (_, name) => {
    expect(await verify(await signed({ name }))).toMatchObject({ name: 'amara' })
  })

  test('gives nobody what it does not say', async () => {
    const token = await signed({ administrator: undefined, superuser: undefined, email_verified: undefined })
    expect(await verify(token)).toMatchObject({ isStaff: false, isSuperuser: false, isActive: false })
  })

  test('of any audience holds where the site checks none', async () => {
    const careless = createTokenVerifier({ ...rules, audience: null })
    expect(await careless(await signed({ aud: 'else' }))).toMatchObject({ userId: 42 })
    expect(await careless(await signed({ aud: undefined }))).toMatchObject({ userId: 42 })
  })

  test('holds as long as its key is in the set, which may be exchanged', async () => {
    let keySet = keySetOf(key.publicKey)
    const watching = createTokenVerifier({ ...rules, keySet: () => keySet })
    const token = await signed()
    expect(await watching(token)).toMatchObject({ userId: 42 })
    keySet = keySetOf(nextKey.publicKey)
    await expect(watching(token)).rejects.toMatchObject({ code: 'unauthenticated' })
  })
})

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const publicKeyText = (type: 'spki' | 'pkcs1') => Buffer.from(key.publicKey.export({ type, format: 'pem' }))
const claims = loginClaims(now)

/** Tokens that must not open the door, each with what is wrong with it. */
const hostileTokens: [string, () => string | Promise<string>][] = [
  ['is empty', () => ''],
  ['is two dots', () => '..'],
  ['is garbage', () => 'not a token at all'],
  ['is garbage in the right shape', () => 'bm90.YQ.dG9rZW4'],
  ['has a header that is not an object', () => `${base64([1])}.${base64(claims)}.c2VhbA`],
  ['has an encrypted shape of five parts', () => 'a.b.c.d.e'],
  ['is longer than any real one', () => signed({ padding: 'x'.repeat(9000) })],
  ['has alg none and no signature', () => `${base64({ alg: 'none', typ: 'JWT' })}.${base64(claims)}.`],
  ['has alg None and no signature', () => `${base64({ alg: 'None' })}.${base64(claims)}.`],
  ['has alg none and a signature', () => `${base64({ alg: 'none' })}.${base64(claims)}.c2VhbA`],
  ['has no alg', () => `${base64({ typ: 'JWT' })}.${base64(claims)}.c2VhbA`],
  ['has no signature', async () => (await signed()).replace(/[^.]*$/, '')],
  ['is HS256 keyed with our public key', () => signToken(publicKeyText('spki'), claims, { alg: 'HS256' })],
  ['is HS256 keyed with our public key in PKCS 1', () => signToken(publicKeyText('pkcs1'), claims, { alg: 'HS256' })],
  ['is HS512 keyed with our public key', () => signToken(publicKeyText('spki'), claims, { alg: 'HS512' })],
  ['is RS256 by the right key', () => signToken(key.privateKey, claims, { alg: 'RS256' })],
  ['is PS512 by the right key', () => signToken(key.privateKey, claims, { alg: 'PS512' })],
  ['is signed by another key', () => signToken(strangeKey.privateKey, claims)],
  ['is signed by another key under a known kid', () => signToken(strangeKey.privateKey, claims, { kid: 'key-1' })],
  ['is signed by one key and names the other', () => signToken(key.privateKey, claims, { kid: 'key-2' })],
  ['names an unknown key', () => signToken(key.privateKey, claims, { kid: 'key-9' })],
  [
    'brings its own key',
    () =>
      signToken(strangeKey.privateKey, claims, {
        jwk: strangeKey.publicKey.export({ format: 'jwk' }),
        jku: 'https://evil.example/keys',
      } as object),
  ],
  ['has the body of one token and the seal of another', async () => swapSeal(await signed({ superuser: true }))],
  ['was changed after it was signed', async () => tamper(await signed())],
  ['has its halves the wrong way round', async () => swapHalves(await signed())],
  ['has another issuer', () => signed({ iss: 'https://evil.example/oauth2' })],
  ['has an issuer that only begins like ours', () => signed({ iss: `${testIssuer}/evil` })],
  ['has no issuer', () => signed({ iss: undefined })],
  ['has a list of issuers', () => signed({ iss: [testIssuer] })],
  ['has another audience', () => signed({ aud: 'change-me' })],
  ['has no audience', () => signed({ aud: undefined })],
  ['has an empty list of audiences', () => signed({ aud: [] })],
  ['is expired', () => signed({ exp: nowSeconds - 60 })],
  ['expired just outside the leeway', () => signed({ exp: nowSeconds - 1 })],
  ['never expires', () => signed({ exp: undefined })],
  ['expires at a text', () => signed({ exp: String(nowSeconds + 60) })],
  ['expires after the end of time', () => signed({ exp: 1e300 })],
  ['was issued in the future', () => signed({ iat: nowSeconds + 60 })],
  ['was issued just outside the leeway', () => signed({ iat: nowSeconds + 2 })],
  ['was never issued', () => signed({ iat: undefined })],
  ['is not valid yet', () => signed({ nbf: nowSeconds + 60 })],
  ['is restricted', () => signed({ is_restricted: true })],
  ['is restricted by a text', () => signed({ is_restricted: 'true' })],
  ['has version 2.0.0', () => signed({ version: '2.0.0' })],
  ['has version 10.0.0', () => signed({ version: '10.0.0' })],
  ['has a version that is not one', () => signed({ version: 'one' })],
  ['has a numeric version', () => signed({ version: 1 })],
  ['has no user id', () => signed({ user_id: undefined })],
  ['has a user id in a text', () => signed({ user_id: '42' })],
  ['has a negative user id', () => signed({ user_id: -1 })],
  ['has a broken user id', () => signed({ user_id: 4.2 })],
  ['has no username', () => signed({ preferred_username: undefined })],
  ['has an empty username', () => signed({ preferred_username: '' })],
  ['has an object as username', () => signed({ preferred_username: { toString: 'admin' } })],
  ['has a superuser that is a text', () => signed({ superuser: 'true' })],
  ['has an administrator that is a number', () => signed({ administrator: 1 })],
  ['has filters that are not a list', () => signed({ filters: 'user:me' })],
]

async function swapSeal(token: string): Promise<string> {
  return token.replace(/[^.]*$/, (await signed()).split('.')[2]!)
}

function tamper(token: string): string {
  const [header, , seal] = token.split('.')
  return `${header}.${base64({ ...claims, user_id: 1, superuser: true })}.${seal}`
}

function swapHalves(token: string): string {
  const [header, body, seal] = token.split('.')
  return `${seal}.${header}.${body}`
}

describe('a token is refused, always in the same words, when it', () => {
  test.each(hostileTokens)('%s', async (_, make) => {
    const token = await make()
    logged.length = 0
    await expect(verify(token)).rejects.toMatchObject({
      code: 'unauthenticated',
      status: 401,
      message: 'Sign in to continue.',
      advice: 'Sign in through the LMS and try again.',
      cause: undefined,
    })
    expect(logged).toHaveLength(1)
    expect(JSON.parse(logged[0]!)).toMatchObject({ reason: expect.stringMatching(/./), msg: 'token refused' })
    expect(logged[0]).not.toContain('amara')
  })

  test('differs from a good one in a single character', async () => {
    const good = await signed()
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.constantFrom(...'AZaz09-_.='), async (place, character) => {
        const changed = good.slice(0, place) + character + good.slice(place + 1)
        // The last character of each part carries spare bits: another one may spell the same bytes.
        fc.pre(!sameBytes(good, changed))
        await expect(verify(changed)).rejects.toMatchObject({ code: 'unauthenticated' })
      }),
      { numRuns: 200 },
    )
  })
})

function sameBytes(one: string, other: string): boolean {
  const bytes = (token: string) => token.split('.').map((part) => Buffer.from(part, 'base64url').toString('hex'))
  return bytes(one).join('.') === bytes(other).join('.')
}
