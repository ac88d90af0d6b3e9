/** Our page about one course run. */
export function studentCoursePath(courseKey: string): string {
  return `/student/${encodeURIComponent(courseKey)}`
}

/** A block in the LMS's courseware. The LMS matches keys as they are, with their `:`, `+` and (in old keys) `/`. */
export function blockUrl(lmsUrl: string, courseKey: string, blockKey: string): string {
  return `${lmsUrl}/courses/${encodeURI(courseKey)}/jump_to/${encodeURI(blockKey)}`
}

/** The course's own start page in the LMS. */
export function courseUrl(lmsUrl: string, courseKey: string): string {
  return `${lmsUrl}/courses/${encodeURI(courseKey)}/course/`
}
