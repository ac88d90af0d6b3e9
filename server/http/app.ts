import { constants } from 'node:zlib'
import fastifyCompress from '@fastify/compress'
import fastifyHelmet from '@fastify/helmet'
import fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyReply, LogController } from 'fastify'
import { keepAccessLog } from './access-log.ts'
import { serveApi } from './api.ts'
import { answerClientError } from './client-error.ts'
import { policyOfData } from './content-security-policy.ts'
import type { AppDependencies } from './dependencies.ts'
import { answerFailures, sendFailure } from './failures.ts'
import { serveHealth } from './health.ts'
import { pluginPath, servePluginMfe } from './plugin-mfe.ts'
import { servePrograms } from './programs.ts'
import { requestIdOf, tellRequestId } from './request-id.ts'
import { serveScreen } from './screen.ts'
import { serveMetrics } from './serve-metrics.ts'

/** No request of ours carries more than a few words. */
const bodyLimit = 64 * 1024
/** Longer than the longest question may run, so that its own advice is what the person reads. */
const handlerTimeout = 60_000
const requestTimeout = 30_000

/**
 * The service's edge: parse, permit, ask, answer. It opens no port and reads no setting.
 * @returns an application to which plugins may still be added before it listens
 */
export async function createApp(dependencies: AppDependencies): Promise<FastifyInstance> {
  const { log, metrics, publicPath, publicUrl } = dependencies
  const app: FastifyInstance = fastify({
    loggerInstance: log as FastifyBaseLogger,
    // `access-log.ts` has its own, without addresses of people.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestIdOf,
    trustProxy: [...dependencies.trustedProxies],
    bodyLimit,
    handlerTimeout,
    requestTimeout,
    routerOptions: { maxParamLength: 300 },
    clientErrorHandler: answerClientError,
    frameworkErrors(error, request, reply) {
      sendFailure(error, request.id, reply as unknown as FastifyReply)
    },
  })
  answerFailures(app)
  tellRequestId(app)
  keepAccessLog(app, metrics)
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: false,
    crossOriginEmbedderPolicy: false,
    hsts: publicUrl.startsWith('https:') ? { maxAge: 15_552_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    xFrameOptions: { action: 'deny' },
  })
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('content-security-policy', policyOfData)
  })
  await app.register(fastifyCompress, {
    encodings: ['br', 'gzip'],
    // Of what people send nothing is packed; what programs send is unpacked in `read-body.ts`, within bounds.
    globalDecompression: false,
    // The default, 11, takes longer to squeeze an answer than to send it.
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  })
  await app.register((scope) => serveApi(scope, dependencies), { prefix: `${publicPath}api` })
  await app.register((scope) => servePluginMfe(scope, dependencies), { prefix: pluginPath })
  await app.register((scope) => servePrograms(scope, dependencies))
  serveHealth(app, dependencies)
  serveMetrics(app, dependencies)
  await serveScreen(app, dependencies)
  return app
}
