import { badInput } from '../kernel/errors.ts'
import type { Json } from './json.ts'

/**
 * Seconds of a video, rounded to the millisecond as Python rounds: exact ties to the even digit. Numbers in text are read.
 * @throws PanoramaError `bad_input`, when there is a value and it is no number
 */
export function secondsOf(value: Json | undefined, name: string): number | undefined {
  if (value === undefined) return undefined
  const number = typeof value === 'string' ? decimalOf(value) : value
  if (typeof number !== 'number' || !Number.isFinite(number)) throw badInput(`${name} is not a number`)
  return roundToMillisecond(number)
}

function decimalOf(text: string): number {
  return /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text) ? Number(text) : Number.NaN
}

function roundToMillisecond(seconds: number): number {
  // Nearly all are whole milliseconds, and writing a number out takes longer than the rest of its event.
  if (Math.round(seconds * 1000) / 1000 === seconds) return seconds
  // Thousandths and a half are exact in binary only for odd sixteenths; `toFixed` rounds those up.
  const isTie = Math.abs(seconds * 16) % 2 === 1
  if (!isTie) return Number(seconds.toFixed(3))
  const below = Math.floor(seconds * 1000)
  return (below % 2 === 0 ? below : below + 1) / 1000
}

/** An ISO 8601 duration as event-routing-backends writes it: 5.25 is `PT05.25S`, 3600 is `PT01H00M00S`. */
export function isoDuration(seconds: number): string {
  const whole = Math.floor(seconds)
  const days = Math.floor(whole / 86_400)
  const hours = Math.floor(whole / 3600) % 24
  const minutes = Math.floor(whole / 60) % 60
  const fraction = (seconds - whole)
    .toFixed(6)
    .slice(1)
    .replace(/\.?0+$/, '')
  const two = (number: number) => String(number).padStart(2, '0')
  const hasHours = days > 0 || hours > 0
  const hasMinutes = hasHours || minutes > 0
  return `P${days > 0 ? `${days}D` : ''}T${hasHours ? `${two(hours)}H` : ''}${hasMinutes ? `${two(minutes)}M` : ''}${two(whole % 60)}${fraction}S`
}
