/** What is known of a course run by its key alone. */
export interface CourseKey {
  readonly text: string
  readonly org: string
  /** The code: `CS101`. */
  readonly course: string
  readonly run: string
  /** Number of the coach's own run of it; null for a course run that is none. */
  readonly ccx: string | null
}

const newKey = /^(course|ccx)-v1:([^+/:\s]+)\+([^+/:\s]+)\+([^+/:\s]+)(?:\+ccx@(\d+))?$/
const oldKey = /^([^+/:\s]+)\/([^+/:\s]+)\/([^+/:\s]+)$/

/**
 * Reads the key of a course run: `course-v1:Org+Course+Run`, `ccx-v1:Org+Course+Run+ccx@1`, or `Org/Course/Run` of before 2015.
 * @returns null for anything else: libraries (`library-v1:…`, `lib:…`) among them
 */
export function readCourseKey(text: string): CourseKey | null {
  const [, scheme, org, course, run, ccx] = newKey.exec(text) ?? []
  if (org !== undefined && course !== undefined && run !== undefined) {
    return (scheme === 'ccx') === (ccx !== undefined) ? { text, org, course, run, ccx: ccx ?? null } : null
  }
  const [, oldOrg, oldCourse, oldRun] = oldKey.exec(text) ?? []
  if (oldOrg === undefined || oldCourse === undefined || oldRun === undefined) return null
  return { text, org: oldOrg, course: oldCourse, run: oldRun, ccx: null }
}

/** The usage key of a block of that course run, in the style of the run's own key. */
export function usageKeyOf({ text, org, course, ccx }: CourseKey, type: string, id: string): string {
  if (!text.includes(':')) return `i4x://${org}/${course}/${type}/${id}`
  const scheme = ccx === null ? 'block-v1' : 'ccx-block-v1'
  return `${scheme}:${text.slice(text.indexOf(':') + 1)}+type@${type}+block@${id}`
}

const newUsage = /^(?:ccx-)?block-v1:.+\+type@([^+]+)\+block@(.+)$/
const oldUsage = /^i4x:\/\/[^/]+\/[^/]+\/([^/]+)\/(.+)$/

/** The type and the id that a usage key ends with; null where it is none. */
export function readUsageKey(key: string): { readonly type: string; readonly id: string } | null {
  const [, type, id] = newUsage.exec(key) ?? oldUsage.exec(key) ?? []
  return type === undefined || id === undefined ? null : { type, id }
}
