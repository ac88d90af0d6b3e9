import { z } from 'zod'

/** One course run as the viewer may see it. Where the LMS has told us no name, `name` is the course key. */
export const courseSchema = z.object({
  courseKey: z.string(),
  name: z.string(),
  org: z.string(),
  run: z.string(),
  enrolled: z.number().int(),
  activeLast7Days: z.number().int(),
  lastActivity: z.iso.datetime().nullable(),
  start: z.iso.datetime().nullable(),
  end: z.iso.datetime().nullable(),
})
/** `asOf`: the newest event; `lmsAsOf`: of what moment the LMS’s own tables are, where they were loaded. */
export const coursesSchema = z.object({
  courses: z.array(courseSchema),
  asOf: z.iso.datetime().nullable(),
  lmsAsOf: z.iso.datetime().nullable(),
})
export type Course = z.infer<typeof courseSchema>
export type Courses = z.infer<typeof coursesSchema>
