import { decodeJwt } from 'jose'
import { z } from 'zod'
import type { Clock } from '../../kernel/clock.ts'
import { misconfigured, notFound, PanoramaError, tooManyRequests, unavailable } from '../../kernel/errors.ts'

export interface SupersetAccount {
  /** Where this service reaches Superset, without a trailing slash. */
  readonly url: string
  readonly user: string
  readonly password: string
  readonly authProvider: 'db' | 'ldap'
}

export interface SupersetRequest<T> {
  readonly method?: 'GET' | 'POST' | 'PUT'
  /** With a leading slash, and a query where there is one. */
  readonly path: string
  /** Sent as JSON, or as the fields of a form. */
  readonly body?: object | FormData
  readonly shape: z.ZodType<T>
  readonly signal?: AbortSignal
  /** Milliseconds; an import takes longer than the rest. */
  readonly patience?: number
}

/**
 * Superset's REST API, as one account. It signs in when it has to and not more often: the token is kept, renewed before it
 * ends, and asked for once when many need it.
 */
export interface SupersetSession {
  /**
   * @throws PanoramaError `unavailable` when Superset does not answer; `misconfigured` when it refuses the account, or the
   *   account this; `not_found`; `too_many_requests`; `superset_refused` for everything else it refuses. What Superset said is
   *   the cause, never the message: it may tell of a person
   */
  ask<T>(request: SupersetRequest<T>): Promise<T>
  /** A file that Superset makes. @throws as `ask` */
  download(path: string): Promise<Buffer>
}

/** The failure of a request that Superset understood and did not want. */
export const supersetRefused = 'superset_refused'

/** A token is renewed so many milliseconds before it ends. */
const ahead = 60_000

/** After a sign-in that failed nobody tries again for so long: Superset may lock an account. */
const restMs = 10_000

interface SignedIn {
  readonly accessToken: string
  readonly refreshToken: string
  readonly endsAt: number
  /** Fetched with the first change, and with the cookie that it goes with. */
  csrf: Promise<{ token: string; cookie: string }> | null
}

export function openSupersetSession(
  { url, user, password, authProvider }: SupersetAccount,
  clock: Clock,
): SupersetSession {
  let signedIn: SignedIn | null = null
  let signingIn: Promise<SignedIn> | null = null
  let refused: { readonly failure: unknown; readonly until: number } | null = null
  const now = () => clock.now().getTime()

  async function send(path: string, init: RequestInit, patience = 10_000, signal?: AbortSignal): Promise<Response> {
    const limit = AbortSignal.timeout(patience)
    try {
      // A redirect leads to a page for people: the account is sent nowhere but to this address.
      return await fetch(`${url}${path}`, {
        redirect: 'manual',
        ...init,
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
      })
    } catch (cause) {
      signal?.throwIfAborted()
      throw silent(cause)
    }
  }

  async function signIn(): Promise<SignedIn> {
    const answer = await send('/api/v1/security/login', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: user, password, provider: authProvider, refresh: true }),
    })
    if (answer.status === 401) {
      throw misconfigured('Superset does not accept the account.', {
        advice: `Check the user “${user}” and its password, and that the account is active in Superset.`,
      })
    }
    const { access_token, refresh_token } = await read(answer, loginSchema)
    return { accessToken: access_token, refreshToken: refresh_token, endsAt: endOf(access_token), csrf: null }
  }

  /** A new token by the one that lasts longer; by the password when that has ended, too. */
  async function renew({ refreshToken }: SignedIn): Promise<SignedIn> {
    const answer = await send('/api/v1/security/refresh', { method: 'POST', headers: bearer(refreshToken) })
    if (!answer.ok) {
      await answer.body?.cancel()
      return signIn()
    }
    const { access_token } = await read(answer, refreshSchema)
    return { accessToken: access_token, refreshToken, endsAt: endOf(access_token), csrf: null }
  }

  /** Everybody who needs a token meanwhile waits for the same one; nobody who leaves takes it from the others. */
  function token(): Promise<SignedIn> {
    if (signedIn && now() < signedIn.endsAt - ahead) return Promise.resolve(signedIn)
    if (refused && now() < refused.until) return Promise.reject(refused.failure)
    signingIn ??= (signedIn ? renew(signedIn) : signIn())
      .then((fresh) => {
        signedIn = fresh
        refused = null
        return fresh
      })
      .catch((failure) => {
        signedIn = null
        // Silence is asked about again at once, so that Superset is found as soon as it is back.
        if (failure instanceof PanoramaError && failure.code === 'misconfigured') {
          refused = { failure, until: now() + restMs }
        }
        throw failure
      })
      .finally(() => {
        signingIn = null
      })
    return signingIn
  }

  async function fetchCsrf(accessToken: string) {
    const answer = await send('/api/v1/security/csrf_token/', { headers: bearer(accessToken) })
    const cookie = answer.headers
      .getSetCookie()
      .map((line) => line.split(';', 1)[0])
      .join('; ')
    return { token: (await read(answer, csrfSchema)).result, cookie }
  }

  async function attempt(
    by: SignedIn,
    { method = 'GET', path, body, patience, signal }: Omit<SupersetRequest<unknown>, 'shape'>,
  ): Promise<Response> {
    const headers: Record<string, string> = { ...bearer(by.accessToken), referer: `${url}/` }
    if (method !== 'GET') {
      by.csrf ??= fetchCsrf(by.accessToken)
      const { token, cookie } = await by.csrf.catch((failure) => {
        by.csrf = null
        throw failure
      })
      Object.assign(headers, { 'x-csrftoken': token, cookie })
    }
    const isForm = body instanceof FormData
    if (body && !isForm) headers['content-type'] = 'application/json'
    const sent = isForm ? body : body && JSON.stringify(body)
    return send(path, { method, headers, ...(sent && { body: sent }) }, patience, signal)
  }

  async function answerTo(request: Omit<SupersetRequest<unknown>, 'shape'>): Promise<Response> {
    request.signal?.throwIfAborted()
    const by = await token()
    const answer = await attempt(by, request)
    if (answer.status !== 401 && !(await isStaleCsrf(answer, request.method))) return answer
    // The token or its cookie is no longer known, as after a restart with another secret: once more from the beginning.
    await answer.body?.cancel()
    if (signedIn === by) signedIn = null
    return attempt(await token(), request)
  }

  return {
    ask: async (request) => read(await answerTo(request), request.shape),
    async download(path) {
      const answer = await answerTo({ path, patience: 120_000 })
      if (!answer.ok) throw await failureOf(answer)
      return Buffer.from(await answer.arrayBuffer())
    },
  }
}

