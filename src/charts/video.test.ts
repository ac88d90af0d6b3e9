import fc from 'fast-check'
import { expect, test } from 'vitest'
import { column } from './testing/charts.ts'
import { binSeconds, stepOf } from './video.ts'

test.each([
  [90, 1],
  [600, 1],
  [601, 2],
  [7_200, 15],
  [86_400, 300],
])('a video of %d s is drawn in steps of %d s', (seconds, step) => {
  expect(stepOf(seconds)).toBe(step)
})

test('steps keep the total: averages times the seconds in each step add up to what was watched', () => {
  const second = column('second', 'timecode', 'break')
  const viewers = column('viewers')
  fc.assert(
    fc.property(
      fc.array(fc.nat(500), { minLength: 1, maxLength: 300 }),
      fc.integer({ min: 1, max: 40 }),
      (counts, step) => {
        const rows = counts.map((count, index) => ({ second: index, viewers: count }))
        const bins = binSeconds(rows, second, [viewers], step)
        const watched = bins.reduce((sum, row, index) => {
          const seconds = Math.min(step, counts.length - index * step)
          return sum + Number(row.viewers) * seconds
        }, 0)
        expect(watched).toBeCloseTo(
          counts.reduce((sum, count) => sum + count, 0),
          4,
        )
      },
    ),
  )
})
