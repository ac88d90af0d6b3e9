import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { decodeJwt, SignJWT } from 'jose'

const secret = new TextEncoder().encode('a secret of the stand-in, long enough')

export interface StandInDashboard {
  id: number
  slug: string
  uuid: string
  embeddedId: string | null
  metadata: object
  datasets: { id: number; table_name: string; sql?: string; columns: { column_name: string }[] }[]
}

/**
 * As much of Superset's REST API as guest tokens need, over HTTP, with the real one's traps: changes want a CSRF token with
 * its cookie, members of a rule that it does not know are dropped without a word, and a token of another start is refused.
 */
export async function startStandInSuperset({ port = 0 } = {}) {
  let key = randomUUID()
  const superset = {
    url: '',
    accounts: { panorama: 'right' } as Record<string, string>,
    /** Seconds. */
    accessTokenLasts: 900,
    now: () => Date.now(),
    dashboards: [] as StandInDashboard[],
    /** Data sets that only filters read. */
    datasets: [] as StandInDashboard['datasets'],
    requests: [] as { method: string; path: string }[],
    guestTokens: [] as Record<string, unknown>[],
    /** Answers in the place of everything, when set. */
    instead: null as ((request: IncomingMessage, response: ServerResponse) => void) | null,
    count: (path: string) => superset.requests.filter((request) => request.path === path).length,
    /** Forgets every token, as a start with another secret does. */
    restart() {
      key = randomUUID()
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  const sign = (claims: Record<string, unknown>, seconds: number) =>
    new SignJWT({ ...claims, key })
      .setProtectedHeader({ alg: 'HS256' })
      .setExpirationTime(Math.floor(superset.now() / 1000) + seconds)
      .sign(secret)
  const holds = (request: IncomingMessage, type: string) => {
    const token = request.headers.authorization?.replace('Bearer ', '') ?? ''
    try {
      const claims = decodeJwt(token)
      return claims.key === key && claims.type === type && claims.exp! * 1000 > superset.now()
    } catch {
      return false
    }
  }

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const path = new URL(request.url ?? '/', 'http://superset').pathname
    superset.requests.push({ method: request.method ?? '', path })
    if (superset.instead) return superset.instead(request, response)
    const reply = (status: number, body: object, headers = {}) =>
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
    if (path === '/api/v1/security/login') {
      const { username, password, provider } = (await json(request)) as Record<string, string>
      if (provider !== 'db' || superset.accounts[username!] !== password)
        return reply(401, { message: 'Not authorized' })
      return reply(200, {
        access_token: await sign({ type: 'access', sub: username }, superset.accessTokenLasts),
        refresh_token: await sign({ type: 'refresh', sub: username }, 86_400),
      })
    }
    if (path === '/api/v1/security/refresh') {
      if (!holds(request, 'refresh')) return reply(401, { msg: 'Token has expired' })
      return reply(200, { access_token: await sign({ type: 'access' }, superset.accessTokenLasts) })
    }
    if (!holds(request, 'access')) return reply(401, { msg: 'Token has expired' })
    if (path === '/api/v1/security/csrf_token/') {
      return reply(200, { result: `csrf-${key}` }, { 'set-cookie': `session=${key}; HttpOnly; Path=/` })
    }
    if (request.method === 'POST') {
      const isKnown = request.headers['x-csrftoken'] === `csrf-${key}` && request.headers.cookie === `session=${key}`
      if (!isKnown) return reply(400, { message: '400 Bad Request: The CSRF session token is missing.' })
    }
    if (path === '/api/v1/security/guest_token/') {
      const asked = (await json(request)) as {
        user: object
        resources: { id: string }[]
        rls: Record<string, unknown>[]
      }
      if (!Array.isArray(asked.rls) || !Array.isArray(asked.resources))
        return reply(400, { message: { rls: ['Missing'] } })
      const isEmbedded = ({ id }: { id: string }) => superset.dashboards.some(({ embeddedId }) => embeddedId === id)
      if (!asked.resources.every(isEmbedded)) return reply(400, { message: 'EmbeddedDashboard not found.' })
      const rules = asked.rls.map(({ dataset, clause }) => ({ ...(dataset !== undefined && { dataset }), clause }))
      const claims = { user: asked.user, resources: asked.resources, rls_rules: rules, type: 'guest' }
      superset.guestTokens.push(claims)
      return reply(200, { token: await sign(claims, 300) })
    }
    const [, name = '', part] = /^\/api\/v1\/dashboard\/([^/]+)(?:\/(\w+))?$/.exec(path) ?? []
    const dashboard = superset.dashboards.find(({ slug, uuid }) => [slug, uuid].includes(decodeURIComponent(name)))
    if (dashboard) {
      if (part === 'embedded') {
        return dashboard.embeddedId === null
          ? reply(404, {})
          : reply(200, { result: { uuid: dashboard.embeddedId, allowed_domains: ['http://localhost:2100'] } })
      }
      // Only the names are complete there; the columns are those that charts use.
      const named = dashboard.datasets.map(({ columns, ...dataset }) => ({
        ...dataset,
        columns: columns.slice(0, 1),
        column_names: columns.map(({ column_name }) => column_name),
      }))
      if (part === 'datasets') return reply(200, { result: named })
      return reply(200, { result: { id: dashboard.id, json_metadata: JSON.stringify(dashboard.metadata) } })
    }
    const dataset = superset.datasets.find(({ id }) => path === `/api/v1/dataset/${id}`)
    return dataset ? reply(200, { result: dataset }) : reply(404, { message: 'Not found' })
  }

  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  superset.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return superset
}
