import { expect, test } from 'vitest'
import { moveCursor } from './move-cursor.ts'

test.each([
  ['the first press goes to the first point', 'ArrowRight', null, false, 0],
  ['onwards', 'ArrowRight', 3, false, 4],
  ['back', 'ArrowLeft', 3, false, 2],
  ['onwards where the page reads from right to left', 'ArrowLeft', 3, true, 4],
  ['down is onwards too', 'ArrowDown', 3, false, 4],
  ['not beyond the last', 'ArrowRight', 19, false, 19],
  ['not before the first', 'ArrowUp', 0, false, 0],
  ['a leap', 'PageDown', 3, false, 13],
  ['a leap back', 'PageUp', 3, false, 0],
  ['to the first', 'Home', 7, false, 0],
  ['to the last', 'End', 7, false, 19],
  ['stop reading', 'Escape', 7, false, null],
  ['nothing to stop', 'Escape', null, false, undefined],
  ['a key that means nothing', 'a', 7, false, undefined],
] as const)('%s', (_, key, cursor, isMirrored, next) => {
  expect(moveCursor(key, cursor, 20, isMirrored)).toBe(next)
})
