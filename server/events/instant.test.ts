import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { effort } from '../testing/effort.ts'
import { instantOf } from './instant.ts'

describe('the time of an event', () => {
  test.each([
    ['2020-07-15T06:36:01Z', '2020-07-15T06:36:01+00:00'],
    ['2020-07-15T06:36:01.5Z', '2020-07-15T06:36:01.500000+00:00'],
    ['2020-07-15T06:36:01.1234567Z', '2020-07-15T06:36:01.123456+00:00'],
    ['2020-07-15T06:36:01.000000+00:00', '2020-07-15T06:36:01+00:00'],
    ['2020-07-15T06:36:01-0400', '2020-07-15T06:36:01-04:00'],
    ['2020-07-15T06:36:01,25+05:30', '2020-07-15T06:36:01.250000+05:30'],
    ['20200715T0636Z', '2020-07-15T06:36:00+00:00'],
    // Not in event-routing-backends: it would skip these.
    ['2012-11-05 06:36:01.000001', '2012-11-05T06:36:01.000001+00:00'],
  ])('is written as Python writes it: %s', (text, iso) => {
    expect(instantOf(text).iso).toBe(iso)
  })

  test('is exact to the microsecond, wherever its zone', () => {
    // 2020-07-15T00:00:00Z is day 18458 of the epoch: 18458 × 86400 = 1594771200.
    expect(instantOf('2020-07-15T00:00:00.000001Z').unix).toBe('1594771200.000001')
    expect(instantOf('2020-07-15T05:30:00+05:30').unix).toBe('1594771200.000000')
    expect(instantOf('2020-07-14T20:00:00.999999-04').unix).toBe('1594771200.999999')
  })

  test('is the same moment as the LMS writes it and in any other spelling', () => {
    const day = fc.tuple(
      fc.integer({ min: 2010, max: 2099 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 31 }),
    )
    const clock = fc.tuple(fc.nat(23), fc.nat(59), fc.nat(59), fc.oneof(fc.constant(0), fc.nat(999_999)))
    const told = (text: string) => {
      try {
        return instantOf(text)
      } catch (cause) {
        return String(cause)
      }
    }
    fc.assert(
      fc.property(day, clock, (date, [hour, minute, second, micros]) => {
        const two = (number: number) => String(number).padStart(2, '0')
        const text = `${date.map(two).join('-')}T${[hour, minute, second].map(two).join(':')}.${String(micros).padStart(6, '0')}`
        expect(told(`${text}+00:00`)).toEqual(told(`${text}Z`))
      }),
      { numRuns: 1_000 * effort },
    )
  })

  test('may be a number of seconds', () => {
    expect(instantOf(1594771200)).toEqual({ iso: '2020-07-15T00:00:00+00:00', unix: '1594771200.000000' })
    expect(instantOf(1594771200.5).iso).toBe('2020-07-15T00:00:00.500000+00:00')
    // As a float it is a little less than that.
    expect(instantOf(1594771200.123456).iso).toBe('2020-07-15T00:00:00.123456+00:00')
    expect(instantOf(-1e-12, true).iso).toBe('1970-01-01T00:00:00+00:00')
  })

  test('is taken from any year, or may be missing, where it is only told again', () => {
    expect(instantOf('1970-01-01T00:00:00Z', true).iso).toBe('1970-01-01T00:00:00+00:00')
    expect(instantOf(undefined, true)).toEqual({ iso: undefined, unix: '' })
  })

  test.each([
    ['2023-02-29T00:00:00Z', 'time is not ISO 8601'],
    ['2023-02-29T00:00:00.000001+00:00', 'time is not ISO 8601'],
    ['2023-02-01T25:00:00Z', 'time is not ISO 8601'],
    ['2023-02-01T24:00:00.000001+00:00', 'time is not ISO 8601'],
    ['yesterday', 'time is not ISO 8601'],
    [true, 'time is not ISO 8601'],
    [1e300, 'time is not ISO 8601'],
    ['1970-01-01T00:00:00Z', 'time out of range'],
    ['9999-12-31T23:59:59Z', 'time out of range'],
    [undefined, 'missing time'],
  ])('is refused when it is none: %s', (text, reason) => {
    expect(() => instantOf(text)).toThrow(reason)
  })
})
