import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type JSONWebKeySet, SignJWT } from 'jose'

export const testIssuer = 'https://learn.example.org/oauth2'
export const testAudience = 'openedx'
export const testCookieNames = {
  headerPayload: 'edx-jwt-cookie-header-payload',
  signature: 'edx-jwt-cookie-signature',
}

export const makeRsaKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 })

/** A set of public keys as the LMS configures it: neither `alg` nor `use`. */
export function keySetOf(...publicKeys: KeyObject[]): JSONWebKeySet {
  return {
    keys: publicKeys.map((key, index) => {
      const { e, n } = key.export({ format: 'jwk' })
      return { kid: `key-${index + 1}`, kty: 'RSA', e: e!, n: n! }
    }),
  }
}

/** The claims of a login token as the LMS makes it for a plain learner, valid for an hour. */
export function loginClaims(now: Date, changes: Record<string, unknown> = {}): Record<string, unknown> {
  const seconds = Math.floor(now.getTime() / 1000)
  return {
    aud: testAudience,
    exp: seconds + 3600,
    grant_type: 'password',
    iat: seconds,
    iss: testIssuer,
    preferred_username: 'amara',
    scopes: ['user_id', 'email', 'profile'],
    version: '1.2.0',
    sub: '0123456789abcdef0123456789abcdef',
    filters: ['user:me'],
    is_restricted: false,
    email_verified: true,
    user_id: 42,
    email: 'amara@example.org',
    name: 'Amara Okafor',
    family_name: 'Okafor',
    given_name: 'Amara',
    administrator: false,
    superuser: false,
    ...changes,
  }
}

/** Signs as the LMS does: RS512 and no `kid`, unless the header says otherwise. Claims set to undefined are left out. */
export function signToken(
  key: KeyObject | Uint8Array,
  claims: Record<string, unknown>,
  header: { alg?: string; kid?: string } = {},
): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ typ: 'JWT', alg: 'RS512', ...header }).sign(key)
}

/** The two cookies in which the LMS keeps a token. */
export function cookiePair(token: string): Record<string, string> {
  const end = token.lastIndexOf('.')
  return { [testCookieNames.headerPayload]: token.slice(0, end), [testCookieNames.signature]: token.slice(end + 1) }
}

/** An HTTP server in the place of the LMS; `answer` may be exchanged at any time. */
export async function startTestLms() {
  const lms = {
    url: '',
    requests: [] as IncomingMessage[],
    answer: (_request: IncomingMessage, response: ServerResponse): void => {
      response.writeHead(404).end()
    },
    answerJson(body: unknown, status = 200) {
      lms.answer = (_request, response) => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
      }
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  const server = createServer((request, response) => {
    lms.requests.push(request)
    lms.answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  lms.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return lms
}
