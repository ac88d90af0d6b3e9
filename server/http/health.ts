import type { FastifyInstance } from 'fastify'
import type { AppDependencies } from './dependencies.ts'

/** A part that has not answered by then does not answer. */
const patienceMs = 3000

/**
 * `/health/live`: the process answers. `/health/ready`: so do the parts it stands on; else 503, naming those that do
 * not. Served at the root, for the container's own probes, and under the public path.
 */
export function serveHealth(app: FastifyInstance, { publicPath, probes }: AppDependencies): void {
  const open = { config: { rateLimit: false as const } }
  for (const prefix of new Set(['/', publicPath])) {
    app.get(`${prefix}health/live`, open, async () => ({ status: 'live' }))
    app.get(`${prefix}health/ready`, open, async (_request, reply) => {
      const names = Object.keys(probes)
      const answers = await Promise.all(names.map((name) => answersInTime(probes[name]!)))
      const silent = names.filter((_name, index) => !answers[index])
      if (silent.length === 0) return { status: 'ready' }
      return reply.code(503).send({ status: 'not ready', silent })
    })
  }
}

async function answersInTime(probe: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs)
  })
  const inTime = probe().then(
    () => true,
    () => false,
  )
  const answered = await Promise.race([inTime, tooLate])
  clearTimeout(timer)
  return answered
}
