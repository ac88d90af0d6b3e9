import { z } from 'zod'
import { type CourseKey, readUsageKey } from './course-key.ts'
import type { CourseAbout, CourseBlock, PublishedCourse } from './published-course.ts'
import { booleanOf, instantOf, numberOf, textOf } from './told-values.ts'

/** What the Blocks API is asked to tell of each block beside its id, type and name. */
export const requestedFields = [
  'children',
  'graded',
  'format',
  'start',
  'due',
  'weight',
  'visible_to_staff_only',
] as const

const answerSchema = z.object({
  root: z.string(),
  blocks: z.record(
    z.string(),
    z.object({
      id: z.string(),
      type: z.string(),
      block_id: z.string().optional(),
      display_name: z.unknown().optional(),
      children: z.array(z.string()).optional(),
      graded: z.unknown().optional(),
      format: z.unknown().optional(),
      start: z.unknown().optional(),
      due: z.unknown().optional(),
      weight: z.unknown().optional(),
      visible_to_staff_only: z.unknown().optional(),
    }),
  ),
})

/** A course of the LMS's list of courses, as far as it is used. */
export const listedCourseSchema = z.object({
  course_id: z.string(),
  name: z.string().nullish(),
  start: z.unknown().optional(),
  end: z.unknown().optional(),
  enrollment_start: z.unknown().optional(),
  enrollment_end: z.unknown().optional(),
  pacing: z.unknown().optional(),
  effort: z.unknown().optional(),
  invitation_only: z.unknown().optional(),
})
export type ApiCourse = z.infer<typeof listedCourseSchema>

/** @returns null where the answer is not one of the Blocks API */
export function courseOfAnswer(key: CourseKey, listed: ApiCourse | undefined, answer: unknown): PublishedCourse | null {
  const { data } = answerSchema.safeParse(answer)
  if (data?.blocks[data.root] === undefined) return null
  return {
    key,
    publishedAt: null,
    root: data.root,
    blocks: Object.values(data.blocks).map(blockOf),
    // The API tells of neither.
    grading: null,
    about: listed === undefined ? null : aboutOf(listed),
  }
}

function blockOf(block: z.infer<typeof answerSchema>['blocks'][string]): CourseBlock {
  return {
    key: block.id,
    type: block.type,
    id: block.block_id ?? readUsageKey(block.id)?.id ?? block.id,
    displayName: textOf(block.display_name),
    children: block.children ?? [],
    weight: numberOf(block.weight),
    isWeightInferred: false,
    isGraded: booleanOf(block.graded),
    format: textOf(block.format),
    start: instantOf(block.start),
    due: instantOf(block.due),
    isForStaffOnly: booleanOf(block.visible_to_staff_only) ?? false,
    editedAt: null,
  }
}

function aboutOf(course: ApiCourse): CourseAbout {
  return {
    courseEnd: instantOf(course.end),
    enrollmentStart: instantOf(course.enrollment_start),
    enrollmentEnd: instantOf(course.enrollment_end),
    isSelfPaced: course.pacing === 'self',
    advertisedStart: null,
    announcement: null,
    isInvitationOnly: booleanOf(course.invitation_only) ?? false,
    maxStudentEnrollmentsAllowed: null,
    effort: textOf(course.effort),
    enableProctoredExams: false,
    entranceExamEnabled: false,
    language: null,
  }
}
