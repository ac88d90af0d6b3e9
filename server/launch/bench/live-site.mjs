import { startLms } from './lms.mjs'
import { environmentIn, startServer } from './panorama.mjs'

const port = 2192
const origin = `http://localhost:${port}`

/**
 * Runs a site of one's own, empty, with its service, and does work with it.
 * @param settings with a `PANORAMA_LMS_URL`, the LMS is reached at its own address all the same
 * @param work is given `get` and `post`, which ask the API as the superuser and give what it answers; `stream`, which opens a
 *   stream of server-sent events; `address` of a path of the API
 */
export async function withLiveSite(dataDir, settings, work) {
  const lms = await startLms()
  const internal = { PANORAMA_LMS_INTERNAL_URL: lms.environment.PANORAMA_LMS_URL }
  const own = { ...lms.environment, ...internal, PANORAMA_MFE_PORT: String(port) }
  const environment = environmentIn(dataDir, { ...own, ...settings })
  const headers = { authorization: `JWT ${lms.token}` }
  const address = (path) => `${origin}/api/${path}`
  const answered = async (response) => {
    if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${await response.text()}`)
    return response
  }
  try {
    const server = await startServer(environment, origin)
    try {
      await work({
        address,
        get: async (path) => (await answered(await fetch(address(path), { headers }))).json(),
        async post(path, body) {
          const ofChange = { ...headers, 'content-type': 'application/json', 'x-panorama': '1', origin }
          const request = { method: 'POST', headers: ofChange, body: JSON.stringify(body) }
          return (await answered(await fetch(address(path), request))).json()
        },
        stream: async (path, signal) => answered(await fetch(address(path), { headers, signal })),
      })
    } finally {
      await server.stop()
    }
  } finally {
    lms.close()
  }
}
