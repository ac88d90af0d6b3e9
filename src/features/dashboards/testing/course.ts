import type { Course } from '../../../../server/contract/course.ts'

/** A course run that was active a moment ago, with everything that a test does not care about filled in. */
export const course = (parts: Partial<Course> = {}): Course => ({
  courseKey: 'course-v1:Riverside+BIO101+2026',
  name: 'Introduction to Biology',
  org: 'Riverside',
  run: '2026',
  enrolled: 120,
  activeLast7Days: 0,
  lastActivity: new Date().toISOString(),
  start: null,
  end: null,
  ...parts,
})
