import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'
import { misconfigured, type PanoramaError, unavailable } from '../../kernel/errors.ts'
import type { BlocksApiSettings } from '../settings/settings.ts'

/** The LMS's own API, asked in the name of a service: client credentials, one request at a time, as often as the LMS allows. */
export interface LmsApi {
  /**
   * @param path with a leading slash
   * @returns the answer as JSON; undefined where the LMS has nothing there (404)
   * @throws PanoramaError `unavailable`, when the LMS does not answer in time or says that it cannot; `misconfigured`, when it refuses
   */
  get(path: string, query: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<unknown>
  /** The account that the service acts as. */
  username(signal?: AbortSignal): Promise<string>
}

/** Milliseconds: the LMS takes half a minute to put the blocks of a long course together for the first time. */
const patience = 120_000
const attempts = 5
/** Seconds. Who asks for more does not mean this run. */
const longestWait = 600

const tokenSchema = z.object({ access_token: z.string(), token_type: z.string().optional() })

/** @param pause milliseconds before the first new attempt, twice as many before each further one */
export function createLmsApi({ url, clientId, clientSecret }: BlocksApiSettings, { pause = 1_000 } = {}): LmsApi {
  let authorization: string | undefined
  let username: string | undefined

  async function send(address: string, init: RequestInit, signal?: AbortSignal): Promise<Response> {
    for (let attempt = 1; ; attempt += 1) {
      signal?.throwIfAborted()
      const seconds = AbortSignal.timeout(patience)
      let failure: PanoramaError
      let wait = (pause * 2 ** (attempt - 1)) / 1_000
      try {
        const answer = await fetch(address, {
          ...init,
          // A redirect would take the credentials elsewhere.
          redirect: 'manual',
          signal: signal ? AbortSignal.any([signal, seconds]) : seconds,
        })
        if (answer.status !== 429 && answer.status < 500) return answer
        await answer.body?.cancel()
        failure = notNow(answer.status)
        if (answer.status === 429) wait = waitAskedFor(answer.headers.get('retry-after')) ?? wait
      } catch (cause) {
        signal?.throwIfAborted()
        failure = silent(url, cause)
      }
      if (attempt === attempts || wait > longestWait) throw failure
      await setTimeout(wait * 1_000, undefined, signal ? { signal } : {})
    }
  }

  async function signIn(signal?: AbortSignal): Promise<string> {
    const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64')
    const answer = await send(
      `${url}/oauth2/access_token`,
      {
        method: 'POST',
        headers: { authorization: `Basic ${basic}`, accept: 'application/json' },
        body: new URLSearchParams({ grant_type: 'client_credentials', token_type: 'jwt' }),
      },
      signal,
    )
    const told = answer.ok ? tokenSchema.safeParse(await jsonOf(answer)) : undefined
    if (told?.success !== true) {
      await answer.body?.cancel().catch(() => undefined)
      throw misconfigured('The LMS does not accept the client id and the secret of the Blocks API.', {
        advice:
          'In the LMS, Django admin, "Applications": client type "Confidential", grant type "Client credentials", and a user who is staff. Then check blocks_api_client_id and blocks_api_client_secret.',
      })
    }
    return `${told.data.token_type ?? 'JWT'} ${told.data.access_token}`
  }

  const api: LmsApi = {
    async get(path, query, signal) {
      const address = `${url}${path}?${new URLSearchParams(query)}`
      for (let isNew = authorization === undefined; ; isNew = true) {
        authorization ??= await signIn(signal)
        const answer = await send(address, { headers: { authorization, accept: 'application/json' } }, signal)
        if (answer.ok) return jsonOf(answer)
        await answer.body?.cancel()
        if (answer.status === 404) return undefined
        authorization = undefined
        // A token lasts an hour, and a large site may take longer.
        if (answer.status !== 401 || isNew) throw refused(path, answer.status)
      }
    },
    async username(signal) {
      username ??= z.object({ username: z.string() }).parse(await api.get('/api/user/v1/me', {}, signal)).username
      return username
    },
  }
  return api
}

async function jsonOf(answer: Response): Promise<unknown> {
  try {
    return await answer.json()
  } catch (cause) {
    throw unavailable('The LMS answers with something that is not JSON.', {
      advice: 'Check blocks_api_url: it is the address of the LMS itself, without a path.',
      cause,
    })
  }
}

/** In seconds or as a date. */
function waitAskedFor(header: string | null): number | null {
  if (header === null) return null
  const seconds = Number(header)
  const wait = Number.isFinite(seconds) ? seconds : (Date.parse(header) - Date.now()) / 1_000
  return Number.isFinite(wait) ? Math.max(0, wait) : null
}

const notNow = (status: number) =>
  status === 429
    ? unavailable('The LMS allows no more requests for now.', {
        advice: 'Run it again later, or let the LMS allow the service more requests in an hour.',
      })
    : unavailable(`The LMS cannot answer (status ${status}).`, { advice: 'Look at the log of the LMS.' })

const silent = (url: string, cause: unknown) =>
  unavailable(`The LMS does not answer at ${new URL(url).origin}.`, {
    advice: 'Check blocks_api_url, and that this machine may reach it.',
    cause,
  })

const refused = (path: string, status: number) =>
  status >= 300 && status < 400
    ? misconfigured('The LMS sends requests on to another address.', {
        advice:
          'Write the address that it is reached at in the end into blocks_api_url: https rather than http, perhaps.',
      })
    : misconfigured(`The LMS refuses ${path} (status ${status}).`, {
        advice: 'The user of the application in the LMS must be staff: only staff see all blocks of all courses.',
      })
