import { literal } from '../literal.ts'
import type { BoardSettings } from './board-view.ts'

/** The periods that are offered everywhere, with their days until today; 0 for all. */
const periods = [
  ['7d', 7],
  ['28d', 28],
  ['90d', 90],
  ['365d', 365],
  ['all', 0],
] as const

/** SQL after a FROM: every row once per period, which is `p.1` by its name and `p.2` by its days. */
export const forEachPeriod = `ARRAY JOIN [${periods.map(([name, days]) => `('${name}', toInt32(${days}))`).join(', ')}] AS p`

/** The day on which a moment falls. */
export const dayAt = ({ zone }: BoardSettings, moment: string) => `toDate(${moment}, ${literal(zone)})`

export const today = (settings: BoardSettings) => dayAt(settings, 'now()')

/** 1 where a day lies in the period. */
export const isWithin = (settings: BoardSettings, day: string) =>
  `(p.2 = 0 OR ${today(settings)} - ${day} BETWEEN 0 AND p.2 - 1)`

/** 1 where a day lies in the period of the same length just before; 0 everywhere where there is none. */
export const isJustBefore = (settings: BoardSettings, day: string) =>
  `(p.2 > 0 AND ${today(settings)} - ${day} BETWEEN p.2 AND 2 * p.2 - 1)`
