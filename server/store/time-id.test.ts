import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTimeIds } from './time-id.ts'

test('ids sort in the order in which they were made, whatever the clock does', () => {
  const instants = fc.array(fc.integer({ min: 0, max: 2 ** 43 }), { minLength: 1, maxLength: 50 })
  fc.assert(
    fc.property(instants, (times) => {
      let turn = 0
      const nextId = createTimeIds({ now: () => new Date(times[turn++ % times.length]!) })
      const ids = Array.from({ length: 100 }, nextId)
      expect([...ids].sort()).toEqual(ids)
      expect(new Set(ids).size).toBe(ids.length)
    }),
  )
})

test('more than 4,096 ids within one millisecond still sort', () => {
  const nextId = createTimeIds({ now: () => new Date('2026-03-01T12:00:00Z') })
  const ids = Array.from({ length: 10_000 }, nextId)
  expect([...ids].sort()).toEqual(ids)
})

test('an id is a UUID of version 7 that begins with the time', () => {
  // 2026-03-01T12:00:00Z is 1,772,366,400,000 ms after 1970, hexadecimal 019ca9450a00.
  const nextId = createTimeIds({ now: () => new Date(0x019ca9450a00) })
  expect(nextId()).toMatch(/^019ca945-0a00-7000-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})
