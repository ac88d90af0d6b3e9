import { badInput } from '../kernel/errors.ts'
import type { Json } from './json.ts'

/** A moment, exact to the microsecond. */
export interface Instant {
  /** Absent where the time is unknown. ISO 8601 as Python writes it: the offset as it came, the fraction in six digits or, when zero, not at all. */
  readonly iso: string | undefined
  /** Seconds since 1970 with six decimals, or empty. Text: a float has no room for them. */
  readonly unix: string
}

const iso8601 =
  /^(\d{4})-?(\d{2})-?(\d{2})[T ](\d{2}):?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}(?::?\d{2})?)?$/
/** When nobody says. */
export const unknownTime: Instant = { iso: undefined, unix: '' }

/** As the LMS writes nearly all times. */
const usual = /^20[1-9]\d-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{6}\+00:00$/

/** The day of the last usual time, and the seconds from 1970 to its beginning: events come day by day. */
let latest = { day: '', seconds: 0 }

/** The first course on Open edX ran in 2012; what claims to be far from today is a broken clock. */
const years = { first: 2010, last: 2099 }

/**
 * Reads the time of an event: ISO 8601, or a number of seconds since 1970. Digits beyond the microsecond are cut off.
 * A time without a zone is UTC, and a space may stand for the `T`: old logs have both, and event-routing-backends would skip them.
 * @param anyYear takes times that only a broken clock tells, and none at all: event-routing-backends does
 * @throws PanoramaError `bad_input`
 */
export function instantOf(time: Json | undefined, anyYear = false): Instant {
  if (time === undefined) {
    if (anyYear) return unknownTime
    throw badInput('missing time')
  }
  if (typeof time === 'string' && usual.test(time)) {
    const instant = instantOfUsual(time)
    if (instant) return instant
  }
  if (typeof time === 'number') return instantOf(isoOfSeconds(time), anyYear)
  const parts = typeof time === 'string' ? iso8601.exec(time) : null
  if (!parts) throw badInput('time is not ISO 8601')
  const [, year, month, day, hour, minute, second = '00', fraction = '', zone = 'Z'] = parts as unknown as string[]
  const micros = fraction.slice(0, 6).padEnd(6, '0')
  const offset = zone === 'Z' ? '+00:00' : `${zone.slice(0, 3)}:${zone.slice(3).replace(':', '') || '00'}`
  const local = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second))
  // A date that is none (31 February) comes out as another one.
  const isDate = new Date(local).getUTCDate() === Number(day) && Number(month) >= 1 && Number(month) <= 12
  if (!isDate || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) throw badInput('time is not ISO 8601')
  const isNear = Number(year) >= years.first && Number(year) <= years.last
  if (!anyYear && !isNear) throw badInput('time out of range')
  const offsetSeconds = (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4))) * (offset[0] === '-' ? -60 : 60)
  return {
    iso: `${year}-${month}-${day}T${hour}:${minute}:${second}${micros === '000000' ? '' : `.${micros}`}${offset}`,
    unix: `${local / 1000 - offsetSeconds}.${micros}`,
  }
}

function isoOfSeconds(seconds: number): string {
  // Rounded, as Python does: few of six digits are exact in a float.
  const micros = Math.round(seconds * 1e6)
  const moment = new Date(Math.floor(micros / 1e6) * 1000)
  if (Number.isNaN(moment.getTime())) throw badInput('time is not ISO 8601')
  const fraction = micros - Math.floor(micros / 1e6) * 1e6
  return moment.toISOString().replace('.000Z', `.${String(fraction).padStart(6, '0')}Z`)
}

/** Undefined when its date is none. */
function instantOfUsual(time: string): Instant | undefined {
  const day = time.slice(0, 10)
  if (day !== latest.day) {
    const began = Date.parse(`${day}T00:00:00Z`)
    // A date that is none (31 February) comes out as none, or as another one.
    if (Number.isNaN(began) || new Date(began).getUTCDate() !== Number(day.slice(8))) return undefined
    latest = { day, seconds: began / 1000 }
  }
  const seconds = 3600 * digits(time, 11) + 60 * digits(time, 14) + digits(time, 17)
  const micros = time.slice(20, 26)
  return {
    iso: micros === '000000' ? `${time.slice(0, 19)}+00:00` : time,
    unix: `${latest.seconds + seconds}.${micros}`,
  }
}

/** Two of them as a number. */
function digits(text: string, at: number): number {
  return (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48
}
