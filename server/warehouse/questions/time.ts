/** SQL for moments and days. The parameters it binds are those of `params.ts`. */

/** A moment as ISO 8601 UTC text, or null. */
export const isoTime = (moment: string) => `formatDateTime(${moment}, '%Y-%m-%dT%H:%i:%SZ', 'UTC')`

/** The viewer's day on which a moment falls. */
export const dayOf = (moment: string) => `toDate(${moment}, {zone: String})`

export const now = "parseDateTime64BestEffort({now: String}, 6, 'UTC')"

const from = '{from: Nullable(Date)}'
const to = '{to: Nullable(Date)}'

/** 1 where the day of a moment lies in the period. */
export const inPeriod = (moment: string) =>
  `(ifNull(${dayOf(moment)} >= ${from}, 1) AND ifNull(${dayOf(moment)} <= ${to}, 1))`

/** 1 where the day of a moment lies in the period of the same length just before; 0 everywhere when the period is open. */
export const inPeriodBefore = (moment: string) =>
  `ifNull(${dayOf(moment)} >= ${from} - (${to} - ${from} + 1) AND ${dayOf(moment)} < ${from}, 0)`

/** `figure`, or null when the period is open and so has none before it. */
export const ifPeriodBefore = (figure: string) => `if(${from} IS NULL OR ${to} IS NULL, NULL, ${figure})`
