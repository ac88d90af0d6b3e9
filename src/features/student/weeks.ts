import type { ChartAnswer } from '../../../server/contract/dashboard.ts'

export interface Week {
  /** Its Monday, YYYY-MM-DD. */
  readonly monday: string
  readonly seconds: number
}

export interface Rhythm {
  /** Twelve weeks in a row, the newest last. */
  readonly weeks: readonly Week[]
  /** Whether the newest of them is the present week; otherwise the learner has been away for longer than that. */
  readonly isCurrent: boolean
  /** Of the last four weeks: in how many there was some activity, and for how long in all. */
  readonly recentlyActive: number
  readonly recentSeconds: number
}

const weeksShown = 12
const recentWeeks = 4
const dayLength = 86_400_000

/**
 * The learner's last twelve weeks. Who has been away for longer sees their last twelve weeks with something in them,
 * instead of an empty strip.
 * @param today the viewer's local day, YYYY-MM-DD
 * @returns null when there never was any activity
 */
export function readRhythm(answer: ChartAnswer, today: string): Rhythm | null {
  const seconds = new Map<string, number>()
  for (const { week, active_seconds } of answer.rows) {
    if (typeof week === 'string' && typeof active_seconds === 'number') seconds.set(week, active_seconds)
  }
  const newest = [...seconds.keys()]
    .filter((week) => (seconds.get(week) ?? 0) > 0)
    .sort()
    .at(-1)
  if (newest === undefined) return null

  const thisWeek = mondayOf(today)
  const isCurrent = newest > weeksBefore(thisWeek, weeksShown)
  const last = isCurrent ? thisWeek : newest
  const weeks = Array.from({ length: weeksShown }, (_, index) => {
    const monday = weeksBefore(last, weeksShown - 1 - index)
    return { monday, seconds: seconds.get(monday) ?? 0 }
  })
  const recent = weeks.slice(-recentWeeks)
  return {
    weeks,
    isCurrent,
    recentlyActive: recent.filter((week) => week.seconds > 0).length,
    recentSeconds: recent.reduce((sum, week) => sum + week.seconds, 0),
  }
}

/** The local day of an instant, YYYY-MM-DD. */
export function localDay(instant: Date, timeZone: string): string {
  // The Swedish locale writes calendar days in the ISO way.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(instant)
}

/** The Monday on or before a calendar day. */
export function mondayOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  const sinceMonday = (date.getUTCDay() + 6) % 7
  return isoDay(date.getTime() - sinceMonday * dayLength)
}

function weeksBefore(monday: string, weeks: number): string {
  return isoDay(Date.parse(`${monday}T00:00:00Z`) - weeks * 7 * dayLength)
}

const isoDay = (time: number): string => new Date(time).toISOString().slice(0, 10)
