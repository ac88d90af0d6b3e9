/**
 * The organisation in a course key, as the warehouse reads it: `course-v1:Org+Course+Run` or, of old, `Org/Course/Run`;
 * empty where it is neither.
 */
export function orgOfCourse(courseKey: string): string {
  const [, org] = /^[a-z-]+-v\d+:([^+]+)\+/.exec(courseKey) ?? /^([^/:]+)\//.exec(courseKey) ?? []
  return org ?? ''
}
