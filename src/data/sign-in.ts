import type { Site } from '../../server/contract/session.ts'

/** Remembers that the browser has just come back from the LMS's login, so that two sites never send it to and fro. */
const cameBackKey = 'panorama-sent-to-sign-in'
/** Being sent to sign in twice within this time, in milliseconds, means that signing in does not help. */
const loopWindow = 30_000

let renewal: Promise<boolean> | null = null

/**
 * Renews the LMS's JWT cookies through the LMS, which alone owns the session. However many requests find themselves
 * expired at once, the LMS is asked once.
 * @returns whether the LMS renewed them
 */
export function renewSession(): Promise<boolean> {
  renewal ??= renew().finally(() => {
    renewal = null
  })
  return renewal
}

async function renew(): Promise<boolean> {
  try {
    const { refreshUrl } = await readSite()
    const answer = await fetch(refreshUrl, { method: 'POST', credentials: 'include' })
    return answer.ok
  } catch {
    return false
  }
}

/** Sends the browser to the LMS's login. Does nothing when that has just happened. */
export async function leaveForSignIn(): Promise<void> {
  const sentAt = Number(sessionStorage.getItem(cameBackKey) ?? Number.NaN)
  if (Date.now() - sentAt < loopWindow) return
  sessionStorage.setItem(cameBackKey, String(Date.now()))
  navigation.leaveFor(signInUrl(await readSite()))
}

/** The LMS's login, from where the browser comes back to this very page. */
export function signInUrl(site: Site): string {
  return withQuery(site.loginUrl, 'next', window.location.href)
}

/** The LMS's sign-out, which ends at Panorama's front door. */
export function signOutUrl(site: Site): string {
  return withQuery(site.logoutUrl, 'redirect_url', new URL(import.meta.env.BASE_URL, window.location.href).href)
}

/** The one door out of the page; jsdom has no navigation, so tests listen here. */
export const navigation = {
  leaveFor(url: string): void {
    window.location.assign(url)
  },
}

async function readSite(): Promise<Site> {
  const answer = await fetch(`${import.meta.env.BASE_URL}api/site`)
  if (!answer.ok) throw new Error(`site: ${answer.status}`)
  return (await answer.json()) as Site
}

function withQuery(url: string, key: string, value: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}${key}=${encodeURIComponent(value)}`
}
