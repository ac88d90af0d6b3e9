import { describe, expect, it } from 'vitest'
import { demoCast, demoCourses, firstDemoUserId } from '../demo/cast.ts'
import { groupedBy, readLine, testNow } from '../demo/site/testing/small-site.ts'
import { firstLoadUserId, loadOrganisation } from './catalogue.ts'
import { historyOf, type LoadPlan, learnersFor, recordsOf } from './history.ts'

const plan: LoadPlan = { seed: 'test', learners: 150, courses: 20, days: 90, now: testNow }
const lines = [...historyOf(plan)]
const events = lines.map(readLine)

/** Part of all lines that the largest groups have. */
function shareOfLargest(key: (event: (typeof events)[number]) => string, groups: number): number {
  const sizes = [...groupedBy(events, key).values()].map(({ length }) => length).sort((one, other) => other - one)
  return sizes.slice(0, groups).reduce((sum, size) => sum + size, 0) / events.length
}

describe('a history', () => {
  it('is the same for the same plan, and another for another seed', () => {
    expect([...historyOf(plan)]).toEqual(lines)
    expect([...historyOf({ ...plan, seed: 'other' })]).not.toEqual(lines)
  })

  it('is of people and courses that are nobody else’s', () => {
    const own = events.every(
      ({ userId, context }) =>
        userId >= firstLoadUserId && context.course_id.startsWith(`course-v1:${loadOrganisation}+`),
    )
    expect(own).toBe(true)
    expect(demoCourses.some(({ org }) => org === loadOrganisation)).toBe(false)
    // The demo has its cast and its made learners there: ten million of them would fit in between.
    expect(firstLoadUserId - firstDemoUserId).toBeGreaterThan(10_000_000)
    expect(events.some(({ username }) => demoCast.some((member) => member.username === username))).toBe(false)
  })

  it('is skewed: a few courses have most of the learners, a few learners leave most of the lines', () => {
    // Of 20 courses alike, two would have a tenth; of 150 learners alike, the same holds for fifteen.
    expect(shareOfLargest(({ context }) => context.course_id, 2)).toBeGreaterThan(0.2)
    expect(shareOfLargest(({ userId }) => `${userId}`, 15)).toBeGreaterThan(0.25)
  })

  it('is in the order of time, and ends when it was told to', () => {
    const times = events.map(({ time }) => time)
    expect([...times].sort()).toEqual(times)
    expect(Date.parse(times.at(-1) ?? '')).toBeLessThanOrEqual(testNow.getTime())
    expect(Date.parse(times[0] ?? '')).toBeGreaterThanOrEqual(testNow.getTime() - 90 * 86_400_000)
  })

  it('comes with the tables that tell who its people and what its courses are', () => {
    const records = (table: Parameters<typeof recordsOf>[1]) => [...recordsOf(plan, table)]
    // A header and a row each.
    expect(records('course_overviews.csv')).toHaveLength(1 + 20)
    expect(records('user_profile.csv')).toHaveLength(1 + 150)
    const profiles = records('external_id.csv').join('')
    expect(events.filter(({ userId }) => !profiles.includes(`,${userId},`))).toEqual([])
    const ids = records('course_enrollment.csv')
      .slice(1)
      .map((record) => Number(record.split(',', 1)[0]))
    // The LMS's column has 31 bits.
    expect(ids.every((id) => id > 0 && id < 2 ** 31)).toBe(true)
  })

  it('is about as long as was asked for', () => {
    const wanted = 8_000
    const learners = learnersFor(wanted, plan.days)
    let length = 0
    for (const _ of historyOf({ ...plan, learners })) length += 1
    expect(length).toBeGreaterThan(0.7 * wanted)
    expect(length).toBeLessThan(2.5 * wanted)
  })
})
