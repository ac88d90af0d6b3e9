import { z } from 'zod'
import type { Locale } from '../contract/text.ts'
import type { Clock } from '../kernel/clock.ts'
import { localeOf } from '../kernel/locale.ts'
import { AnswerCache } from './answer-cache.ts'
import type { AskLms } from './lms-client.ts'
import type { Claims } from './verify-token.ts'

const minutes = 60 * 1000

/** What a person chose in their LMS account; null where nothing, or nothing we know, was chosen. */
export interface Preferences {
  readonly locale: Locale | null
  /** IANA name. */
  readonly timeZone: string | null
}

const none: Preferences = { locale: null, timeZone: null }

const preferencesSchema = z.object({ 'pref-lang': z.string().optional(), time_zone: z.string().optional() })

/** Asks the LMS for a person's language and time zone. They are a courtesy: without an answer there are none. */
export function createLmsPreferences({
  askLms,
  clock,
}: {
  askLms: AskLms
  clock: Clock
}): (claims: Claims, token: string) => Promise<Preferences> {
  const cache = new AnswerCache<Preferences>({
    clock,
    freshMs: () => 5 * minutes,
    retryMs: minutes,
    maxEntries: 10_000,
  })

  async function ask(username: string, token: string): Promise<Preferences> {
    const path = `/api/user/v1/preferences/${encodeURIComponent(username)}`
    const answer = await askLms(path, token, preferencesSchema)
    if (answer.kind !== 'answer') return none
    const { 'pref-lang': language, time_zone: timeZone } = answer.body
    return { locale: localeOf(language ?? ''), timeZone: isTimeZone(timeZone) ? timeZone : null }
  }

  return async ({ userId, username }, token) => {
    const known = await cache.get(`${userId} ${username}`, () => ask(username, token))
    return known?.answer ?? none
  }
}

function isTimeZone(name: string | undefined): name is string {
  // `Intl` also takes offsets such as `+05:00`, which are no zones.
  if (name === undefined || !/^[A-Za-z]/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
