import type { FastifyReply, FastifyRequest } from 'fastify'
import { type DemoPerson, demoCast } from '../cast.ts'
import { tokenSeconds } from './login-token.ts'

const headerPayload = 'edx-jwt-cookie-header-payload'
const signature = 'edx-jwt-cookie-signature'
const session = 'sessionid'
const loggedIn = 'edxloggedin'

/** Django's session of four weeks, through which the LMS renews tokens that live for an hour. */
const sessionSeconds = 28 * 24 * 3600

export interface LoginCookies {
  /** The pair that holds the token, its second half out of reach of scripts. */
  setToken(reply: FastifyReply, token: string): void
  setSession(reply: FastifyReply, person: DemoPerson): void
  clear(reply: FastifyReply): void
  tokenOf(request: FastifyRequest): string | null
  personOf(request: FastifyRequest): DemoPerson | null
}

/**
 * The LMS's login cookies, with its names and attributes. No `Domain`: the service and its stand-in LMS share a host.
 * @param publicUrl root URL of the stand-in LMS; cookies are `Secure` exactly when it is HTTPS
 */
export function loginCookies(publicUrl: string): LoginCookies {
  const { protocol, pathname } = new URL(publicUrl)
  const secure = protocol === 'https:'
  // The LMS says nothing of SameSite, and so do we: browsers then take it as Lax.
  const everywhere = { path: '/', secure, sameSite: false }
  // Only the stand-in LMS reads the session: elsewhere on the host another Django keeps its own of that name.
  const ownPath = { path: pathname, secure, httpOnly: true, sameSite: 'lax' as const }
  return {
    setToken(reply, token) {
      const end = token.lastIndexOf('.')
      const options = { ...everywhere, maxAge: tokenSeconds }
      reply.setCookie(headerPayload, token.slice(0, end), options)
      reply.setCookie(signature, token.slice(end + 1), { ...options, httpOnly: true })
    },

    // Whoever reaches the sign-in page may be anybody in the cast, so there is nothing to hide in the session.
    setSession(reply, { username }) {
      reply.setCookie(session, username, { ...ownPath, maxAge: sessionSeconds })
      reply.setCookie(loggedIn, 'true', { ...everywhere, maxAge: sessionSeconds })
    },

    clear(reply) {
      for (const name of [headerPayload, signature, loggedIn]) reply.setCookie(name, '', { ...everywhere, maxAge: 0 })
      reply.setCookie(session, '', { ...ownPath, maxAge: 0 })
    },

    tokenOf(request) {
      const header = /^JWT +(\S+)$/.exec(request.headers.authorization ?? '')?.[1]
      if (header) return header
      const { cookies } = request
      return cookies[headerPayload] && cookies[signature] ? `${cookies[headerPayload]}.${cookies[signature]}` : null
    },

    personOf(request) {
      const username = request.cookies[session]
      return demoCast.find((person) => person.username === username) ?? null
    },
  }
}
