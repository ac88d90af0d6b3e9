import { once } from 'node:events'
import { createServer } from 'node:http'
import { json } from 'node:stream/consumers'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'

/**
 * As much of Superset as the opening of one dashboard asks, over HTTP and at once, so that what is measured is ours. It is the
 * slug `board`.
 * @returns `url`; `count`, how many tokens it has made; `openAlone`, the one call that cannot be spared; `close`
 */
export async function startSuperset() {
  const embeddedId = crypto.randomUUID()
  const tool = await startTool({ name: 'superset', embeddedId })
  return {
    ...tool,
    async openAlone() {
      const answer = await fetch(`${tool.url}/api/v1/security/guest_token/`, {
        method: 'POST',
        headers: { authorization: 'Bearer x', 'x-csrftoken': 'csrf', 'content-type': 'application/json' },
        body: JSON.stringify({ user: { username: 'x' }, resources: [{ type: 'dashboard', id: embeddedId }], rls: [] }),
      })
      await answer.json()
    },
  }
}

/**
 * The hosted service: a list of dashboards, each at another address every time.
 * @param origin of these addresses
 * @param dashboards how many
 * @returns `url`; `count`, how often it was asked; `openAlone`, the call itself; `close`
 */
export async function startHosted(origin, dashboards) {
  const tool = await startTool({ name: 'hosted', origin, dashboards })
  return {
    ...tool,
    async openAlone() {
      await (await fetch(`${tool.url}/get-saas-dashboards?lms=x&user=x&version=1&dashboard_function=READER`)).json()
    },
  }
}

/** In a thread of its own: what answers is not to wait for what asks. */
async function startTool(data) {
  const worker = new Worker(new URL(import.meta.url), { workerData: data })
  const [port] = await once(worker, 'message')
  const url = `http://127.0.0.1:${port}`
  return {
    url,
    count: async () => (await (await fetch(`${url}/count`)).json()).count,
    close: () => void worker.terminate(),
  }
}

/** @returns the body of an answer; null where there is none */
const answers = { superset: answersOfSuperset, hosted: answersOfHosted }

function answersOfSuperset({ embeddedId }, counted) {
  const token = tokenFor({ exp: Math.floor(Date.now() / 1000) + 3600 })
  const columns = ['course_key', 'org', 'actor_id'].map((column_name) => ({ column_name }))
  const of = {
    'POST /api/v1/security/login': () => ({ access_token: token, refresh_token: token }),
    'GET /api/v1/security/csrf_token/': () => ({ result: 'csrf' }),
    'POST /api/v1/security/guest_token/': ({ resources, rls }) => {
      if (resources?.[0]?.id !== embeddedId || !Array.isArray(rls)) return null
      counted()
      return { token }
    },
    'GET /api/v1/dashboard/board': () => ({ result: { json_metadata: '{}' } }),
    'GET /api/v1/dashboard/board/embedded': () => ({ result: { uuid: embeddedId, allowed_domains: [] } }),
    'GET /api/v1/dashboard/board/datasets': () => ({ result: [{ id: 1, table_name: 'enrolled', columns }] }),
  }
  return (what, sent) => of[what]?.(sent) ?? null
}

function answersOfHosted({ origin, dashboards }, counted) {
  return () => {
    const asked = counted()
    return Array.from({ length: dashboards }, (_, n) => ({
      ...{ name: `d${n}`, displayName: `D ${n}`, url: `${origin}/embed/s/dashboards/d${n}?code=${asked}` },
    }))
  }
}

/** Of no value: nobody checks who signed it. */
function tokenFor(claims) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'HS256' })}.${part(claims)}.${part('x')}`
}

if (!isMainThread && parentPort !== null) {
  let count = 0
  const answer = answers[workerData.name](workerData, () => {
    count += 1
    return count
  })
  const server = createServer(async (request, response) => {
    const sent = request.method === 'POST' ? await json(request) : {}
    const body = request.url === '/count' ? { count } : answer(`${request.method} ${request.url}`, sent)
    const headers = { 'content-type': 'application/json', 'set-cookie': 'session=1' }
    response.writeHead(body === null ? 404 : 200, headers).end(JSON.stringify(body ?? {}))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  parentPort.postMessage(server.address().port)
}
