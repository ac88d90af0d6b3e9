import fastifyCookie from '@fastify/cookie'
import fastifyCors from '@fastify/cors'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { pluginAnswers } from '../contract/plugin-mfe.ts'
import { forbidden } from '../kernel/errors.ts'
import type { Api } from './api-type.ts'
import { identifiedOf, requireSignIn } from './authentication.ts'
import type { AppDependencies } from './dependencies.ts'
import { failureAnswer, logFailure } from './failures.ts'
import { leavingOf } from './leaving.ts'
import { localeOfRequest } from './locale.ts'
import { limitRate } from './rate-limit.ts'

/** Where the micro-frontend of the Panorama plugin asks, whatever our own `PUBLIC_PATH` is. */
export const pluginPath = '/panorama/api'

/**
 * The addresses at which the micro-frontend of the Panorama plugin asks its backend, in that backend's envelope, but with
 * the status of the answer and with who may. They are GETs that open dashboards, so they answer no page of another site.
 */
export async function servePluginMfe(scope: FastifyInstance, dependencies: AppDependencies): Promise<void> {
  const { pluginMfe, pluginMfeOrigins, site } = dependencies
  const api: Api = scope.withTypeProvider<ZodTypeProvider>()
  api.setValidatorCompiler(validatorCompiler)
  api.setSerializerCompiler(serializerCompiler)
  scope.setErrorHandler((error, request, reply) => {
    const { status, body } = failureAnswer(error, request.id)
    logFailure(error, status, reply)
    const words = [body.error.message, body.error.advice].filter((text) => text !== undefined).join(' ')
    return reply.code(status).serializer(JSON.stringify).send({ statusCode: status, body: words })
  })
  await scope.register(fastifyCors, {
    origin: [...pluginMfeOrigins],
    credentials: true,
    methods: ['GET'],
    // Otherwise an OPTIONS that asks for nothing is refused in words that are no JSON.
    strictPreflight: false,
    // What frontend-platform sends along, though no server needs it any more.
    allowedHeaders: ['accept', 'authorization', 'content-type', 'use-jwt-cookie'],
  })
  await scope.register(fastifyCookie)
  scope.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store')
    refuseOtherSites(request, pluginMfeOrigins)
  })
  requireSignIn(scope, dependencies)
  await limitRate(scope, dependencies.requestsPerMinute)

  const asked = async (request: FastifyRequest, reply: FastifyReply) => {
    const leaving = leavingOf(reply)
    const locale = await localeOfRequest(request, site.languageCookie)
    return [identifiedOf(request).viewer, locale, leaving] as const
  }
  const standingOf = (request: FastifyRequest) => pluginMfe.standing(identifiedOf(request).viewer)
  type Answer = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>
  const answers = {
    'get-embed-url': async (request, reply) => pluginMfe.dashboards(...(await asked(request, reply))),
    'get-studio-url': async (request, reply) => pluginMfe.studio(...(await asked(request, reply))),
    'get-user-access': async (request) => (await standingOf(request)).isLetIn,
    'get-user-role': async (request) => (await standingOf(request)).role,
    'get-panorama-mode': async (request) => (await standingOf(request)).mode,
  } as const satisfies Record<keyof typeof pluginAnswers, Answer>

  for (const [name, body] of Object.entries<Answer>(answers)) {
    const schema = { response: { 200: pluginAnswers[name as keyof typeof pluginAnswers] } }
    const answer = async (request: FastifyRequest, reply: FastifyReply) =>
      reply.send({ statusCode: 200, body: await body(request, reply) } as never)
    // A request for the head alone would open dashboards as well.
    for (const path of [`/${name}`, `/${name}/`]) api.get(path, { schema, exposeHeadRoute: false }, answer)
  }
}

/** @throws PanoramaError `forbidden` for what a browser sends because a page of another site made it */
function refuseOtherSites({ headers }: FastifyRequest, origins: readonly string[]): void {
  if (headers['sec-fetch-site'] !== 'cross-site' || origins.includes(headers.origin ?? '')) return
  throw forbidden('This request came from another site.', { advice: 'Open Panorama from your own site.' })
}
