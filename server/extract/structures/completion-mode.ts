import type { CourseBlock } from './published-course.ts'

/** How the LMS counts the block when it shows how much of a course somebody has done. */
export type CompletionMode = 'completable' | 'aggregator' | 'excluded'

/** Pages outside the outline, which nobody completes. */
export const detachedTypes: ReadonlySet<string> = new Set(['about', 'course_info', 'static_tab'])

/** They hold others also while they are empty. */
const containers: ReadonlySet<string> = new Set([
  'course',
  'chapter',
  'sequential',
  'vertical',
  'library_content',
  'itembank',
  'library_sourced',
  'split_test',
  'conditional',
  'randomize',
  'wrapper',
  'unit_compositor',
  'problem-builder',
  'step-builder',
  'mentoring',
])

const neverCompleted: ReadonlySet<string> = new Set(['discussion', ...detachedTypes])

/**
 * Panorama's own reading of what the code of each kind of block says in the LMS, which no table does: what holds others sums them up,
 * forums and pages outside the outline count for nothing, all else is completed.
 */
export function completionModeOf({ type, children }: CourseBlock): CompletionMode {
  if (neverCompleted.has(type)) return 'excluded'
  return children.length > 0 || containers.has(type) ? 'aggregator' : 'completable'
}
