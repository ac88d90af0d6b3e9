import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { FastifyInstance } from 'fastify'

export interface Route {
  readonly method: string
  /** As it was registered: `/api/dashboards/:slug`. */
  readonly path: string
}

/** Writes down every route of the applications that are made until it is ended, as the framework itself registers them. */
export function writeDownRoutes() {
  const routes: Route[] = []
  const channel = 'fastify.initialization'
  const onNew = (message: unknown) => {
    const { fastify } = message as { fastify: FastifyInstance }
    fastify.addHook('onRoute', ({ method, url }) => {
      for (const each of [method].flat()) routes.push({ method: each, path: url })
    })
  }
  subscribe(channel, onNew)
  return { routes, end: () => unsubscribe(channel, onNew) }
}
