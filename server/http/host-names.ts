import { isIP } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { forbidden } from '../kernel/errors.ts'

/**
 * Answers under our own name, `localhost` and bare addresses only. Where the stand-in LMS signs anybody in, a page on the
 * web could otherwise point a name of its own at this machine (DNS rebinding) and read on as if it were ours.
 */
export function refuseForeignNames(app: FastifyInstance, publicUrl: string): void {
  const ours = new Set(['localhost', new URL(publicUrl).hostname])
  app.addHook('onRequest', async ({ hostname }) => {
    if (ours.has(hostname) || isIP(hostname.replace(/^\[|\]$/g, '')) !== 0) return
    throw forbidden('Panorama does not know itself under this name.', {
      advice: 'Open it as http://localhost, or set PANORAMA_PUBLIC_URL to the address you use.',
    })
  })
}
