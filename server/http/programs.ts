import fastifyRateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import { tooManyRequests } from '../kernel/errors.ts'
import type { AppDependencies } from './dependencies.ts'
import { requireKey } from './keys.ts'
import { ingestRoutes } from './routes/ingest.ts'
import { retirementRoutes } from './routes/retirements.ts'
import { xapiRoutes } from './routes/xapi.ts'

/** A minute, for a key: no honest program comes near it. */
const requestsOfKey = 60_000
/** A minute, for an address without a valid key: for guessing, next to nothing. A valid key is never held up by it. */
const requestsWithoutKey = 60
/** Keys and addresses a limit is kept for at the same time. */
const countedTogether = 20_000

/**
 * What programs ask with a key: the way in for tracking events, retirements, and the LRS, also at the root, where tools look
 * for it.
 */
export async function servePrograms(scope: FastifyInstance, dependencies: AppDependencies): Promise<void> {
  const { keys, publicPath } = dependencies
  scope.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
  requireKey(scope, keys)
  await scope.register(fastifyRateLimit, {
    max: ({ credential }) => (credential ? requestsOfKey : requestsWithoutKey),
    timeWindow: 60_000,
    cache: countedTogether,
    hook: 'onRequest',
    keyGenerator: ({ credential, ip }) => (credential ? `key ${credential.id}` : `address ${ip}`),
    errorResponseBuilder: (_request, { ttl }) =>
      tooManyRequests('Requests come faster than Panorama answers them.', {
        advice: `Wait ${Math.ceil(ttl / 1000)} seconds.`,
      }),
  })
  scope.addHook('onSend', async (_request, reply) => {
    if (reply.statusCode === 401) reply.header('www-authenticate', 'Basic realm="Panorama", charset="UTF-8"')
    if (reply.statusCode === 503) reply.header('retry-after', '5')
  })
  await scope.register((routes) => ingestRoutes(routes, dependencies), { prefix: `${publicPath}api/ingest` })
  await scope.register((routes) => retirementRoutes(routes, dependencies), { prefix: `${publicPath}api/retirements` })
  for (const prefix of new Set([`${publicPath}xAPI`, '/xAPI'])) {
    await scope.register((routes) => xapiRoutes(routes, dependencies), { prefix })
  }
}
