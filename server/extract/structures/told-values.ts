/** What authors and imports left can be of any type: each of these takes what it can be read as, and null for all else. */

/** Imported courses hold numbers as text, too. */
export function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}

export function booleanOf(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value
  return typeof value === 'string' && /^(true|false)$/i.test(value) ? value.toLowerCase() === 'true' : null
}

/** Null for an empty text, too. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : null
}

/** An ISO instant of a date, or of a text in ISO form, which is in UTC where it names no zone. */
export function instantOf(value: unknown): string | null {
  const date = value instanceof Date ? value : typeof value === 'string' ? readInstant(value) : null
  if (date === null || Number.isNaN(date.getTime())) return null
  const year = date.getUTCFullYear()
  return year >= 1 && year <= 9999 ? date.toISOString() : null
}

function readInstant(text: string): Date | null {
  if (!/^\d{4}-\d\d-\d\d/.test(text)) return null
  const hasZone = /(?:Z|[+-]\d\d:?\d\d)$/i.test(text.slice(10))
  return new Date(text.length === 10 || hasZone ? text : `${text}Z`)
}
