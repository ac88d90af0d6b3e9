import { z } from 'zod'

/** The parameters that questions share, so that a filter has one name and one meaning everywhere. */

/** A day in the viewer's zone. The limits are those of ClickHouse's `Date`. */
const localDay = z.iso.date().refine((day) => day > '1970-01-01' && day < '2149-01-01', {
  error: 'must be a day between 1970 and 2148',
})

const timeZone = z.string().refine(isTimeZone, { error: 'must be an IANA time zone, for example Europe/Oslo' })

/** Course key of one course run. */
export const courseParam = { course: z.string().min(1).max(255) }

/** Inclusive local days; null means no limit. Days are cut in `zone`. */
export const periodParams = { from: localDay.nullable(), to: localDay.nullable(), zone: timeZone }

/** The moment from which "the last 7 days" are counted. */
export const nowParam = { now: z.iso.datetime() }

/** The current day where the viewer is, and where that is. */
export const todayParams = { today: localDay, zone: timeZone }

/** Groups of fewer learners are not shown on their own. */
export const minimumParam = { minimum: z.int().positive() }

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
