import type { Period } from '../../../server/contract/dashboard.ts'

/** The period of a page: one of the presets, or days from and to (inclusive, local). */
export type PeriodChoice =
  | { readonly kind: 'preset'; readonly period: Period }
  | { readonly kind: 'days'; readonly from: string; readonly to: string }

/** The presets in the order in which they are offered. */
export const presets: readonly Period[] = ['7d', '28d', '90d', '365d', 'all']

const isPreset = (text: string | null): text is Period => presets.some((preset) => preset === text)
const isDay = (text: string | null): text is string =>
  text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))

/** What the address says of the period; null when it says nothing, or nothing that makes sense. */
export function readPeriod(search: URLSearchParams): PeriodChoice | null {
  const [from, to, period] = [search.get('from'), search.get('to'), search.get('period')]
  if (isDay(from) && isDay(to) && from <= to) return { kind: 'days', from, to }
  return isPreset(period) ? { kind: 'preset', period } : null
}

/** The address with this period, and with everything else that it said. */
export function withPeriod(search: URLSearchParams, choice: PeriodChoice): URLSearchParams {
  const next = new URLSearchParams(search)
  for (const key of ['period', 'from', 'to']) next.delete(key)
  if (choice.kind === 'preset') next.set('period', choice.period)
  else {
    next.set('from', choice.from)
    next.set('to', choice.to)
  }
  return next
}

const fourWeeks = 28 * 86_400_000

/** What a page shows that was opened without a period: the last four weeks, or everything where those were silent. */
export function defaultPeriod(lastActivity: string | null, now: Date): PeriodChoice {
  const isRecent = lastActivity !== null && now.getTime() - Date.parse(lastActivity) <= fourWeeks
  return { kind: 'preset', period: isRecent ? '28d' : 'all' }
}

/** The days to begin with when somebody wants to choose days: the last four weeks until today, in this zone. */
export function recentDays(now: Date, zone: string): { from: string; to: string } {
  // The Swedish way of writing a date is ISO 8601.
  const day = (moment: Date) => moment.toLocaleDateString('sv-SE', { timeZone: zone })
  return { from: day(new Date(now.getTime() - fourWeeks + 86_400_000)), to: day(now) }
}
