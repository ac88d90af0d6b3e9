import fastifyRateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import { tooManyRequests } from '../kernel/errors.ts'

/** People a limit is kept for at the same time; beyond it, those seen longest ago start anew. */
const peopleRemembered = 20_000

/** So many requests a minute for each viewer, or for each address while nobody is signed in. */
export async function limitRate(api: FastifyInstance, requestsPerMinute: number): Promise<void> {
  await api.register(fastifyRateLimit, {
    max: requestsPerMinute,
    timeWindow: 60_000,
    cache: peopleRemembered,
    hook: 'onRequest',
    keyGenerator: ({ identified, ip }) => (identified ? `viewer ${identified.viewer.userId}` : `address ${ip}`),
    errorResponseBuilder: (_request, { ttl }) =>
      tooManyRequests('You ask faster than Panorama may answer.', {
        advice: `Wait ${Math.ceil(ttl / 1000)} seconds.`,
      }),
  })
}
