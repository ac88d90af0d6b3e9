import { describe, expect, it } from 'vitest'
import { groupedBy, readLine, testNow } from '../demo/site/testing/small-site.ts'
import type { LoadPlan } from './history.ts'
import { createLive, sittingsFor } from './live.ts'

const plan: LoadPlan = { seed: 'test', learners: 40, courses: 5, days: 120, now: testNow }

// 2026-05-20T15:30:00Z, and a line each tenth of a second.
const began = 1_779_291_000_000_000
const linesOf = (count: number, sittings: number) => {
  const lineAt = createLive(plan, sittings)
  return Array.from({ length: count }, (_, index) => lineAt(began + index * 100_000))
}

describe('what happens right now', () => {
  it('bears the times that it is given', () => {
    expect(linesOf(3, 10).map((line) => readLine(line).time)).toEqual([
      '2026-05-20T15:30:00.000000+00:00',
      '2026-05-20T15:30:00.100000+00:00',
      '2026-05-20T15:30:00.200000+00:00',
    ])
  })

  it('is the same for the same plan', () => {
    expect(linesOf(500, 10)).toEqual(linesOf(500, 10))
  })

  it('goes on when people are through with their courses: others follow', () => {
    // Forty people leave some five thousand lines in all of their lives.
    const people = new Set(linesOf(30_000, 10).map((line) => readLine(line).userId))
    expect(people.size).toBeGreaterThan(plan.learners)
  })

  it('has people at work side by side, one sitting each at a time', () => {
    const sessions = [...groupedBy(linesOf(5_000, 10).map(readLine), ({ session }) => session)]
    const spans = sessions.flatMap(([session, events]) =>
      session === '' ? [] : [{ userId: events[0]?.userId, from: events[0]?.time ?? '', to: events.at(-1)?.time ?? '' }],
    )
    const overlaps = (one: (typeof spans)[number], other: (typeof spans)[number]) =>
      one !== other && one.from < other.to && other.from < one.to
    expect(spans.some((one) => spans.some((other) => overlaps(one, other)))).toBe(true)
    const own = spans.filter((one) => spans.some((other) => overlaps(one, other) && one.userId === other.userId))
    expect(own).toEqual([])
  })

  it('keeps causes before what they lead to', () => {
    const events = linesOf(10_000, 20).map(readLine)
    const checks = new Map<string, number>()
    let graded = 0
    for (const { name, event_source, username, payload } of events) {
      if (name !== 'problem_check') continue
      if (event_source === 'browser') checks.set(username, (checks.get(username) ?? 0) + 1)
      else {
        // The server grades what the browser has submitted, once.
        expect(checks.get(username), JSON.stringify(payload)).toBe(1)
        checks.delete(username)
        graded += 1
      }
    }
    expect(graded).toBeGreaterThan(500)
  })

  it('takes as many people as the rate needs, and not more than there are or fit', () => {
    // A line each twelve seconds: ten a second take 120 people.
    expect(sittingsFor(10, 5_000)).toBe(120)
    expect(sittingsFor(10, 50)).toBe(50)
    expect(sittingsFor(5_000, 100_000)).toBe(2_000)
    expect(sittingsFor(0.01, 50)).toBe(1)
  })
})
