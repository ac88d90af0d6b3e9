/** For everything that is no page: nothing may be loaded, nothing may show it inside something else. */
export const policyOfData = "default-src 'none'; frame-ancestors 'none'"

/**
 * For the screen: our own files, the site's brand and logo, the LMS for renewing the sign-in, and frames of the tools that
 * the site has configured. No inline script, no inline style; the nonce is for the two small style elements that the
 * widgets' library makes while it runs.
 */
export function policyOfPages(
  nonce: string,
  { brandUrls, logoUrl, lmsUrl }: { brandUrls: readonly string[]; logoUrl: string | null; lmsUrl: string | null },
  frameOrigins: readonly string[],
): string {
  const brand = brandUrls.map(originOf)
  const lms = lmsUrl === null ? [] : [originOf(lmsUrl)]
  const directives: Record<string, readonly string[]> = {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'", `'nonce-${nonce}'`, ...brand],
    'font-src': ["'self'", ...brand],
    'img-src': ["'self'", 'data:', ...brand, ...lms, ...(logoUrl === null ? [] : [originOf(logoUrl)])],
    'connect-src': ["'self'", ...lms],
    'frame-src': frameOrigins.length === 0 ? ["'none'"] : frameOrigins,
    'manifest-src': ["'self'"],
    'form-action': ["'self'"],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
  }
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${[...new Set(sources)].join(' ')}`)
    .join('; ')
}

function originOf(url: string): string {
  return new URL(url).origin
}
