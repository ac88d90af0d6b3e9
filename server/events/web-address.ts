import type { Lms } from './lms.ts'

/** The address of a link as an object; faithfully as it came. */
export function linkIri(address: string, lms: Lms): string {
  return lms.faithful ? address : absoluteIri(address, lms.url)
}

/** An address as an IRI. Of `mailto:`, `tel:` and the like only the scheme is told: the rest is somebody's. */
export function absoluteIri(address: string, base: string): string {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[1]?.toLowerCase()
  if (scheme === undefined) return URL.canParse(address, base) ? new URL(address, base).href : base
  return /^(mailto|tel|sms|callto)$/.test(scheme) ? `urn:panorama:link:${scheme}` : address
}
