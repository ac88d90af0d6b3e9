import { expect, test } from 'vitest'
import { axisUnit } from './axis-unit.ts'

test.each([
  ['seconds', 90, { divisor: 1, name: 'seconds' }],
  ['seconds', 120, { divisor: 60, name: 'minutes' }],
  ['seconds', 7_199, { divisor: 60, name: 'minutes' }],
  ['seconds', 7_200, { divisor: 3600, name: 'hours' }],
  ['share', 0.4, { divisor: 0.01, name: 'share' }],
  ['count', 40, { divisor: 1, name: 'count' }],
  ['number', 1.5, { divisor: 1, name: 'number' }],
] as const)('an axis of %s up to %d is read in %o', (type, maximum, unit) => {
  expect(axisUnit(type, maximum)).toEqual(unit)
})
