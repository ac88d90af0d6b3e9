import fastifyCookie from '@fastify/cookie'
import fastifySwagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod'
import { notFound } from '../kernel/errors.ts'
import type { Api } from './api-type.ts'
import { requireSignIn } from './authentication.ts'
import type { AppDependencies } from './dependencies.ts'
import { limitRate } from './rate-limit.ts'
import { accessRoutes } from './routes/access.ts'
import { auditRoutes } from './routes/audit.ts'
import { changeRoutes } from './routes/changes.ts'
import { courseRoutes } from './routes/courses.ts'
import { credentialRoutes } from './routes/credentials.ts'
import { dashboardRoutes } from './routes/dashboards.ts'
import { embedRoutes } from './routes/embeds.ts'
import { extractionRoutes } from './routes/extraction.ts'
import { flowRoutes } from './routes/flow.ts'
import { modeRoutes } from './routes/mode.ts'
import { pipelineRoutes } from './routes/pipeline.ts'
import { certificateRoutes } from './routes/retirements.ts'
import { sessionRoutes } from './routes/session.ts'
import { siteRoutes } from './routes/site.ts'
import { toolRoutes } from './routes/tools.ts'
import { viewRoutes } from './routes/views.ts'

/** The JSON API: closed unless a route says otherwise, limited, never cached, described by its own schemas. */
export async function serveApi(scope: FastifyInstance, dependencies: AppDependencies): Promise<void> {
  const api: Api = scope.withTypeProvider<ZodTypeProvider>()
  api.setValidatorCompiler(validatorCompiler)
  api.setSerializerCompiler(serializerCompiler)
  await api.register(fastifyCookie)
  api.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
  requireSignIn(scope, dependencies)
  await limitRate(scope, dependencies.requestsPerMinute)
  await api.register(fastifySwagger, {
    openapi: { info: { title: 'Panorama', description: 'Learning analytics for Open edX.', version: '1' } },
    transform: jsonSchemaTransform,
  })
  api.setNotFoundHandler({ preHandler: scope.rateLimit() }, async () => {
    throw notFound('The API has no such address.')
  })

  siteRoutes(api, dependencies)
  sessionRoutes(api, dependencies)
  viewRoutes(api, dependencies)
  courseRoutes(api, dependencies)
  changeRoutes(api, dependencies)
  dashboardRoutes(api, dependencies)
  embedRoutes(api, dependencies)
  modeRoutes(api, dependencies)
  accessRoutes(api, dependencies)
  toolRoutes(api, dependencies)
  auditRoutes(api, dependencies)
  credentialRoutes(api, dependencies)
  pipelineRoutes(api, dependencies)
  flowRoutes(api, dependencies)
  extractionRoutes(api, dependencies)
  certificateRoutes(api, dependencies)
  api.get('/openapi.json', { config: { open: true }, schema: { hide: true } }, async () => api.swagger())
}
