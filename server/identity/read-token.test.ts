import { describe, expect, test } from 'vitest'
import { testCookieNames } from '../testing/lms.ts'
import { isForgeable, readToken } from './read-token.ts'

const cookies = { 'edx-jwt-cookie-header-payload': 'head.body', 'edx-jwt-cookie-signature': 'seal' }

describe('the token of a request', () => {
  test('comes from the header', () => {
    expect(readToken({ authorization: 'JWT a.b.c', cookies: {} }, testCookieNames)).toEqual({
      token: 'a.b.c',
      source: 'header',
    })
  })

  test('comes from the two cookies put together', () => {
    expect(readToken({ cookies }, testCookieNames)).toEqual({ token: 'head.body.seal', source: 'cookie' })
  })

  test('comes from the header when there are cookies too', () => {
    expect(readToken({ authorization: 'JWT a.b.c', cookies }, testCookieNames).token).toBe('a.b.c')
  })

  test('comes from the cookies that the site names', () => {
    const names = { headerPayload: 'prod-head', signature: 'prod-seal' }
    expect(readToken({ cookies: { 'prod-head': 'h.p', 'prod-seal': 's' } }, names).token).toBe('h.p.s')
    expect(() => readToken({ cookies }, names)).toThrow()
  })

  test.each([
    ['nothing at all', { cookies: {} }],
    ['only the first cookie', { cookies: { 'edx-jwt-cookie-header-payload': 'head.body' } }],
    ['only the second cookie', { cookies: { 'edx-jwt-cookie-signature': 'seal' } }],
    ['an empty cookie', { cookies: { ...cookies, 'edx-jwt-cookie-signature': '' } }],
    ['an empty header beside good cookies', { authorization: '', cookies }],
    ['a header without a token beside good cookies', { authorization: 'JWT ', cookies }],
    ['a Bearer header beside good cookies', { authorization: 'Bearer a.b.c', cookies }],
    ['a header with two tokens', { authorization: 'JWT a.b.c d.e.f', cookies }],
    ['a header without a scheme', { authorization: 'a.b.c', cookies: {} }],
  ])('is missing from %s', (_, credentials) => {
    expect(() => readToken(credentials, testCookieNames)).toThrow(expect.objectContaining({ code: 'unauthenticated' }))
  })
})

test.each([
  ['cookie', 'POST', true],
  ['cookie', 'PUT', true],
  ['cookie', 'delete', true],
  ['cookie', 'GET', false],
  ['cookie', 'HEAD', false],
  ['cookie', 'OPTIONS', false],
  ['header', 'POST', false],
] as const)('a request by %s with %s is forgeable: %s', (source, method, forgeable) => {
  expect(isForgeable({ source, method })).toBe(forgeable)
})
