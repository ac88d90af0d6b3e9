import fc from 'fast-check'
import { expect, test } from 'vitest'
import '../testing/effort.ts'
import { eventTextOf } from './event-text.ts'

const event = '{"name": "play_video", "event": "{\\"id\\": \\"v1\\"}"}'
const prefix = '2026-05-03 10:15:00,123 INFO 27 [tracking] [user 6] [ip 10.0.0.1] logger.py:41 - '

test.each([
  ['alone', event],
  ['with white space around it', `  ${event} \r`],
  ["behind the logger's prefix", prefix + event],
  ["behind a container's and the logger's prefix", `2026-05-03T10:15:00.123456789Z stdout F ${prefix}${event}`],
])('an event %s is shipped without what is around it', (_, line) => {
  for (const isOfContainer of [true, false]) expect(eventTextOf(line, isOfContainer)).toEqual({ text: event })
})

test.each([
  ['', 'blank line'],
  ['  \t', 'blank line'],
  ['Watching for file changes', 'no event'],
  ['{"name": "play_vi', 'no whole event'],
])('of "%s" nothing is shipped: %s', (line, reason) => {
  expect(eventTextOf(line, false)).toEqual({ reason })
})

test('in the log of a container, what other loggers write is left out', () => {
  const line = '2026-05-03 10:15:00,123 WARNING 27 [django.request] log.py:241 - {"status": 404}'
  expect(eventTextOf(line, true)).toEqual({ reason: 'of another logger' })
  expect(eventTextOf(line, false)).toEqual({ text: '{"status": 404}' })
})

test('what is shipped is one whole line of the log, and is shipped as it is when it is read again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.jsonValue(), (before, value) => {
      const line = `${before.replaceAll(/[{\n]/g, '')}${JSON.stringify({ value })}`
      const shipped = eventTextOf(line, false)
      expect(shipped).toEqual({ text: JSON.stringify({ value }) })
      expect(eventTextOf('text' in shipped ? shipped.text : '', true)).toEqual(shipped)
    }),
  )
})
