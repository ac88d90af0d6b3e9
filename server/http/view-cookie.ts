import type { FastifyReply, FastifyRequest } from 'fastify'

const name = 'panorama-view'

/**
 * The key of the view that a browser is in: a cookie out of reach of scripts. It outlives the view, so that one which has
 * ended is told from none: nobody goes on as themselves without being told.
 */
export interface ViewCookie {
  /** Undefined where there is none. */
  keyOf(request: FastifyRequest): string | undefined
  set(reply: FastifyReply, key: string): void
  clear(reply: FastifyReply): void
}

/** @param site where people reach the service */
export function viewCookie({ publicUrl, publicPath }: { publicUrl: string; publicPath: string }): ViewCookie {
  const options = {
    path: publicPath,
    httpOnly: true,
    sameSite: 'strict' as const,
    secure: publicUrl.startsWith('https:'),
  }
  return {
    keyOf: ({ cookies }) => cookies[name] || undefined,
    set: (reply, key) => void reply.setCookie(name, key, options),
    clear: (reply) => void reply.clearCookie(name, options),
  }
}
