import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { View } from '../contract/view.ts'
import type { Viewer } from '../contract/viewer.ts'
import { isForgeable } from '../identity/read-token.ts'
import type { Identified } from '../identity/viewer.ts'
import { forbidden, unauthenticated } from '../kernel/errors.ts'
import type { ViewInForce } from '../views/views.ts'
import type { AppDependencies } from './dependencies.ts'
import { localeOfRequest } from './locale.ts'
import { viewCookie } from './view-cookie.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The person who signed in. */
    identified: Identified | null
    /** As whom they look. */
    viewInForce: ViewInForce | null
  }
  interface FastifyContextConfig {
    /** The route answers people who are not signed in. Without it, it does not. */
    open?: true
    /**
     * To somebody who looks as another: what changes nothing answers `read` like a GET, which others do not; `as-oneself`
     * takes them for themselves.
     */
    whileViewing?: 'read' | 'as-oneself'
  }
}

/** Who is behind a request. */
export interface Asking extends Identified {
  /** Whom the service answers: the person themselves, or whoever they look as. */
  readonly viewer: Viewer
  /** The person themselves. */
  readonly self: Viewer
  /** As whom they look; null for as themselves. */
  readonly view: View | null
}

/**
 * Closes a tree of routes: whoever is not signed in gets 401, unless the route says `open`. The rate limit stands
 * between the two hooks, so that it counts viewers by who they are and also sees those who are turned away.
 */
export function requireSignIn(api: FastifyInstance, dependencies: AppDependencies): void {
  const { identity, views, publicUrl, site } = dependencies
  const cookie = viewCookie(dependencies)
  api.decorateRequest('identified', null)
  api.decorateRequest('viewInForce', null)

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
    const { source, self } = identifiedOf(request)
    if (isForgeable({ source, method: request.method }) && !isOwnRequest(request, publicUrl)) {
      throw forbidden('This change did not come from Panorama itself.', {
        advice: 'Reload the page and try again.',
      })
    }
    const { whileViewing } = request.routeOptions.config
    const key = cookie.keyOf(request)
    if (key === undefined || whileViewing === 'as-oneself') return
    const locale = await localeOfRequest(request, site.languageCookie)
    request.viewInForce = await views.inForce(self, key, locale)
    if (!['GET', 'HEAD'].includes(request.method) && whileViewing !== 'read') throw views.readOnly(locale)
  })
}

/**
 * The person behind a request, and whom the service answers.
 * @throws PanoramaError `unauthenticated` when nobody is signed in
 */
export function identifiedOf({ identified, viewInForce }: FastifyRequest): Asking {
  if (identified === null) throw unauthenticated()
  const { viewer: self } = identified
  return { ...identified, self, viewer: viewInForce?.viewer ?? self, view: viewInForce?.view ?? null }
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
