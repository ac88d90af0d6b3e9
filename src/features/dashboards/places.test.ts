import { expect, test } from 'vitest'
import { chart } from '../../charts/testing/charts.ts'
import { placesOf } from './places.ts'

const of = (...widths: ('half' | 'full')[]) =>
  placesOf(widths.map((width) => chart({ kind: 'bars', columns: [], encoding: {}, width }))).map(({ isFull }) => isFull)

test.each([
  ['halves stand in pairs', ['half', 'half'], [false, false]],
  ['the odd one out takes the whole width', ['half', 'half', 'half'], [false, false, true]],
  ['a half before a full one too', ['half', 'full', 'half', 'half'], [true, true, false, false]],
  ['full ones stay full', ['full', 'full'], [true, true]],
  ['nothing has no place', [], []],
] as const)('%s', (_, widths, isFull) => {
  expect(of(...widths)).toEqual(isFull)
})
