import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer, json } from 'node:stream/consumers'
import { decodeJwt, SignJWT } from 'jose'
import { parse } from 'yaml'
import { unzipBundle } from '../bundle/zip.ts'

type Reply = (status: number, body: object) => unknown

const secret = new TextEncoder().encode('a secret of the stand-in, long enough')

export interface StandInDashboard {
  id: number
  slug: string
  uuid: string
  embeddedId: string | null
  metadata: object
  allowedDomains?: string[]
  charts?: { id: number; slice_name: string; query_context: string | null }[]
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
    accounts: { panorama: 'right', admin: 'also right' } as Record<string, string>,
    version: '6.1.0',
    roles: { Public: [], PanoramaGuest: ['can_read on Dashboard', 'can_read on CurrentUserRestApi'] } as Record<
      string,
      string[]
    >,
    users: [{ id: 1, username: 'admin', roles: ['Admin'], password: '' }],
    /** More than it gives at a time. */
    permissions: [...Array.from({ length: 150 }, (_, number) => `can_read on Thing${number}`)],
    bundles: [] as { files: ReadonlyMap<string, string>; passwords: Record<string, string> }[],
    /** The secret that guest tokens are signed with. */
    guestSecret: 'a secret of the stand-in, long enough',
    guestTokenLasts: 300,
    /** As Superset's validator hook: which rules it takes. */
    takesRules: (rules: readonly object[]) => rules.length > 0,
    /** Headers of embedded pages; null where embedding is switched off. */
    framing: { 'content-security-policy': "frame-ancestors 'self' http://localhost:2100" } as Record<
      string,
      string
    > | null,
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
    if (path === '/health') return response.end('OK')
    if (path === '/version') return reply(200, { version_string: superset.version })
    if (path.startsWith('/embedded/')) {
      return response.writeHead(superset.framing ? 200 : 404, superset.framing ?? {}).end('<!doctype html>')
    }
    if (path.startsWith('/api/v1/dashboard/') && request.headers['x-guesttoken']) {
      return reply(superset.roles.PanoramaGuest?.includes('can_read on Dashboard') ? 200 : 403, {})
    }
    if (path === '/api/v1/me/roles/') {
      const name = request.headers['x-guesttoken'] ? 'PanoramaGuest' : 'Public'
      const allowed = superset.roles[name] ?? []
      if (!allowed.includes('can_read on CurrentUserRestApi')) return reply(401, { message: 'Unauthorized' })
      return reply(200, { result: { roles: { [name]: allowed.map((text) => text.split(' on ')) }, permissions: {} } })
    }
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
      if (!superset.takesRules(asked.rls)) return reply(400, { message: ['Guest token validation failed'] })
      const rules = asked.rls.map(({ dataset, clause }) => ({ ...(dataset !== undefined && { dataset }), clause }))
      const claims = { user: asked.user, resources: asked.resources, rls_rules: rules, type: 'guest' }
      superset.guestTokens.push(claims)
      const issued = Math.floor(superset.now() / 1000)
      const token = new SignJWT({ ...claims })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuedAt(issued)
        .setExpirationTime(issued + superset.guestTokenLasts)
      return reply(200, { token: await token.sign(new TextEncoder().encode(superset.guestSecret)) })
    }
    const [, name = '', part] = /^\/api\/v1\/dashboard\/([^/]+)(?:\/(\w+))?$/.exec(path) ?? []
    const dashboard = superset.dashboards.find(({ slug, uuid }) => [slug, uuid].includes(decodeURIComponent(name)))
    if (dashboard) {
      if (part === 'embedded') {
        if (request.method === 'POST') {
          const { allowed_domains } = (await json(request)) as { allowed_domains: string[] }
          dashboard.embeddedId ??= randomUUID()
          dashboard.allowedDomains = allowed_domains
        }
        const { embeddedId, allowedDomains = ['http://localhost:2100'] } = dashboard
        return embeddedId === null
          ? reply(404, {})
          : reply(200, { result: { uuid: embeddedId, allowed_domains: allowedDomains } })
      }
      // Only the names are complete there; the columns are those that charts use.
      const named = dashboard.datasets.map(({ columns, ...dataset }) => ({
        ...dataset,
        columns: columns.slice(0, 1),
        column_names: columns.map(({ column_name }) => column_name),
      }))
      if (part === 'charts') return reply(200, { result: dashboard.charts ?? [] })
      if (part === 'datasets') return reply(200, { result: named })
      return reply(200, { result: { id: dashboard.id, json_metadata: JSON.stringify(dashboard.metadata) } })
    }
    if (path === '/api/v1/dashboard/') return reply(200, { result: [] })
    const chart = superset.dashboards
      .flatMap(({ charts = [] }) => charts)
      .find(({ id }) => path === `/api/v1/chart/${id}`)
    if (chart) return reply(200, { result: chart })
    if (path === '/api/v1/assets/import/') return importBundle(request, reply)
    if (path.startsWith('/api/v1/security/')) return administer(request, path, reply)
    const dataset = superset.datasets.find(({ id }) => path === `/api/v1/dataset/${id}`)
    return dataset ? reply(200, { result: dataset }) : reply(404, { message: 'Not found' })
  }

  async function importBundle(request: IncomingMessage, reply: Reply) {
    const body = await buffer(request)
    const form = await new Response(new Uint8Array(body), {
      headers: { 'content-type': String(request.headers['content-type']) },
    }).formData()
    const file = form.get('bundle')
    if (!(file instanceof Blob)) return reply(400, {})
    const files = unzipBundle(new Uint8Array(await file.arrayBuffer()))
    // It answers so to what it does not take, and to nothing else.
    if ([...files.values()].some((text) => text.includes('viz_type: unknown'))) {
      return reply(500, { errors: [{ message: 'Error importing assets: charts/a.yaml' }] })
    }
    superset.bundles.push({ files, passwords: JSON.parse(String(form.get('passwords'))) })
    for (const [path, text] of files) {
      if (!path.startsWith('dashboards/')) continue
      const { uuid, slug } = parse(text) as { uuid: string; slug: string }
      if (superset.dashboards.some((dashboard) => dashboard.uuid === uuid)) continue
      const id = superset.dashboards.length + 1
      superset.dashboards.push({ id, slug, uuid, embeddedId: null, metadata: {}, datasets: [] })
    }
    return reply(200, { message: 'OK' })
  }

  /** Roles are known by their place in the list. */
  async function administer(request: IncomingMessage, path: string, reply: Reply) {
    const names = Object.keys(superset.roles)
    const { searchParams } = new URL(request.url ?? '/', 'http://superset')
    const q = searchParams.get('q') ?? ''
    const wanted = /'value':'([^']*)'/.exec(q)?.[1]
    const body = request.method === 'GET' ? {} : ((await json(request)) as Record<string, unknown>)
    if (path === '/api/v1/security/permissions-resources/') {
      const page = Number(/'page':(\d+)/.exec(q)?.[1] ?? 0)
      const all = superset.permissions.map((text, id) => {
        const [permission, on] = text.split(' on ')
        return { id, permission: { name: permission }, view_menu: { name: on } }
      })
      return reply(200, { count: all.length, result: all.slice(page * 100, page * 100 + 100) })
    }
    if (path === '/api/v1/security/roles/' && request.method === 'POST') {
      superset.roles[String(body.name)] = []
      return reply(201, { id: names.length })
    }
    if (path === '/api/v1/security/roles/') {
      return reply(200, { ids: names.includes(wanted ?? '') ? [names.indexOf(wanted!)] : [] })
    }
    const role = /^\/api\/v1\/security\/roles\/(\d+)\/permissions\/?$/.exec(path)?.[1]
    const name = names[Number(role)]
    if (role !== undefined && name !== undefined) {
      if (request.method === 'POST') {
        superset.roles[name] = (body.permission_view_menu_ids as number[]).map((id) => superset.permissions[id]!)
        return reply(200, {})
      }
      const result = superset.roles[name]!.map((text) => {
        const [permission_name, view_menu_name] = text.split(' on ')
        return { permission_name, view_menu_name }
      })
      return reply(200, { result })
    }
    if (path.startsWith('/api/v1/security/users/')) {
      const roles = ((body.roles as number[]) ?? []).map((id) => names[id]!)
      const password = String(body.password ?? '')
      if (request.method === 'POST') {
        superset.users.push({ id: superset.users.length + 1, username: String(body.username), roles, password })
        return reply(201, {})
      }
      const known = superset.users.find(({ id }) => path.endsWith(`/${id}`))
      if (known) {
        Object.assign(known, { roles, password })
        return reply(200, {})
      }
      const result = superset.users
        .filter(({ username }) => username === wanted)
        .map(({ id, roles: given }) => ({ id, roles: given.map((each) => ({ name: each })) }))
      return reply(200, { result })
    }
    return reply(404, {})
  }

  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  superset.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return superset
}
