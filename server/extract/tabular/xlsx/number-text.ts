import type { NumberMeaning } from './number-format.ts'

const secondsOfDay = 86_400

/**
 * The text of a number in a cell as people wrote it: 15 digits, which is all that spreadsheets keep, without an exponent; days as
 * `2026-03-01`, times as `08:30:00`, both as `2026-03-01 08:30:00`, lengths of time as `26:10:00`.
 * @param stored as it stands in the file: `44621.5`, `1E-3`, `0.30000000000000004`
 * @param isFrom1904 days are counted from 1904, as old workbooks of Macs do
 */
export function numberText(stored: string, meaning: NumberMeaning, isFrom1904: boolean): string {
  const value = Number(stored)
  if (stored.trim() === '' || !Number.isFinite(value)) return stored
  if (meaning.kind === 'moment') return momentText(value, isFrom1904) ?? plainText(value)
  if (meaning.kind === 'duration') return durationText(value)
  const text = plainText(value)
  return meaning.kind === 'digits' && /^\d+$/.test(text) ? text.padStart(meaning.digits, '0') : text
}

function plainText(value: number): string {
  const text = String(Number(value.toPrecision(15)))
  const [, sign = '', digits = '', decimals = '', exponent = ''] = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? []
  if (digits === '') return text
  const shift = Number(exponent)
  if (shift < 0) return `${sign}0.${'0'.repeat(-shift - 1)}${digits}${decimals}`
  return `${sign}${digits}${decimals.padEnd(shift, '0')}`
}

/** @returns null where no calendar has the day: before 1900, after 9999, and the 29 February 1900 that spreadsheets believe in */
function momentText(value: number, isFrom1904: boolean): string | null {
  // Thousandths of a second: halves of days are exact, thirds are not.
  const milliseconds = Math.round(value * secondsOfDay * 1_000)
  const days = Math.floor(milliseconds / (secondsOfDay * 1_000))
  const time = timeText(milliseconds - days * secondsOfDay * 1_000)
  // The day before the first: only the time of day is meant.
  if (days === 0) return time
  const isNoDay = !isFrom1904 && (days < 0 || days === 60)
  const sinceEpoch = isFrom1904 ? days - 24_107 : days - 25_569 + (days < 60 ? 1 : 0)
  if (isNoDay || days < 0 || sinceEpoch >= 2_932_897) return null
  const day = new Date(sinceEpoch * secondsOfDay * 1_000).toISOString().slice(0, 10)
  return time === '00:00:00' ? day : `${day} ${time}`
}

function durationText(value: number): string {
  const milliseconds = Math.round(Math.abs(value) * secondsOfDay * 1_000)
  return `${value < 0 ? '-' : ''}${timeText(milliseconds)}`
}

/** Hours may pass 24. */
function timeText(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1_000)
  const two = (part: number) => String(part).padStart(2, '0')
  const fraction = milliseconds % 1_000
  const text = `${two(Math.floor(seconds / 3_600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  return fraction === 0 ? text : `${text}.${String(fraction).padStart(3, '0')}`
}
