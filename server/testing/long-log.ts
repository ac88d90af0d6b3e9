import { lineOf, mappedEvents } from './tracking-event.ts'

/** Events of every family, by many learners over many days, out of order by some seconds as in real logs: their lines, without ends. */
export function longLog(events: number): string[] {
  const start = Date.UTC(2026, 0, 1)
  return Array.from({ length: events }, (_, index) => {
    const event = mappedEvents[index % mappedEvents.length]!
    const time = new Date(start + index * 60_000 + ((index * 7919) % 10_000)).toISOString().replace('Z', '123+00:00')
    const context = { ...(event.context as object), user_id: 1 + (index % 97) }
    return lineOf({ ...event, time, context })
  })
}
