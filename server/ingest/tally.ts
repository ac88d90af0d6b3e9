import type { ImportReport } from '../contract/pipeline.ts'

/** Counts the lines of an import: every line read is counted once more, as what became of it. */
export interface Tally {
  read: number
  kept: number
  duplicates: number
  readonly dropped: Map<string, number>
  readonly quarantined: Map<string, number>
}

export function createTally(): Tally {
  return { read: 0, kept: 0, duplicates: 0, dropped: new Map(), quarantined: new Map() }
}

/** A log may hold any number of event names; a report does not. */
const mostReasons = 200

export function countReason(reasons: Map<string, number>, reason: string, lines = 1): void {
  const counted = reasons.has(reason) || reasons.size < mostReasons ? reason : 'other'
  reasons.set(counted, (reasons.get(counted) ?? 0) + lines)
}

export function addTally(total: Tally, part: Tally): void {
  total.read += part.read
  total.kept += part.kept
  total.duplicates += part.duplicates
  for (const [reason, lines] of part.dropped) countReason(total.dropped, reason, lines)
  for (const [reason, lines] of part.quarantined) countReason(total.quarantined, reason, lines)
}

/** Adds a report to a count. */
export function addReport(total: Tally, { read, kept, duplicates, dropped, quarantined }: ImportReport): void {
  const byReason = (reasons: Readonly<Record<string, number>>) => new Map(Object.entries(reasons))
  addTally(total, { read, kept, duplicates, dropped: byReason(dropped), quarantined: byReason(quarantined) })
}

export function reportOf({ read, kept, duplicates, dropped, quarantined }: Tally): ImportReport {
  return { read, kept, duplicates, dropped: Object.fromEntries(dropped), quarantined: Object.fromEntries(quarantined) }
}
