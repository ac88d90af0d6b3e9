import type { SessionTag } from '@aws-sdk/client-quicksight'
import type { RowsOf } from '../../access/embed-provider.ts'
import type { Locale } from '../../contract/text.ts'
import { ourRefusals } from './words.ts'

/** Limits of AWS: what a tag may hold, and how many tags a session may have. */
const mostCharacters = 256
const mostTags = 50

/** Between several values of a tag. No key of a course and no name of an organisation can hold it. */
export const tagDelimiter = ','

/** The tags by which a data set knows whose rows a guest may see; `panorama quicksight row-rules` prints rules for them. */
export const tagKeys = {
  /** Host of the LMS, as the lake has it. */
  lms: 'panorama_lms',
  /** The learner's user id in the LMS. */
  userId: 'panorama_user_id',
  /** Keys of course runs. What does not fit into one tag goes into `panorama_course_keys_2` and so on. */
  courseKeys: 'panorama_course_keys',
  /** Organisations whose every course run is meant. */
  orgs: 'panorama_orgs',
} as const

/** The name of the nth tag of several that hold one list, from 1. */
export function nthTagKey(key: string, n: number): string {
  return n === 1 ? key : `${key}_${n}`
}

/**
 * What a guest's session says about whose rows it may see. The rows come from the LMS's roles, on the server.
 * @throws PanoramaError `forbidden` for rows that tags cannot tell: never fewer tags than there are restrictions
 */
export function sessionTagsOf(rows: RowsOf, lmsUrl: string, locale: Locale): SessionTag[] {
  const lms = { Key: tagKeys.lms, Value: new URL(lmsUrl).host }
  // A value that matches all rows would be a master key to every data set: there is none.
  if (rows.kind === 'site') throw ourRefusals.noWholeSite(locale)
  // The rules of a data set take any of its tags: a learner's and a course's together would open more, not less.
  if (rows.kind === 'learner' && rows.within !== undefined) throw ourRefusals.noGuests(locale)
  if (rows.kind === 'learner') return [lms, { Key: tagKeys.userId, Value: String(rows.userId) }]
  const tags = [
    lms,
    ...listTags(tagKeys.courseKeys, rows.courseKeys, locale),
    ...listTags(tagKeys.orgs, rows.orgs, locale),
  ]
  if (tags.length === 1) throw ourRefusals.noGuests(locale)
  if (tags.length > mostTags) throw ourRefusals.tooManyCourses(locale)
  return tags
}

function listTags(key: string, values: readonly string[], locale: Locale): SessionTag[] {
  const lists: string[] = []
  for (const value of [...new Set(values)].sort()) {
    if (!isPlain(value)) throw ourRefusals.strangeKey(locale)
    const last = lists.at(-1)
    const longer = last === undefined ? value : `${last}${tagDelimiter}${value}`
    if (last === undefined || longer.length > mostCharacters) lists.push(value)
    else lists[lists.length - 1] = longer
  }
  return lists.map((list, index) => ({ Key: nthTagKey(key, index + 1), Value: list }))
}

/** What Open edX allows in the key of a course run, old style and new, and in the name of an organisation. */
function isPlain(value: string): boolean {
  return value.length <= mostCharacters && /^[\p{L}\p{M}\p{N}_\-~.:+/]+$/u.test(value)
}
