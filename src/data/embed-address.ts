import type { Embeds } from '../../server/contract/embed.ts'

/** What a page with a dashboard of another tool is about: a course run by its key, a block of it by its usage key. */
export interface Subject {
  readonly course?: string
  readonly block?: string
}

/** The page that shows one dashboard of another tool. What it is about is in its address; whose rows it shows is not. */
export function embedAddress({ area, id }: Pick<Embeds['embeds'][number], 'area' | 'id'>, about: Subject = {}): string {
  return `/dashboards/${area}/${encodeURIComponent(id)}${searchOf(about)}`
}

/** The page that lists them. */
export function embedsAddress(about: Subject = {}): string {
  return `/dashboards${searchOf(about)}`
}

/** What the page at this address is about. A block stands for nothing without its course. */
export function subjectOf(search: URLSearchParams): Subject {
  const course = search.get('course')
  const block = search.get('block')
  if (!course) return {}
  return block ? { course, block } : { course }
}

function searchOf({ course, block }: Subject): string {
  if (course === undefined) return ''
  return `?${new URLSearchParams({ course, ...(block !== undefined && { block }) })}`
}
