import type { PublishedCourse } from './published-course.ts'

/** The course under the name that a coach gave their own run of it. Dates that the coach set differently are not known here. */
export function asCoachRun(course: PublishedCourse, name: string): PublishedCourse {
  const blocks = course.blocks.map((block) => (block.key === course.root ? { ...block, displayName: name } : block))
  return { ...course, blocks }
}
