import type { FastifyRequest } from 'fastify'
import type { Viewer } from '../contract/viewer.ts'
import { forbidden } from '../kernel/errors.ts'
import { identifiedOf } from './authentication.ts'
import type { ModesForRoutes } from './dependencies.ts'

/**
 * The viewer, when the admin area is open to them in the current mode.
 * @throws PanoramaError `unauthenticated`, `forbidden`
 */
export async function administratorOf(request: FastifyRequest, modes: ModesForRoutes): Promise<Viewer> {
  const { viewer } = identifiedOf(request)
  const { mode } = await modes.current()
  if (!modes.access(viewer, mode).admin) {
    throw forbidden('The admin console is open to the superusers of the LMS.', {
      advice: 'Ask an administrator of your site.',
    })
  }
  return viewer
}
