import { expect, test } from 'vitest'
import { readInterval } from './interval.ts'

test.each([
  ['2 hour', 7_200],
  ['90 MINUTE', 5_400],
  ['1.5 hours', 5_400],
  ['3  Days', 259_200],
  ['"1:30" HOUR_MINUTE', 5_400],
  ["'1 2:03:04' day_second", 93_784],
  ['1 month', 2_678_400],
])('%s is so many seconds', (text, seconds) => expect(readInterval(text)).toBe(seconds))

test.each([
  '',
  'hour',
  '2',
  '2 fortnights',
  '-2 hour',
  "1'; DROP TABLE x; -- hour",
  '1 hour_minute',
  '1:2:3 hour_minute',
])('%j is none', (text) => expect(readInterval(text)).toBeNull())
