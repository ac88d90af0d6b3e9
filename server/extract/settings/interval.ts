/** Seconds of MySQL's units; of a month, a quarter and a year at their longest: to look back further loses nothing. */
const units: Readonly<Record<string, number>> = {
  second: 1,
  minute: 60,
  hour: 3_600,
  day: 86_400,
  week: 7 * 86_400,
  month: 31 * 86_400,
  quarter: 92 * 86_400,
  year: 366 * 86_400,
}

/** MySQL's units of several numbers, each with those that its numbers count. */
const compounds: Readonly<Record<string, readonly string[]>> = {
  minute_second: ['minute', 'second'],
  hour_minute: ['hour', 'minute'],
  hour_second: ['hour', 'minute', 'second'],
  day_hour: ['day', 'hour'],
  day_minute: ['day', 'hour', 'minute'],
  day_second: ['day', 'hour', 'minute', 'second'],
}

/**
 * The seconds of an interval as it stands behind MySQL's INTERVAL: `2 hour`, `90 MINUTE`, `'1:30' hour_minute`.
 * @returns null for what is none
 */
export function readInterval(text: string): number | null {
  const [, amount, unit] = /^\s*(.+?)\s+([a-z_]+?)s?\s*$/i.exec(text) ?? []
  if (amount === undefined || unit === undefined) return null
  const numbers = amount.replace(/^(['"])(.*)\1$/, '$2')
  const single = units[unit.toLowerCase()]
  if (single !== undefined) return /^\d{1,9}(\.\d+)?$/.test(numbers) ? Math.ceil(Number(numbers) * single) : null
  const parts = compounds[unit.toLowerCase()]
  if (parts === undefined || !/^\d{1,9}(\D\d{1,9})*$/.test(numbers)) return null
  const counts = numbers.split(/\D/)
  if (counts.length !== parts.length) return null
  return parts.reduce((seconds, part, index) => seconds + Number(counts[index]) * units[part]!, 0)
}
