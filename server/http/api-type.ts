import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'

type ZodApp<App> =
  App extends FastifyInstance<infer Server, infer Request, infer Reply, infer Log>
    ? FastifyInstance<Server, Request, Reply, Log, ZodTypeProvider>
    : never

/** The tree of routes under `api/`: typed by the schemas of the contract. */
export type Api = ZodApp<FastifyInstance>
