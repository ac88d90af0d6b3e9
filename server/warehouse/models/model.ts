import type { TableName, Tables } from '../tables.ts'

/**
 * One table that the questions read, and how its rows are computed from the statements for whole learners.
 * Its SQL sees all statements of a learner at once, so the order and the batches in which they came cannot matter.
 */
export interface Model {
  readonly table: TableName
  /** What `select` yields, by name; the version is added by the refresh. */
  readonly columns: readonly string[]
  /** The models whose rows it reads: they are computed before it. */
  readonly reads: readonly TableName[]
  /** Rows of the learners (or courses) in the snapshot `refreshingLearners`. */
  readonly select: (tables: Tables, listed: Listed) => string
}

/**
 * Which of the LMS's own tables have rows at all. Finding out who the learners of a refresh are there takes longer than all of their
 * few events, and of a site without these tables it would be for nothing.
 */
export interface Listed {
  readonly grades: boolean
  readonly completions: boolean
}

/**
 * Verbs by which the LMS or its staff record a fact about a learner; everything else is something the learner did.
 * Those of our own profile say so by their prefix (`server/events/own/iris.ts`).
 */
const recordedByTheLms = ['registered', 'unregistered', 'earned', 'passed', 'failed']
const recordedByTheLmsPrefix = 'urn:panorama:recorded:'

/** True for a statement of something that the learner did: what counts as activity. */
export const isActivity = `(verb NOT IN (${recordedByTheLms.map((verb) => `'${verb}'`).join(', ')}) AND NOT startsWith(verb, '${recordedByTheLmsPrefix}'))`

/** True for rows of the learners that are being refreshed. */
export const isTouched = (tables: Tables) =>
  `(course_key, actor_id) IN (SELECT course_key, actor_id FROM ${tables.refreshingLearners} WHERE actor_id != '')`

/** The course runs that are being refreshed, as a subquery with the column `course_key`. */
export const touchedCourses = (tables: Tables) => `(SELECT DISTINCT course_key FROM ${tables.refreshingLearners})`

/**
 * The organisation in a course key: `course-v1:Org+Course+Run` or, of old, `Org/Course/Run`.
 * Taken from the key and not from the LMS's display name of the organisation, because the scope narrows by it.
 */
export const orgOfKey =
  "if(match(course_key, '^[a-z-]+-v[0-9]+:'), extract(course_key, '^[a-z-]+-v[0-9]+:([^+]+)'), splitByChar('/', course_key)[1])"

/** The run in a course key: its last part. */
export const runOfKey = "splitByRegexp('[+/]', course_key)[-1]"

/** The LMS's dates arrive as text in several forms; what cannot be read is unknown. */
export const timeOf = (text: string) => `parseDateTime64BestEffortOrNull(${text}, 6, 'UTC')`
