import { useMemo } from 'react'
import { type IntlShape, useIntl } from 'react-intl'
import { formatMessages as texts } from './messages.ts'

/** Numbers, lengths of time and dates as a person of this language and time zone reads them. */
export interface Format {
  /** 12345 -> "12,345" */
  count(value: number): string
  /** 3.14159 -> "3.1" */
  number(value: number): string
  /** A part of a whole, 0..1 -> "42%". Never rounds a part to none or to the whole: "<1%", ">99%". */
  share(value: number): string
  /** A length of time in seconds -> "1 h 20 min", "4 min", "30 s". */
  duration(seconds: number): string
  /** A place in a video, in seconds -> "1:02:03", "2:03". */
  timecode(seconds: number): string
  /** A calendar day `YYYY-MM-DD`, or an instant as a day in the viewer's zone -> "3 May 2026" */
  date(value: string): string
  /** A calendar day without its year -> "3 May" */
  shortDate(value: string): string
  /** An instant (ISO 8601) -> "3 May 2026, 14:05 (Europe/Oslo)" */
  dateTime(value: string): string
  /** An instant seen from another -> "3 days ago" */
  ago(value: string, now: Date): string
  /** Several things in a sentence -> "a, b and c" */
  list(values: readonly string[]): string
}

/** The format of the reader's language and zone. */
export function useFormat(): Format {
  const intl = useIntl()
  return useMemo(() => createFormat(intl), [intl])
}

export function createFormat(intl: IntlShape): Format {
  const zone = intl.timeZone ?? 'UTC'
  const day = (value: string, options: Intl.DateTimeFormatOptions) =>
    // A calendar day is already local: shifting it by the zone would show the day before it west of Greenwich.
    intl.formatDate(value, { ...options, timeZone: value.length === 10 ? 'UTC' : zone })

  return {
    count: (value) => intl.formatNumber(value, { maximumFractionDigits: 0 }),
    number: (value) => intl.formatNumber(value, { maximumFractionDigits: 1 }),
    share: (value) => {
      const percent = (share: number) => intl.formatNumber(share, { style: 'percent', maximumFractionDigits: 0 })
      if (value > 0 && value < 0.005) return `<${percent(0.01)}`
      if (value < 1 && value >= 0.995) return `>${percent(0.99)}`
      return percent(value)
    },
    duration: (seconds) => {
      const whole = Math.max(0, Math.round(seconds))
      if (whole < 60) return intl.formatMessage(texts.seconds, { seconds: whole })
      const allMinutes = Math.round(whole / 60)
      const hours = Math.floor(allMinutes / 60)
      const minutes = allMinutes % 60
      if (hours === 0) return intl.formatMessage(texts.minutes, { minutes })
      if (minutes === 0 || hours >= 100) return intl.formatMessage(texts.hours, { hours })
      return intl.formatMessage(texts.hoursAndMinutes, { hours, minutes })
    },
    timecode: (seconds) => {
      const whole = Math.max(0, Math.floor(seconds))
      const two = (value: number) => String(value).padStart(2, '0')
      const hours = Math.floor(whole / 3600)
      const minutes = Math.floor(whole / 60) % 60
      return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`
    },
    date: (value) => day(value, { dateStyle: 'medium' }),
    shortDate: (value) => day(value, { day: 'numeric', month: 'short' }),
    dateTime: (value) =>
      intl.formatMessage(texts.inZone, {
        moment: intl.formatDate(value, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }),
        zone,
      }),
    ago: (value, now) => {
      const seconds = (Date.parse(value) - now.getTime()) / 1000
      const [unit, length] =
        spans.find(([, size]) => Math.abs(seconds) >= size) ?? (['second', 1] as const satisfies Span)
      if (unit === 'second') return intl.formatMessage(texts.justNow)
      return intl.formatRelativeTime(Math.trunc(seconds / length), unit, { numeric: 'auto' })
    },
    list: (values) => intl.formatList(values, { type: 'conjunction' }),
  }
}

type Span = readonly [Intl.RelativeTimeFormatUnit, number]
const spans: readonly Span[] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['week', 7 * 86_400],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]
