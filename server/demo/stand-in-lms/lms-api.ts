import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type DemoPerson, demoCast } from '../cast.ts'

const languagePreference: Record<DemoPerson['language'], string> = { en: 'en', es: 'es-419' }

/**
 * The calls of the LMS's API that Panorama makes, in the LMS's own shapes.
 * @param bearerOf who sends the request, by the token it brings
 */
export function lmsApi(
  app: FastifyInstance,
  { publicUrl, bearerOf }: { publicUrl: string; bearerOf: (request: FastifyRequest) => Promise<DemoPerson | null> },
): void {
  /** A route for signed-in people; everyone else is told, as by Django REST framework, that they are not. */
  const getSignedIn = (
    path: string,
    answer: (person: DemoPerson, request: FastifyRequest, reply: FastifyReply) => object,
  ) =>
    app.get(path, async (request, reply) => {
      const person = await bearerOf(request)
      if (!person) return reply.code(401).send({ detail: 'Sign in first.' })
      return answer(person, request, reply)
    })

  getSignedIn('/api/user/v1/me', ({ username }) => ({ username }))

  getSignedIn('/api/enrollment/v1/roles/', ({ roles, part }) => ({
    // The LMS writes the missing course of a role in a whole organisation as the text of a Python null.
    roles: roles.map(({ org, courseKey, role }) => ({ org, course_id: courseKey || 'None', role })),
    is_staff: part === 'admin',
  }))

  getSignedIn('/api/user/v1/preferences/:username', (person, request, reply) => {
    const { username } = request.params as { username: string }
    if (username !== person.username) return reply.code(404).send({})
    return { 'pref-lang': languagePreference[person.language], time_zone: person.timeZone }
  })

  getSignedIn('/api/user/v1/accounts/:username', (viewer, request, reply) => {
    const { username } = request.params as { username: string }
    const person = demoCast.find((one) => one.username.toLowerCase() === username.toLowerCase())
    if (!person) return reply.code(404).send()
    // Names and ids are for global staff and oneself.
    const isFull = viewer.part === 'admin' || viewer === person
    return { username: person.username, ...(isFull && { id: person.userId, name: person.name }) }
  })

  app.get('/api/mfe_config/v1', async () => ({
    BASE_URL: new URL(publicUrl).host,
    LMS_BASE_URL: publicUrl,
    LOGIN_URL: `${publicUrl}/login`,
    LOGOUT_URL: `${publicUrl}/logout`,
    REFRESH_ACCESS_TOKEN_ENDPOINT: `${publicUrl}/login_refresh`,
    CSRF_TOKEN_API_PATH: '/csrf/api/v1/token',
    ACCESS_TOKEN_COOKIE_NAME: 'edx-jwt-cookie-header-payload',
    LANGUAGE_PREFERENCE_COOKIE_NAME: 'openedx-language-preference',
    USER_INFO_COOKIE_NAME: 'user-info',
    SITE_NAME: 'Panorama demo',
  }))
}
