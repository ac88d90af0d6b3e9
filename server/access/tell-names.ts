import type { DataSet } from '../contract/scope.ts'
import type { Viewer } from '../contract/viewer.ts'
import { orgOfCourse } from './course-org.ts'

/**
 * Whether a person may be told the names of the learners of a course. The made-up site has made-up people.
 * @param showsNames `PANORAMA_ENABLE_PII`
 */
export function mayTellNames(viewer: Viewer, courseKey: string, dataSet: DataSet, showsNames: boolean): boolean {
  if (dataSet === 'demo') return true
  if (!showsNames) return false
  if (viewer.isSuperuser || viewer.isStaff) return true
  const org = orgOfCourse(courseKey)
  // Those to whom the LMS itself gives lists of learners, and those who run the course.
  return viewer.courseRoles.some(
    (role) =>
      (role.role === 'instructor' || role.role === 'data_researcher') &&
      (role.courseKey === null ? role.org === org && org !== '' : role.courseKey === courseKey),
  )
}
