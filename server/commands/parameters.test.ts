import { expect, test } from 'vitest'
import { z } from 'zod'
import { readParameters } from './parameters.ts'

const schema = z.object({ course: z.string(), from: z.iso.date().nullable(), minimum: z.number().int() })

test('numbers, texts and null are read as the question takes them', () => {
  expect(readParameters(schema, ['course=a=b', 'minimum=3', 'from=2026-01-02'])).toEqual({
    course: 'a=b',
    minimum: 3,
    from: '2026-01-02',
  })
})

test('what may be left out is null', () => {
  expect(readParameters(schema, ['course=x'])).toEqual({ course: 'x', from: null })
})

test('a course that looks like a number stays text', () => {
  expect(readParameters(schema, ['course=42']).course).toBe('42')
})

test.each(['colour=red', 'course', '=x'])('%s is refused, naming what there is', (pair) => {
  expect(() => readParameters(schema, [pair])).toThrowError(
    expect.objectContaining({ advice: expect.stringContaining('course, from, minimum') }),
  )
})
