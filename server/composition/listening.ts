import { createServer } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { inUse, type PanoramaError, unavailable } from '../kernel/errors.ts'

interface Place {
  readonly host: string
  readonly port: number
}

/**
 * Finds out that a port is taken before a minute is spent on preparing what would be served there.
 * @throws PanoramaError `in_use`, `unavailable`
 */
export async function checkPort({ host, port }: Place): Promise<void> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(listeningFailure({ host, port }, cause)))
    server.listen({ host, port }, () => server.close(() => resolve()))
  })
}

/** @throws PanoramaError `in_use`, `unavailable` */
export async function listen(app: FastifyInstance, place: Place): Promise<void> {
  try {
    await app.listen({ host: place.host, port: place.port })
  } catch (cause) {
    await app.close()
    throw listeningFailure(place, cause)
  }
}

function listeningFailure({ host, port }: Place, cause: unknown): PanoramaError {
  if ((cause as NodeJS.ErrnoException).code === 'EADDRINUSE') {
    return inUse(`Port ${port} on ${host} is taken by another program.`, {
      advice: 'Stop that program, or choose another PANORAMA_MFE_PORT.',
      cause,
    })
  }
  return unavailable(`Panorama cannot listen on ${host}, port ${port}.`, {
    advice: 'Check PANORAMA_HOST and PANORAMA_MFE_PORT.',
    cause,
  })
}