const loginSchema = z.object({ access_token: z.string(), refresh_token: z.string() })
const refreshSchema = z.object({ access_token: z.string() })
const csrfSchema = z.object({ result: z.string() })

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

/** Milliseconds since 1970; a token that does not say when it ends is used once. */
function endOf(token: string): number {
  try {
    return (decodeJwt(token).exp ?? 0) * 1000
  } catch {
    return 0
  }
}

/** Superset answers a change without a valid CSRF token with 400 and a page or a text that says so. */
async function isStaleCsrf(answer: Response, method = 'GET'): Promise<boolean> {
  if (answer.status !== 400 || method === 'GET') return false
  return /CSRF/i.test(await answer.clone().text())
}

const silent = (cause: unknown) =>
  unavailable('Superset does not answer.', {
    advice: 'Check that Superset runs and that this service reaches it; it is asked again the next time.',
    cause,
  })

async function read<T>(answer: Response, shape: z.ZodType<T>): Promise<T> {
  if (!answer.ok) throw await failureOf(answer)
  try {
    return shape.parse(await answer.json())
  } catch (cause) {
    throw unavailable('Superset gives an answer that is none of its own.', {
      advice: 'Check that the address is Superset’s, and that no other program answers in its place.',
      cause,
    })
  }
}

async function failureOf(answer: Response): Promise<PanoramaError> {
  const cause = new Error((await answer.text().catch(() => '')).slice(0, 2_000))
  const { status } = answer
  if (status === 401 || status === 403) {
    return misconfigured('Superset does not let the account do this.', {
      advice: 'Run: panorama superset doctor',
      cause,
    })
  }
  if (status === 404) return notFound('Superset has nothing of this name.', { cause })
  if (status === 429) {
    return tooManyRequests('Superset is asked too often.', { advice: 'Wait a moment and try again.', cause })
  }
  if (status >= 300 && status < 400) {
    return misconfigured('Superset sends its own API elsewhere.', {
      advice: 'Give its address as it is after all redirects, with https:// where it has that.',
      cause,
    })
  }
  // It answers 500 to bundles that it does not take, and says why in JSON; a gateway in its place says nothing of the kind.
  const isItsOwn = status === 500 && /json/.test(answer.headers.get('content-type') ?? '')
  if (status >= 500 && !isItsOwn) return silent(cause)
  return new PanoramaError(supersetRefused, 502, `Superset refuses this (status ${status}).`, { exitCode: 1, cause })
}
