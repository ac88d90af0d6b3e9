import { describe, expect, test } from 'vitest'
import { longestLine, parseLine, withPayload } from './parse-line.ts'

describe('a line of a tracking log', () => {
  test('is JSON alone, or behind a prefix, with whatever line end', () => {
    const event = { name: 'x' }
    const prefix = '2023-05-23 14:12:17,290 INFO 27 [tracking] [user 6] [ip 172.18.0.1] logger.py:41 - '
    for (const line of ['{"name":"x"}', '{"name":"x"}\r', '\uFEFF{"name":"x"}']) {
      expect(parseLine(line)).toEqual({ kind: 'event', event, isBare: true })
    }
    expect(parseLine(`${prefix}{"name":"x"}`)).toEqual({ kind: 'event', event, isBare: false })
  })

  test('is dropped when it is blank or a comment', () => {
    expect(parseLine(' \r')).toEqual({ kind: 'dropped', reason: 'blank line' })
    expect(parseLine('# seek, then {pause}')).toEqual({ kind: 'dropped', reason: 'comment' })
  })

  test.each([
    ['not JSON', 'starting the server'],
    ['not JSON', '{"name":"x"} and more'],
    ['not JSON', '{"name":"x",}'],
    ['not JSON', '{"name":"x"'],
    ['not JSON', '{"a":1}{"b":2}'],
    ['not an object', '42'],
    ['not an object', '"text"'],
    ['line too long', `{"a":"${'x'.repeat(longestLine)}"}`],
  ])('is quarantined as %s', (reason, line) => {
    expect(parseLine(line)).toMatchObject({ kind: 'quarantined', reason })
  })

  test("may hold Python's numbers that are none; texts that look like them stay", () => {
    expect(parseLine('{"grade": NaN, "max": -Infinity, "text": "a \\" NaN"}')).toEqual({
      kind: 'event',
      event: { grade: null, max: null, text: 'a " NaN' },
      isBare: true,
    })
  })
})

describe('the payload', () => {
  test('is taken out of JSON text, and stays as it is where it is none', () => {
    expect(withPayload({ event: '{"id":"v1"}' }).data).toEqual({ id: 'v1' })
    expect(withPayload({ event: '"input_a_2_1=choice_0"' }).data).toBe('input_a_2_1=choice_0')
    expect(withPayload({ event: 'input_a_2_1=choice_0' }).data).toBe('input_a_2_1=choice_0')
    expect(withPayload({ event: '{"GET": {}, "POST": {"cut o' }).data).toBe('{"GET": {}, "POST": {"cut o')
    expect(withPayload({ event: { id: 'v1' }, data: 'old' }).data).toEqual({ id: 'v1' })
  })

  test('brings `time` along as `timestamp`, unless there is one', () => {
    expect(withPayload({ event: {}, time: 'a' }).timestamp).toBe('a')
    expect(withPayload({ event: {}, time: 'a', timestamp: 'b' }).timestamp).toBe('b')
  })

  test('may be missing: then there is none', () => {
    expect(withPayload({ name: 'x' })).toEqual({ name: 'x' })
    expect(withPayload({ data: { id: 'v1' } })).toEqual({ data: { id: 'v1' } })
  })
})
