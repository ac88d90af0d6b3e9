import fastifyCookie from '@fastify/cookie'
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type { JSONWebKeySet } from 'jose'
import type { Clock } from '../../kernel/clock.ts'
import { acceptedLocale } from '../../kernel/locale.ts'
import { demoCast } from '../cast.ts'
import { loginCookies } from './cookies.ts'
import { coursePage } from './course-page.ts'
import { lmsApi } from './lms-api.ts'
import { audience, type LoginTokens, loginTokens, tokenSeconds } from './login-token.ts'
import { sameOriginUrl } from './same-origin.ts'
import { signInPage } from './sign-in-page.ts'
import { openSigningKey } from './signing-key.ts'
import { stylesheet } from './stylesheet.ts'

export interface StandInLmsOptions {
  readonly clock: Clock
  /** Where its signing key is kept. */
  readonly dataDir: string
  /** Its root URL for browsers, without a trailing slash; the path is where its routes are mounted. */
  readonly publicUrl: string
  /** Panorama's own URL: where a person goes who asked for nothing else. */
  readonly homeUrl: string
  /** Whether it may be there at all: asked before every answer. Closed, it answers 404 to everything. */
  readonly isOpen: () => Promise<boolean>
}

export interface StandInLms {
  readonly plugin: FastifyPluginAsync
  /** What a site configures to trust it, as with a real LMS. */
  readonly keySet: JSONWebKeySet
  readonly issuer: string
  readonly audience: string
}

/**
 * An LMS for the demo: it signs in the demo's cast with real RS512 tokens in the real cookies, and answers the few
 * calls that Panorama makes to an LMS. Everything behind it is the same code that runs against a real one.
 */
export async function openStandInLms(options: StandInLmsOptions): Promise<StandInLms> {
  const { clock, dataDir, publicUrl } = options
  const key = await openSigningKey(dataDir)
  const issuer = `${publicUrl}/oauth2`
  const tokens = loginTokens(key, issuer, clock)
  return {
    plugin: async (app) => {
      await app.register(async (scope) => standInRoutes(scope, options, tokens), {
        prefix: new URL(publicUrl).pathname,
      })
    },
    keySet: key.keySet,
    issuer,
    audience,
  }
}

async function standInRoutes(
  app: FastifyInstance,
  { clock, publicUrl, homeUrl, isOpen }: StandInLmsOptions,
  tokens: LoginTokens,
): Promise<void> {
  const { origin, pathname: basePath } = new URL(publicUrl)
  const cookies = loginCookies(publicUrl)
  await app.register(fastifyCookie)

  app.addHook('onRequest', async (_request, reply) => {
    if (!(await isOpen())) return reply.code(404).send({ detail: 'Not found.' })
    reply.header('cache-control', 'no-store')
  })
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 16 * 1024 },
    async (_request: FastifyRequest, body: string | Buffer) => new URLSearchParams(String(body)),
  )

  const sendPage = (reply: FastifyReply, page: string) =>
    reply
      .header(
        'content-security-policy',
        `default-src 'none'; style-src 'self'; img-src data:; form-action 'self' ${origin}; frame-ancestors 'none'; base-uri 'none'`,
      )
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'same-origin')
      .type('text/html; charset=utf-8')
      .send(page)
  const localeOf = (request: FastifyRequest) => acceptedLocale(request.headers['accept-language'])

  /** Under the name by which this browser came as well: `127.0.0.1` is as much our own as `localhost`. */
  const wayBack = ({ protocol, host }: FastifyRequest, wanted: unknown) =>
    sameOriginUrl(wanted, origin) ?? sameOriginUrl(wanted, `${protocol}://${host}`)

  app.get('/style.css', async (_request, reply) =>
    reply.header('cache-control', 'max-age=3600').type('text/css; charset=utf-8').send(stylesheet),
  )

  app.get<{ Querystring: { next?: unknown } }>('/login', async (request, reply) => {
    const next = wayBack(request, request.query.next)
    return sendPage(reply, signInPage({ locale: localeOf(request), basePath, next }))
  })

  app.post('/login', async (request, reply) => {
    const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams()
    const next = wayBack(request, form.get('next'))
    const person = demoCast.find(({ username }) => username === form.get('person'))
    if (!person) {
      return sendPage(reply.code(400), signInPage({ locale: localeOf(request), basePath, next, isUnknownPerson: true }))
    }
    cookies.setToken(reply, await tokens.sign(person))
    cookies.setSession(reply, person)
    return reply.redirect(next ?? homeUrl, 303)
  })

  app.post('/login_refresh', async (request, reply) => {
    const person = cookies.personOf(request)
    if (!person) return reply.code(401).send({})
    cookies.setToken(reply, await tokens.sign(person))
    const now = clock.now()
    const expires = new Date(now.getTime() + tokenSeconds * 1000)
    return {
      success: true,
      user_id: person.userId,
      response_epoch_seconds: now.getTime() / 1000,
      response_http_date: now.toUTCString(),
      expires: expires.toUTCString(),
      expires_epoch_seconds: expires.getTime() / 1000,
    }
  })

  app.get<{ Querystring: { redirect_url?: unknown; next?: unknown } }>('/logout', async (request, reply) => {
    cookies.clear(reply)
    const wanted = request.query.redirect_url ?? request.query.next
    return reply.redirect(wayBack(request, wanted) ?? `${publicUrl}/login`, 303)
  })

  app.get<{ Params: { '*': string } }>('/courses/*', async (request, reply) =>
    sendPage(reply, coursePage({ locale: localeOf(request), basePath, homeUrl, path: request.params['*'] })),
  )

  lmsApi(app, {
    publicUrl,
    bearerOf: async (request) => {
      const token = cookies.tokenOf(request)
      return token === null ? null : tokens.bearerOf(token)
    },
  })
}
