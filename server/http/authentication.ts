import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isForgeable } from '../identity/read-token.ts'
import type { Identified } from '../identity/viewer.ts'
import { forbidden, unauthenticated } from '../kernel/errors.ts'
import type { AppDependencies } from './dependencies.ts'

declare module 'fastify' {
  interface FastifyRequest {
    identified: Identified | null
  }
  interface FastifyContextConfig {
    /** The route answers people who are not signed in. Without it, it does not. */
    open?: true
  }
}

/**
 * Closes a tree of routes: whoever is not signed in gets 401, unless the route says `open`. The rate limit stands
 * between the two hooks, so that it counts viewers by who they are and also sees those who are turned away.
 */
export function requireSignIn(api: FastifyInstance, { identity, publicUrl }: AppDependencies): void {
  api.decorateRequest('identified', null)

  api.addHook('onRequest', async (request) => {
    if (request.routeOptions.config.open || request.is404) return
    const { authorization } = request.headers
    try {
      request.identified = await identity.identify({ authorization, cookies: request.cookies })
    } catch (error) {
      // Told by the next hook, after the rate limit has counted the attempt.
      if (!isUnauthenticated(error)) throw error
    }
  })

  api.addHook('preParsing', async (request) => {
    if (request.routeOptions.config.open || request.is404) return
    const { source } = identifiedOf(request)
    if (isForgeable({ source, method: request.method }) && !isOwnRequest(request, publicUrl)) {
      throw forbidden('This change did not come from Panorama itself.', {
        advice: 'Reload the page and try again.',
      })
    }
  })
}

/**
 * The person behind a request.
 * @throws PanoramaError `unauthenticated` when nobody is signed in
 */
export function identifiedOf(request: FastifyRequest): Identified {
  if (request.identified === null) throw unauthenticated()
  return request.identified
}

/** From our own screen: the browser says so, and a header is there that no other site's page can add. */
function isOwnRequest({ headers, host }: FastifyRequest, publicUrl: string): boolean {
  if (headers['x-panorama'] !== '1') return false
  const { origin } = headers
  if (origin === undefined) return headers['sec-fetch-site'] === 'same-origin'
  return origin === publicUrl || (URL.canParse(origin) && new URL(origin).host === host)
}

function isUnauthenticated(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 'unauthenticated'
}
