import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultPeriod, type PeriodChoice, presets, readPeriod, recentDays, withPeriod } from './period.ts'

const read = (query: string) => readPeriod(new URLSearchParams(query))

describe('the period in the address', () => {
  test.each([
    ['period=7d', { kind: 'preset', period: '7d' }],
    ['from=2026-01-01&to=2026-01-31', { kind: 'days', from: '2026-01-01', to: '2026-01-31' }],
    ['period=7d&from=2026-01-01&to=2026-01-31', { kind: 'days', from: '2026-01-01', to: '2026-01-31' }],
    ['from=2026-01-31&to=2026-01-01&period=90d', { kind: 'preset', period: '90d' }],
    ['from=2026-01-01', null],
    ['from=2026-13-01&to=2026-14-01', null],
    ['period=yesterday', null],
    ['', null],
  ])('%s is %o', (query, choice) => {
    expect(read(query)).toEqual(choice)
  })

  test('is read as it was written, and leaves the rest of the address alone', () => {
    const day = fc
      .date({ min: new Date('2015-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10))
    const choices: fc.Arbitrary<PeriodChoice> = fc.oneof(
      fc.constantFrom(...presets).map((period) => ({ kind: 'preset' as const, period })),
      fc.tuple(day, day).map((days) => {
        const [from, to] = days.toSorted()
        return { kind: 'days' as const, from: from!, to: to! }
      }),
    )
    fc.assert(
      fc.property(choices, choices, (first, second) => {
        const start = new URLSearchParams({ video: 'block-v1:a+b+c' })
        const address = withPeriod(withPeriod(start, first), second)
        expect(readPeriod(address)).toEqual(second)
        expect(address.get('video')).toBe('block-v1:a+b+c')
      }),
    )
  })
})

describe('a page that was opened without a period', () => {
  const now = new Date('2026-11-22T12:00:00Z')

  test.each([
    ['2026-11-20T08:00:00Z', '28d'],
    ['2026-10-25T12:00:00Z', '28d'],
    ['2026-10-25T11:59:59Z', 'all'],
    [null, 'all'],
  ])('shows, for a course last active at %s, %s', (lastActivity, period) => {
    expect(defaultPeriod(lastActivity, now)).toEqual({ kind: 'preset', period })
  })

  test('offers the 28 days that end today where the reader is', () => {
    // 12:00 UTC is already the 23rd in Kiritimati (UTC+14).
    expect(recentDays(now, 'Pacific/Kiritimati')).toEqual({ from: '2026-10-27', to: '2026-11-23' })
    expect(recentDays(now, 'Europe/Oslo')).toEqual({ from: '2026-10-26', to: '2026-11-22' })
  })
})
