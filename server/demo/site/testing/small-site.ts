import { generateSite, type Site } from '../generate-site.ts'

/** A moment at which tests may pretend to be. */
export const testNow = new Date('2026-05-20T15:30:00Z')

export function smallSite({ seed = 'test', learners = 60, days = 365, now = testNow } = {}): Site {
  return generateSite({ seed, learners, days, now })
}

/** A line of the log as its reader sees it. */
export interface ReadEvent {
  readonly name: string
  readonly event_source: string
  readonly time: string
  readonly username: string
  readonly session: string
  readonly context: { readonly course_id: string; readonly user_id?: number }
  readonly payload: Readonly<Record<string, unknown>>
  /** From the context, or for workers from the payload. */
  readonly userId: number
}

/** Reads a line of the log, whichever form it has; the browser's JSON text is read as well. */
export function readLine(line: string): ReadEvent {
  const event = JSON.parse(line.slice(line.indexOf('{')))
  const isText = typeof event.event === 'string' && event.event.startsWith('{')
  const payload = isText ? JSON.parse(event.event) : event.event
  return { ...event, payload, userId: event.context.user_id ?? Number(event.event.user_id) }
}

export function groupedBy<T>(list: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of list) {
    const group = groups.get(key(item))
    if (group) group.push(item)
    else groups.set(key(item), [item])
  }
  return groups
}
