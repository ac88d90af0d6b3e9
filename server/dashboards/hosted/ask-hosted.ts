import { z } from 'zod'
import type { HostedDashboard, HostedRequest } from '../../access/embed-provider.ts'
import type { Locale } from '../../contract/text.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { Logger } from '../../kernel/log.ts'
import { type AwsKey, signedHeaders } from './signed-fetch.ts'
import { hostedRefusals } from './words.ts'

export interface HostedSettings {
  /** Null in a mode in which the site wants none: nothing is sent then. */
  readonly urls: Readonly<Record<'DEMO' | 'FREE' | 'SAAS', string | null>>
  /** Origins from which hosted dashboards may be framed. */
  readonly frameOrigins: readonly string[]
  readonly key: AwsKey | null
  /** What the site says it runs. */
  readonly version: string
}

export interface AskHostedOptions {
  readonly settings: HostedSettings
  /** Root URL of the LMS, by whose host the service knows the site. */
  readonly lmsUrl: string
  readonly clock: Clock
  readonly log: Logger
  /** The service makes its addresses one after the other, while somebody waits. */
  readonly patienceMs?: number
}

const mostBytes = 1024 * 1024

/** What of the service's answer is used; whatever else it holds is left out. */
const itemSchema = z.object({
  name: z.string().min(1).max(300),
  displayName: z.string().min(1).max(300),
  url: z.url({ protocol: /^https$/ }).max(8000),
})

/**
 * Asks the hosted service what it has for a person: in DEMO anybody may, in FREE and SAAS who signs with the site's key. It
 * learns the host of the LMS, the username and the role. It is told nothing else, and nothing where the mode wants none.
 * @returns what can be shown, each name once
 * @throws PanoramaError in the reader's language; its cause never holds what was asked or answered
 */
export async function askHosted(
  { mode, username, role }: HostedRequest,
  locale: Locale,
  { settings, lmsUrl, clock, log, patienceMs = 30_000 }: AskHostedOptions,
): Promise<readonly HostedDashboard[]> {
  const refuse = hostedRefusals[locale]
  const place = settings.urls[mode]
  if (place === null) throw refuse.notInThisMode()
  const lms = new URL(lmsUrl)
  if (lms.protocol !== 'https:') throw refuse.needsHttps()
  const asked = { lms: lms.host, user: username, version: settings.version, dashboard_function: role }
  const url = new URL(`${place}?${queryOf(mode === 'DEMO' ? { ...asked, dashboard_function: 'READER' } : asked)}`)
  const headers = mode === 'DEMO' ? { accept: 'application/json' } : await sign()
  const { status, text } = await fetchText()
  if (status === 429) throw refuse.busy(`status ${status}`)
  if (status === 401 || status === 403) throw refuse.refused(`status ${status}`)
  if (status !== 200) throw refuse.silent(`status ${status}`)
  return read(text)

  async function sign() {
    try {
      return await signedHeaders(url, settings.key, clock.now())
    } catch (cause) {
      throw refuse.needsKey(cause instanceof Error ? cause.name : 'no key')
    }
  }

  async function fetchText() {
    try {
      // A signed request goes to whom it was signed for, and nowhere else.
      const response = await fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(patienceMs) })
      return { status: response.status, text: await readText(response) }
    } catch (cause) {
      const reason = cause instanceof Error ? cause.name : 'unknown'
      log.warn({ provider: 'hosted', reason }, 'the hosted service does not answer')
      throw refuse.silent(reason)
    }
  }

  function read(text: string): HostedDashboard[] {
    const list = z.array(z.unknown()).safeParse(jsonOf(text))
    if (!list.success) throw refuse.silent('no list')
    const good = list.data.flatMap((item) => {
      const checked = itemSchema.safeParse(item)
      return checked.success && settings.frameOrigins.includes(new URL(checked.data.url).origin) ? [checked.data] : []
    })
    if (good.length < list.data.length) {
      const left = list.data.length - good.length
      log.warn({ provider: 'hosted', left }, 'hosted dashboards of an unexpected shape or address were left out')
    }
    if (good.length === 0 && list.data.length > 0) throw refuse.silent('no item of the expected shape and address')
    return [...new Map([...good].reverse().map((item) => [item.name, item])).values()].reverse()
  }
}

/** As the signature has it: RFC 3986, stricter than a form. */
function queryOf(values: Readonly<Record<string, string>>): string {
  const encoded = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`)
  return Object.entries(values)
    .map(([name, value]) => `${name}=${encoded(value)}`)
    .join('&')
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size > mostBytes) throw new Error('too long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
