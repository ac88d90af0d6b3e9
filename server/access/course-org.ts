/** What the LMS lets stand in a part of a course key. */
const part = '[\\p{L}\\p{N}_~.:%-]+'
const courseKeyShape = new RegExp(
  `^(?:[a-z-]+-v\\d+:(${part})(?:\\+(?:${part}|ccx@\\d+)){2,3}|(${part})/${part}/${part})$`,
  'u',
)

/**
 * The organisation in a course key, `course-v1:Org+Course+Run` or, of old, `Org/Course/Run`; empty where it is neither. A
 * browser may have sent it: what holds anything else, such as two keys with a comma between them, is no key.
 */
export function orgOfCourse(courseKey: string): string {
  const [, org, orgOfOld] = courseKeyShape.exec(courseKey) ?? []
  return org ?? orgOfOld ?? ''
}
