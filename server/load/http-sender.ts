import { setTimeout as sleep } from 'node:timers/promises'
import { type ImportReport, importReportSchema } from '../contract/pipeline.ts'
import { addReport, createTally, reportOf } from '../ingest/tally.ts'
import { badInput, forbidden, unavailable } from '../kernel/errors.ts'
import type { LoadTarget } from './load-target.ts'
import { createUnderWay } from './under-way.ts'

export interface HttpSenderOptions {
  /** The tracking endpoint: `https://…/api/ingest/tracking`. */
  readonly url: string
  /** `id:secret` of a key that may write. */
  readonly key: string
  /** Requests under way at a time. */
  readonly senders: number
  readonly signal?: AbortSignal
  /** Waits so many milliseconds. */
  readonly wait?: (milliseconds: number) => Promise<unknown>
}

const longestWait = 30_000

/** With pauses of up to half a minute, about five minutes: a service restarts in less. */
const mostAttempts = 16

/** Asked to slow down; or the service, or what stands before it, is not ready. */
const passing = new Set([429, 502, 503, 504])

/**
 * Sends lines as newline-delimited JSON, as log shippers do. What is refused for the moment is sent again, after the time that
 * the service asks for or after ever longer pauses; sent twice, a line is still there once.
 */
export function createHttpSender(options: HttpSenderOptions): LoadTarget {
  const { senders, signal } = options
  const wait = options.wait ?? ((milliseconds: number) => sleep(milliseconds, undefined, signal ? { signal } : {}))
  const told = createTally()
  const underWay = createUnderWay(senders)
  let retries = 0

  async function deliver(body: string): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      signal?.throwIfAborted()
      const answer = await post(options, body)
      if ('report' in answer) return addReport(told, answer.report)
      if (attempt === mostAttempts) throw answer.problem
      retries += 1
      await wait(answer.retryAfter ?? Math.min(longestWait, 125 * 2 ** attempt))
    }
  }

  return {
    told: () => ({ retries, lines: reportOf(told) }),
    write: (lines) => underWay.start(() => deliver(`${lines.join('\n')}\n`)),
    async settle() {
      await underWay.finish()
      return null
    },
    close: async () => undefined,
  }
}

type Answer = { readonly report: ImportReport } | { readonly retryAfter: number | null; readonly problem: Error }

/** @throws PanoramaError where another attempt would not help */
async function post({ url, key, signal }: HttpSenderOptions, body: string): Promise<Answer> {
  const headers = {
    authorization: `Basic ${Buffer.from(key).toString('base64')}`,
    'content-type': 'application/x-ndjson',
  }
  let response: Response
  let text: string
  try {
    response = await fetch(url, { method: 'POST', body, headers, ...(signal && { signal }) })
    text = await response.text()
  } catch (cause) {
    signal?.throwIfAborted()
    const advice = 'Check the address, and that the service is running.'
    return { retryAfter: null, problem: unavailable(`${url} does not answer.`, { advice, cause }) }
  }
  if (response.ok) return { report: reportIn(text, url) }
  const said = `${url} answered ${response.status}: ${text.slice(0, 300)}`
  if (passing.has(response.status)) {
    return { retryAfter: waitOf(response.headers.get('retry-after')), problem: unavailable(said) }
  }
  if (response.status === 401 || response.status === 403) {
    throw forbidden(said, { advice: 'Create a key with: panorama lrs create NAME --scope write' })
  }
  throw badInput(said, { advice: addressAdvice })
}

const addressAdvice = 'Name the tracking endpoint: https://…/api/ingest/tracking'

function reportIn(text: string, url: string): ImportReport {
  try {
    return importReportSchema.parse(JSON.parse(text))
  } catch (cause) {
    throw badInput(`${url} took the lines and did not say what became of them.`, { advice: addressAdvice, cause })
  }
}

/** `Retry-After` in milliseconds: it holds seconds, or a date (RFC 9110 §10.2.3). */
function waitOf(header: string | null): number | null {
  if (header === null) return null
  if (/^\d+$/.test(header)) return Number(header) * 1000
  const date = Date.parse(header)
  return Number.isNaN(date) ? null : Math.max(0, date - Date.now())
}
