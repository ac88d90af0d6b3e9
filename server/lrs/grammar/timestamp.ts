const iso8601 = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?(Z|([+-])(\d{2})(?::?(\d{2}))?)?$/

/** What the tables hold, and more than a learner needs. */
const years = { first: 1970, last: 2099 }

/**
 * Microseconds since 1970 of a time in a statement; null when it is none. Digits beyond the microsecond are cut off. Without a
 * zone it is UTC, which the standard recommends; an offset of minus zero is none (RFC 3339 has a meaning of its own for it).
 */
export function timestampOf(text: string): number | null {
  const parts = iso8601.exec(text)
  if (!parts) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map((part) => Number(part ?? 0))
  const [, , , , , , , fraction = '', , sign, hours = '0', minutes = '0'] = parts
  const offset = Number(hours) * 60 + Number(minutes)
  const local = new Date(Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59)))
  // A date that is none (31 February) comes out as another one.
  const isDate = local.getUTCMonth() === month - 1 && local.getUTCDate() === day
  // The 60th second is a leap second's.
  if (!isDate || hour > 23 || minute > 59 || second > 60 || year < years.first || year > years.last) return null
  if (Number(minutes) > 59 || Number(hours) > 23 || (sign === '-' && offset === 0)) return null
  const seconds = local.getTime() / 1000 + (second - Math.min(second, 59)) - (sign === '-' ? -offset : offset) * 60
  return seconds * 1_000_000 + Number(fraction.slice(0, 6).padEnd(6, '0'))
}

/** ISO 8601 in UTC, to the microsecond. */
export function timestampText(micros: number): string {
  const seconds = Math.floor(micros / 1_000_000)
  const fraction = String(micros - seconds * 1_000_000).padStart(6, '0')
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}.${fraction}Z`
}
