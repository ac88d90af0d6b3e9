import type { EmbedWanted } from '../contract/embed.ts'
import type { Viewer } from '../contract/viewer.ts'
import { isBlockOf } from './block-of-course.ts'
import { orgOfCourse } from './course-org.ts'
import type { EmbedRequest } from './embed-provider.ts'
import type { AccessRefusals } from './refusals.ts'
import { rowsOfCourse, rowsOfStaff } from './rows.ts'

/**
 * What a page is about, as a browser told it and after it was checked: as staff one of the viewer's own courses, as a
 * learner any, since the rows are their own anyway; and a block of that course.
 * @throws PanoramaError `forbidden` for a course that is none of theirs, `invalid_request` for a block of no course or another
 */
export function pageContext(
  viewer: Viewer,
  { area, course, block }: Pick<EmbedWanted, 'area' | 'course' | 'block'>,
  refusals: Pick<AccessRefusals, 'notYourCourse' | 'notOfThisCourse'>,
): EmbedRequest['context'] {
  if (course === undefined) {
    if (block !== undefined) throw refusals.notOfThisCourse()
    return {}
  }
  const own = area === 'student' ? null : rowsOfStaff(viewer)
  const isTheirs = area === 'student' ? orgOfCourse(course) !== '' : own !== null && rowsOfCourse(own, course) !== null
  if (!isTheirs) throw refusals.notYourCourse()
  if (block === undefined) return { courseKey: course }
  if (!isBlockOf(course, block)) throw refusals.notOfThisCourse()
  return { courseKey: course, blockKey: block }
}
