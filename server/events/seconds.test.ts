import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isoDuration, secondsOf } from './seconds.ts'

describe('seconds of a video', () => {
  test('are rounded to the millisecond, exact ties to the even digit', () => {
    // Binary sixteenths are the only exact ties: 0.0625 lies between 0.062 and 0.063.
    expect([0.0625, 0.3125, 0.1875, 2.5625, 14.234121].map((value) => secondsOf(value, 'x'))).toEqual([
      0.062, 0.312, 0.188, 2.562, 14.234,
    ])
  })

  test('may be written as text, and are absent or a number', () => {
    expect(secondsOf('12.5', 'x')).toBe(12.5)
    expect(secondsOf(undefined, 'x')).toBeUndefined()
    for (const wrong of ['', 'soon', '0x10', true, [], '1e999']) {
      expect(() => secondsOf(wrong, 'data.duration')).toThrow('data.duration is not a number')
    }
  })

  test('never move by more than half a millisecond', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (value) => {
        expect(Math.abs((secondsOf(value, 'x') ?? Number.NaN) - value)).toBeLessThanOrEqual(0.000_500_1)
      }),
    )
  })
})

test.each([
  [0, 'PT00S'],
  [5, 'PT05S'],
  [5.25, 'PT05.25S'],
  [45.5, 'PT45.5S'],
  [195, 'PT03M15S'],
  [195.123, 'PT03M15.123S'],
  [3600, 'PT01H00M00S'],
  [90_000, 'P1DT01H00M00S'],
])('%d seconds last %s', (seconds, duration) => {
  expect(isoDuration(seconds)).toBe(duration)
})
