import type { Clock } from '../../kernel/clock.ts'

const withinMs = 60_000

/**
 * How often one person may have an address made: a page that reloads itself without end would otherwise cost the site a session
 * of QuickSight each time, and use up what QuickSight takes from everybody.
 */
export interface MintLimit {
  /** Counts one more, unless that would be more than so many within a minute. */
  allows(who: string, most: number): boolean
}

export function createMintLimit(clock: Clock): MintLimit {
  const minted = new Map<string, number[]>()
  return {
    allows(who, most) {
      const now = clock.now().getTime()
      for (const [each, times] of minted) {
        if ((times.at(-1) ?? 0) <= now - withinMs) minted.delete(each)
      }
      const recent = (minted.get(who) ?? []).filter((time) => time > now - withinMs)
      if (recent.length >= most) return false
      minted.set(who, [...recent, now])
      return true
    },
  }
}
