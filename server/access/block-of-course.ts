/** What the LMS lets stand in the type and in the id of a block. */
const typeShape = '[\\p{L}\\p{N}_-]+'
const idShape = '[\\p{L}\\p{N}_~.:%-]+'
const newShape = new RegExp(`^\\+type@${typeShape}\\+block@(${idShape})$`, 'u')
const oldShape = new RegExp(`^i4x://([^/]+)/([^/]+)/${typeShape}/(${idShape})$`, 'u')

/**
 * Whether a usage key names a block of this course run: `block-v1:Org+Course+Run+type@problem+block@id` of
 * `course-v1:Org+Course+Run`. Keys of before 2015, `i4x://Org/Course/problem/id`, do not name the run: there, whether it is one
 * of that course. A browser may have sent both.
 */
export function isBlockOf(courseKey: string, usageKey: string): boolean {
  const prefix = newPrefixOf(courseKey)
  if (prefix !== null) return usageKey.startsWith(prefix) && newShape.test(usageKey.slice(prefix.length))
  const [, org, course] = oldShape.exec(usageKey) ?? []
  return org !== undefined && courseKey.startsWith(`${org}/${course}/`)
}

/** The last part of a usage key, by which some tables know the block: `id` above; the key itself where it has none. */
export function shortBlockId(usageKey: string): string {
  return /\+block@([^+@]+)$/.exec(usageKey)?.[1] ?? oldShape.exec(usageKey)?.[3] ?? usageKey
}

/** How the usage keys of a course run begin; null for one of the style `Org/Course/Run`. */
function newPrefixOf(courseKey: string): string | null {
  const [, kind, version, rest] = /^([a-z]+)-(v\d+):(.+)$/.exec(courseKey) ?? []
  if (kind === undefined) return null
  return kind === 'course' ? `block-${version}:${rest}` : `${kind}-block-${version}:${rest}`
}
