/**
 * The address a person is sent to after signing in or out, but only within our own origin: a link to this page must
 * not be a way to anywhere.
 * @param wanted as the browser gave it, absolute or relative; anything but one text counts as nothing
 * @param origin scheme, host and port, without a trailing slash
 * @returns an absolute URL of that origin, or null
 */
export function sameOriginUrl(wanted: unknown, origin: string): string | null {
  if (typeof wanted !== 'string' || wanted === '' || !URL.canParse(wanted, origin)) return null
  // Read as browsers read it: backslashes, stray tabs and missing slashes included. And whole, not by its parts:
  // a path such as `//evil.example` is harmless only behind our own host.
  const { href } = new URL(wanted, origin)
  return href.startsWith(`${origin}/`) ? href : null
}
