import type { FastifyRequest } from 'fastify'
import type { Locale } from '../contract/text.ts'
import { acceptedLocale, localeOf } from '../kernel/locale.ts'

/**
 * The language of an answer: the one chosen in this browser (Open edX's language cookie, which our screen also writes),
 * else the one of the LMS account, else what the browser prefers.
 */
export async function localeOfRequest(request: FastifyRequest, languageCookie: string): Promise<Locale> {
  const chosen = localeOf(request.cookies[languageCookie] ?? '')
  if (chosen) return chosen
  const preferred = await request.identified?.preferences()
  return preferred?.locale ?? acceptedLocale(request.headers['accept-language'])
}
