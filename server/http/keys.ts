import type { FastifyInstance } from 'fastify'
import type { Credential, CredentialScope } from '../contract/credential.ts'
import { forbidden, PanoramaError } from '../kernel/errors.ts'
import type { Keys } from '../lrs/keys.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The key by which a program asks. */
    credential: Credential | null
  }
  interface FastifyContextConfig {
    /** The key may be in the body instead: the route looks for itself. */
    keyInBody?: (request: FastifyRequest) => boolean
  }
}

/**
 * The key of an `Authorization` header, as event-routing-backends, Vector and Fluent Bit send it: `Basic` with id and secret,
 * or `Bearer id:secret`. Null for one that does not open, whatever is wrong with it.
 */
export async function credentialFrom(
  authorization: string | undefined,
  keys: Pick<Keys, 'check'>,
): Promise<Credential | null> {
  const [, scheme = '', given = ''] = /^(basic|bearer) +(\S+)$/i.exec(authorization ?? '') ?? []
  const text = scheme.toLowerCase() === 'basic' ? Buffer.from(given, 'base64').toString() : given
  const colon = text.indexOf(':')
  return colon < 0 ? null : keys.check(text.slice(0, colon), text.slice(colon + 1))
}

/**
 * Closes a tree of routes to programs without a key, unless the route says `open`. As with people, the rate limit stands
 * between the two hooks: it knows by whom it counts, and sees those who are turned away.
 */
export function requireKey(scope: FastifyInstance, keys: Keys): void {
  scope.decorateRequest('credential', null)
  scope.addHook('onRequest', async (request) => {
    request.credential = await credentialFrom(request.headers.authorization, keys)
  })
  scope.addHook('preParsing', async (request) => {
    const { open, keyInBody } = request.routeOptions.config
    if (!open && !request.is404 && !keyInBody?.(request)) keyOf(request.credential)
  })
}

/**
 * @returns the key, when it has one of these scopes
 * @throws PanoramaError `unauthenticated` without a key, `forbidden` when it may not do this
 */
export function keyOf(credential: Credential | null, ...scopes: readonly CredentialScope[]): Credential {
  if (credential === null) {
    // The same words for a key that is unknown, wrong or revoked.
    throw new PanoramaError('unauthenticated', 401, 'This needs a valid key.', {
      advice: 'Send its id and secret as user and password of Basic authentication. Administrators make keys.',
    })
  }
  if (scopes.length > 0 && !scopes.some((scope) => credential.scopes.includes(scope))) {
    throw forbidden('The key may not do this.', { advice: `It needs the scope ${scopes.join(' or ')}.` })
  }
  return credential
}
