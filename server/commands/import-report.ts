import type { ImportReport } from '../contract/pipeline.ts'

/** An import's outcome in words: how many lines ended how, adding up to those that were read. */
export function describeImport({ read, kept, duplicates, dropped, quarantined }: ImportReport): string {
  const lines = [
    `${count(read)} read`,
    `${count(kept)} kept`,
    `${count(duplicates)} known already`,
    ...reasons('dropped', dropped),
    ...reasons('quarantined', quarantined),
  ]
  return lines.join('\n')
}

/** How many lines ended so, and how many of them for each reason, the most frequent first. */
export function reasons(outcome: string, byReason: Readonly<Record<string, number>>): string[] {
  const sorted = Object.entries(byReason).sort(([, left], [, right]) => right - left)
  const total = sorted.reduce((sum, [, lines]) => sum + lines, 0)
  return [`${count(total)} ${outcome}`, ...sorted.map(([reason, lines]) => `${count(lines)}   ${reason}`)]
}

export function count(lines: number): string {
  return lines.toLocaleString('en').padStart(12)
}
