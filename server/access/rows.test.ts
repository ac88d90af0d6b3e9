import fc from 'fast-check'
import { expect, test } from 'vitest'
import { orgOfCourse } from './course-org.ts'
import type { RowsOf } from './embed-provider.ts'
import { rowsOfCourse } from './rows.ts'

test.each([
  ['course-v1:Riverside+BIO101+2026', 'Riverside'],
  ['ccx-v1:Riverside+BIO101+2026+ccx@1', 'Riverside'],
  ['Riverside/BIO101/2026', 'Riverside'],
  ['Riverside', ''],
  ['', ''],
  ['course-v1:Riverside', ''],
  ['course-v1:Río+Biología_1+2026.~%', 'Río'],
  ['course-v1:Riverside+BIO101+2026,course-v1:Other+C+R', ''],
  ["course-v1:Riverside+BIO101+2026' OR 1=1", ''],
  ['course-v1:Riverside+BIO101+2026\n', ''],
  ['Riverside/BIO101/2026/more', ''],
])('the organisation of %j is %j', (courseKey, org) => {
  expect(orgOfCourse(courseKey)).toBe(org)
})

const courses = ['course-v1:A+1+1', 'course-v1:A+2+1', 'course-v1:B+1+1', 'B/2/1', 'course-v1:C+1+1', 'A', '']
const rows: fc.Arbitrary<RowsOf> = fc.oneof(
  fc.constant({ kind: 'site' as const }),
  fc.record({ kind: fc.constant('learner' as const), userId: fc.nat() }),
  fc.record({
    kind: fc.constant('courses' as const),
    courseKeys: fc.subarray(courses),
    orgs: fc.subarray(['A', 'B', 'C']),
  }),
)
const sees = (some: RowsOf | null, courseKey: string) =>
  some !== null &&
  orgOfCourse(courseKey) !== '' &&
  (some.kind === 'site' ||
    (some.kind === 'courses' && (some.courseKeys.includes(courseKey) || some.orgs.includes(orgOfCourse(courseKey)))))

test('a filter by course only shrinks: what is left is that course, and was there before', () => {
  fc.assert(
    fc.property(rows, fc.constantFrom(...courses), (before, course) => {
      const after = rowsOfCourse(before, course)
      if (before.kind === 'learner') expect(after).toEqual(before)
      else expect(courses.filter((key) => sees(after, key))).toEqual(sees(before, course) ? [course] : [])
    }),
  )
})
