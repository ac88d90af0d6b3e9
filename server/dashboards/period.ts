import type { ChartAnswer, ChartRequest, Period } from '../contract/dashboard.ts'
import type { Locale } from '../contract/text.ts'
import { refusals } from './refusals.ts'

export type Days = ChartAnswer['period']

const lengths: Readonly<Record<Exclude<Period, 'all'>, number>> = { '7d': 7, '28d': 28, '90d': 90, '365d': 365 }

/**
 * The days a request asks for, inclusive, in the viewer's zone: `7d` is today and the six days before. `from` and `to`
 * win over a period; without any of them there is no limit.
 * @param now the current moment
 * @throws PanoramaError `invalid_request` for a zone that does not exist or days in the wrong order
 */
export function resolvePeriod({ period = 'all', from, to, tz }: ChartRequest, now: Date, locale: Locale): Days {
  const zone = tz ?? 'UTC'
  if (warehouseZone(zone) === null) throw refusals[locale].unknownZone(zone)
  if (from !== undefined || to !== undefined) {
    if ([from, to].some((day) => day !== undefined && !isStorable(day))) throw refusals[locale].dayOutOfReach()
    if (from !== undefined && to !== undefined && from > to) throw refusals[locale].daysReversed()
    return { from: from ?? null, to: to === undefined ? null : untilToday(from, to, localDay(now, zone)), zone }
  }
  if (period === 'all') return { from: null, to: null, zone }
  const today = localDay(now, zone)
  return { from: daysBefore(today, lengths[period] - 1), to: today, zone }
}

/** Days to come hold nothing yet: a period that begins before them ends today. */
function untilToday(from: string | undefined, to: string, today: string): string {
  return to > today && (from === undefined || from <= today) ? today : to
}

/** The day it is at a moment in a zone, YYYY-MM-DD. */
export function localDay(moment: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
    .formatToParts(moment)
    .map(({ type, value }) => [type, value] as const)
  const { year, month, day } = Object.fromEntries(parts)
  return `${year}-${month}-${day}`
}

function daysBefore(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() - count)
  return date.toISOString().slice(0, 10)
}

/**
 * A zone as the warehouse knows it, or null where there is none of that name. Browsers take any case, and offsets for
 * zones; ClickHouse takes the names of the IANA database alone.
 */
export function warehouseZone(name: string): string | null {
  const known = knownZones.get(name)
  if (known !== undefined) return known
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions()
    if (!/^[A-Za-z]/.test(timeZone)) return null
    if (knownZones.size < mostZones) knownZones.set(name, timeZone)
    return timeZone
  } catch {
    return null
  }
}

/** Looking a zone up takes as long as a small answer. There are about 600, in more spellings than need to be remembered. */
const knownZones = new Map<string, string>()
const mostZones = 1_000

/** Within ClickHouse's `Date`. */
function isStorable(day: string): boolean {
  return day > '1970-01-01' && day < '2149-01-01'
}
