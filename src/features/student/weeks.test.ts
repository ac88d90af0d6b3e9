import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anAnswer } from '../../data/testing/chart-answer.ts'
import { localDay, mondayOf, readRhythm } from './weeks.ts'

const weeks = (seconds: Readonly<Record<string, number>>) =>
  anAnswer(Object.entries(seconds).map(([week, active_seconds]) => ({ week, active_seconds, actions: 1 })))

describe('the Monday of a day', () => {
  it.each([
    ['2026-05-04', '2026-05-04'], // a Monday
    ['2026-05-10', '2026-05-04'], // the Sunday after it
    ['2026-01-01', '2025-12-29'],
    ['2024-03-03', '2024-02-26'], // across the 29th of February
  ])('of %s is %s', (day, monday) => {
    expect(mondayOf(day)).toBe(monday)
  })
})

it('the local day is the one on the viewer’s wall', () => {
  const instant = new Date('2026-05-04T02:00:00Z')
  expect(localDay(instant, 'America/Lima')).toBe('2026-05-03')
  expect(localDay(instant, 'Asia/Tokyo')).toBe('2026-05-04')
})

describe('the rhythm', () => {
  it('is twelve weeks in a row up to this one, with the empty ones', () => {
    const rhythm = readRhythm(weeks({ '2026-04-27': 600, '2026-04-13': 1200 }), '2026-05-06')
    expect(rhythm?.weeks).toHaveLength(12)
    expect(rhythm?.weeks[0]).toEqual({ monday: '2026-02-16', seconds: 0 })
    expect(rhythm?.weeks.slice(-4)).toEqual([
      { monday: '2026-04-13', seconds: 1200 },
      { monday: '2026-04-20', seconds: 0 },
      { monday: '2026-04-27', seconds: 600 },
      { monday: '2026-05-04', seconds: 0 },
    ])
    expect(rhythm).toMatchObject({ isCurrent: true, recentlyActive: 2, recentSeconds: 1800 })
  })

  it('of somebody who has been away ends with their last week', () => {
    const rhythm = readRhythm(weeks({ '2025-01-06': 600, '2025-01-13': 0 }), '2026-05-06')
    expect(rhythm?.isCurrent).toBe(false)
    expect(rhythm?.weeks.at(-1)).toEqual({ monday: '2025-01-06', seconds: 600 })
  })

  it('of somebody who was here twelve weeks ago is still the present one', () => {
    // the oldest of the twelve weeks that end with the one of 4 May
    expect(readRhythm(weeks({ '2026-02-16': 60 }), '2026-05-06')?.isCurrent).toBe(true)
    expect(readRhythm(weeks({ '2026-02-09': 60 }), '2026-05-06')?.isCurrent).toBe(false)
  })

  it('of nobody is nothing', () => {
    expect(readRhythm(anAnswer([]), '2026-05-06')).toBeNull()
    expect(readRhythm(weeks({ '2026-05-04': 0 }), '2026-05-06')).toBeNull()
  })

  it('loses no second of the weeks it shows', () => {
    const anyWeeks = fc.dictionary(
      fc
        .integer({ min: 0, max: 11 })
        .map((back) => mondayOf(localDay(new Date(Date.UTC(2026, 4, 4 - 7 * back)), 'UTC'))),
      fc.integer({ min: 1, max: 604_800 }),
      { minKeys: 1 },
    )
    fc.assert(
      fc.property(anyWeeks, (seconds) => {
        const shown = readRhythm(weeks(seconds), '2026-05-06')?.weeks ?? []
        const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
        expect(sum(shown.map((week) => week.seconds))).toBe(sum(Object.values(seconds)))
      }),
    )
  })
})
