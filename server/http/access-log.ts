import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Metrics } from './metrics.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The answer lasts as long as somebody reads it: how long says nothing. */
    stream?: true
  }
}

/**
 * One line and one count for every answer. Both name the route's pattern, never the address itself: paths and query
 * strings hold course keys and may hold people.
 */
export function keepAccessLog(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onResponse', async (request, reply) => {
    const seconds = reply.elapsedTime / 1000
    const route = routeOf(request)
    const hasBegunToStream = request.routeOptions.config.stream === true && reply.statusCode === 200
    if (!hasBegunToStream) metrics.observeRequest(request.method, route, reply.statusCode, seconds)
    const line = { method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }
    // Probes and scrapers ask every few seconds and would bury what people do.
    if (/\/(health\/\w+|metrics)$/.test(route)) request.log.debug(line, 'answered')
    else request.log.info(line, 'answered')
  })
}

function routeOf({ is404, routeOptions }: FastifyRequest): string {
  return is404 || routeOptions.url === undefined ? 'unknown' : routeOptions.url
}
