import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A course as the Blocks API gives it, without a request's own `student_view_url`. */
export interface ApiAnswer {
  readonly course_id: string
  readonly root: string
  readonly blocks: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** The parts of an LMS's API that structures are read from, on loopback. */
export interface ApiOfLms {
  readonly url: string
  readonly clientId: string
  readonly clientSecret: string
  courses: readonly ApiAnswer[]
  /** `GET /api/courses/v2/blocks/ course-v1:…`, in the order in which they came. */
  readonly asked: string[]
  /** The next requests are answered with these statuses. */
  next: { status: number; headers?: Record<string, string> }[]
  /** From now on, tokens that were given out no longer hold. */
  expireTokens(): void
  close(): Promise<void>
}

const fieldsOfAll = ['id', 'block_id', 'type', 'display_name', 'lms_web_url', 'student_view_url']

/**
 * Answers as the LMS does: a token for client credentials in HTTP Basic, courses in pages for the account that is named (for nobody,
 * only those that everybody sees: none here), blocks with the fields that were asked for, all of them only to staff with
 * `all_blocks`, who must have said `depth=all` to get more than the course itself.
 */
export async function startApiOfLms(pageSizeLimit = 100): Promise<ApiOfLms> {
  const tokens = new Set<string>()
  const client = { clientId: 'panorama', clientSecret: 'a secret: with % and ?' }
  let given = 0
  const api = { ...client, courses: [] as readonly ApiAnswer[], asked: [] as string[], next: [] as ApiOfLms['next'] }

  const server = createServer((request, response) => void answer(request, response))

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? '/', 'http://lms')
    const query = url.searchParams
    api.asked.push(`${request.method} ${url.pathname} ${query.get('course_id') ?? query.get('page') ?? ''}`.trimEnd())
    const json = (status: number, body: unknown, headers: Record<string, string> = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers })
      response.end(JSON.stringify(body))
    }
    const scripted = api.next.shift()
    if (scripted !== undefined) return json(scripted.status, { detail: 'as scripted' }, scripted.headers)
    if (url.pathname === '/oauth2/access_token') {
      let form = ''
      for await (const bytes of request) form += bytes
      const said = new URLSearchParams(form)
      const [id, secret] = Buffer.from(request.headers.authorization?.split(' ')[1] ?? '', 'base64')
        .toString()
        .split(':')
        .map(decodeURIComponent)
      if (id !== client.clientId || secret !== client.clientSecret) return json(401, { error: 'invalid_client' })
      if (said.get('grant_type') !== 'client_credentials' || said.get('token_type') !== 'jwt') {
        return json(400, { error: 'unsupported_grant_type' })
      }
      const token = `token-${++given}`
      tokens.add(token)
      return json(200, { access_token: token, token_type: 'JWT', expires_in: 3600, scope: 'read' })
    }
    const [scheme, token] = request.headers.authorization?.split(' ') ?? []
    if (scheme !== 'JWT' || !tokens.has(token ?? ''))
      return json(401, { detail: 'Authentication credentials were not provided.' })
    if (url.pathname === '/api/user/v1/me') return json(200, { username: 'panorama_service' })
    if (url.pathname === '/api/courses/v1/courses/') {
      const size = Math.min(Number(query.get('page_size') ?? 10), pageSizeLimit)
      const page = Number(query.get('page') ?? 1)
      const seen = query.get('username') === 'panorama_service' ? api.courses : []
      const pages = Math.max(1, Math.ceil(seen.length / size))
      if (page > pages) return json(404, { detail: 'Not found.' })
      const results = seen.slice((page - 1) * size, page * size).map(({ course_id, root, blocks }) => ({
        course_id,
        id: course_id,
        name: blocks[root]?.display_name,
        start: '2026-01-01T00:00:00Z',
        end: null,
        enrollment_start: null,
        enrollment_end: null,
        pacing: 'self',
        effort: '2 hours',
        invitation_only: false,
        hidden: false,
      }))
      return json(200, { results, pagination: { next: null, previous: null, count: seen.length, num_pages: pages } })
    }
    if (url.pathname === '/api/courses/v2/blocks/') {
      const course = api.courses.find(({ course_id }) => course_id === query.get('course_id'))
      if (course === undefined) return json(404, { detail: 'Not found.' })
      if (query.get('all_blocks') !== 'true')
        return json(400, { username: ['This field is required unless all_blocks is requested.'] })
      const wanted = new Set([...fieldsOfAll, ...(query.get('requested_fields') ?? '').split(',')])
      const given =
        query.get('depth') === 'all'
          ? Object.entries(course.blocks)
          : [[course.root, course.blocks[course.root]] as const]
      const blocks = Object.fromEntries(
        given.map(([id, block]) => [
          id,
          Object.fromEntries(Object.entries(block ?? {}).filter(([name]) => wanted.has(name))),
        ]),
      )
      return json(200, { root: course.root, blocks })
    }
    return json(404, { detail: 'Not found.' })
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return Object.assign(api, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    expireTokens: () => tokens.clear(),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  })
}
