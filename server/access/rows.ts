import { teachingScope, type Viewer } from '../contract/viewer.ts'
import { orgOfCourse } from './course-org.ts'
import type { RowsOf } from './embed-provider.ts'

/** The rows that a person may see as staff, in any tool; null for somebody who teaches nothing. */
export function rowsOfStaff(viewer: Viewer): RowsOf | null {
  return teachingScope(viewer)
}

/**
 * The part of some rows that is about one course run; null when none of them is, or it is no course run. A learner's stay as
 * they are: they are nobody else's anyway.
 */
export function rowsOfCourse(rows: RowsOf, courseKey: string): RowsOf | null {
  if (rows.kind === 'learner') return rows
  const org = orgOfCourse(courseKey)
  if (org === '') return null
  const isWithin = rows.kind === 'site' || rows.courseKeys.includes(courseKey) || rows.orgs.includes(org)
  return isWithin ? { kind: 'courses', courseKeys: [courseKey], orgs: [] } : null
}
