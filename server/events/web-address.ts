import type { Lms } from './lms.ts'

/**
 * The address of a link as an IRI. Of `mailto:`, `tel:` and the like only the scheme is told: the rest is somebody's.
 * Faithfully: the address as it came.
 */
export function linkIri(address: string, lms: Lms): string {
  if (lms.faithful) return address
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[1]?.toLowerCase()
  if (scheme === undefined) return URL.canParse(address, lms.url) ? new URL(address, lms.url).href : lms.url
  return /^(mailto|tel|sms|callto)$/.test(scheme) ? `urn:panorama:link:${scheme}` : address
}
