import { expect, test } from 'vitest'
import { readCourseKey, readUsageKey, usageKeyOf } from './course-key.ts'

test.each([
  ['course-v1:Org+CS1+2026', 'block-v1:Org+CS1+2026+type@problem+block@ab.c'],
  ['ccx-v1:Org+CS1+2026+ccx@12', 'ccx-block-v1:Org+CS1+2026+ccx@12+type@problem+block@ab.c'],
  ['Org/CS1/2013_Fall', 'i4x://Org/CS1/problem/ab.c'],
])('%s is the key of a course run, and %s of a block in it', (course, block) => {
  const key = readCourseKey(course)
  expect(key).toMatchObject({ text: course, org: 'Org', course: 'CS1' })
  expect(key && usageKeyOf(key, 'problem', 'ab.c')).toBe(block)
  expect(readUsageKey(block)).toEqual({ type: 'problem', id: 'ab.c' })
})

test.each([
  'library-v1:Org+Lib',
  'lib:Org:Lib',
  'course-v1:Org+CS1',
  'course-v1:Org+CS1+2026+ccx@1',
  'ccx-v1:Org+CS1+2026',
  'CS1',
  '',
])('%s is not', (text) => {
  expect(readCourseKey(text)).toBeNull()
})
