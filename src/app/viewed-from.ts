/** Where in this tab somebody was when they began to look as another. It may hold a course key, and names nobody. */
const key = 'panorama-viewed-from'

export function rememberViewedFrom(path: string): void {
  sessionStorage.setItem(key, path)
}

/** The place to go back to, once; the front door where there is none. */
export function takeViewedFrom(): string {
  const path = sessionStorage.getItem(key) ?? '/'
  sessionStorage.removeItem(key)
  return path
}
