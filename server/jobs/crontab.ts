import { Cron } from 'croner'

/** When something is due: five fields of a crontab, in a time zone. */
export interface Crontab {
  readonly text: string
  /** IANA name. */
  readonly timeZone: string
  /** The first time after a moment; null when there is none any more. */
  next(after: Date): Date | null
  /** The last time at a moment or before it; null when there was none. */
  last(at: Date): Date | null
}

/** @param text checked by the configuration */
export function crontabOf(text: string, timeZone: string): Crontab {
  const cron = new Cron(text, { paused: true, mode: '5-part', timezone: timeZone })
  return {
    text,
    timeZone,
    next: (after) => cron.nextRun(after),
    // From the next minute, for what is due in this one counts.
    last: (at) => cron.previousRuns(1, new Date(at.getTime() + 1))[0] ?? null,
  }
}
