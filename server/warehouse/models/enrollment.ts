import type { Tables } from '../tables.ts'
import { isTouched, timeOf, touchedCourses } from './model.ts'

/**
 * The LMS users by the pseudonym their events carry: columns `user_id`, `actor_id`. The newest external id of type `xapi`; else
 * the pseudonym that the import makes of a user id (`lms.accounts`); else, of a site whose accounts were never loaded, the newest
 * external id of any type.
 * @param where which of them, as a condition on `user_id`
 */
export const actorsOfUsers = (tables: Tables, where = '1') => `(
  SELECT user_id, argMax(actor_id, (told_by, told_at, actor_id)) AS actor_id
  FROM (
    SELECT toInt64(user_id) AS user_id, toString(external_user_id) AS actor_id,
      if(external_id_type = 'xapi', 3, 1) AS told_by, time_last_dumped AS told_at
    FROM ${tables.externalId} WHERE ${where}
    UNION ALL
    SELECT user_id, actor_id, 2, '' FROM ${tables.lmsAccounts} WHERE ${where})
  GROUP BY user_id)`

/** The same of the learners that are being refreshed, and of no others. */
export const actorsOfTouched = (tables: Tables) =>
  actorsOfUsers(
    tables,
    `user_id IN (
      SELECT toInt64(user_id) FROM ${tables.externalId}
      WHERE external_user_id IN (SELECT toUUIDOrZero(actor_id) FROM ${tables.refreshingLearners})
      UNION ALL
      SELECT user_id FROM ${tables.lmsAccounts} WHERE actor_id IN (SELECT actor_id FROM ${tables.refreshingLearners}))`,
  )

/**
 * Words on whether a learner was enrolled, as tuples: when, what decides between words of the same moment, enrolled or not, track.
 * Those of the `registered` and `unregistered` statements, to be gathered over the statements of a learner.
 */
export const wordsTold = `groupUniqArrayIf(
  (emission_time, toString(event_id), CAST(verb = 'registered' AS Bool), toString(enrollment_mode)), verb IN ('registered', 'unregistered'))`

/**
 * The words of the LMS's enrollment table on the touched learners: `course_key`, `actor_id`, `words_listed`. Enrolled when the row was
 * created, then whatever each dump says at the time of the dump, since the table does not tell when somebody left.
 */
export const wordsListed = (tables: Tables) => `(
  SELECT course_key, actor_id, groupUniqArray((assumeNotNull(word.1), word.2, word.3, toString(mode))) AS words_listed
  FROM ${tables.courseEnrollment} AS enrollment
  INNER JOIN ${actorsOfTouched(tables)} AS actor ON actor.user_id = enrollment.user_id
  ARRAY JOIN [
    (coalesce(${timeOf('created')}, ${timeOf('time_last_dumped')}), '0', true),
    (${timeOf('time_last_dumped')}, '1', is_active)] AS word
  WHERE course_key IN ${touchedCourses(tables)} AND ${isTouched(tables)} AND word.1 IS NOT NULL
  GROUP BY course_key, actor_id)`

/**
 * Columns of a learner's enrollment, from `words_told` and `words_listed`: `words`, `enrollment_status`, `enrollment_mode` and
 * `enrollment_changes`. Events and the LMS's table are one history, and its newest word holds: what happened after the table was
 * read counts at once, and what no event told counts from the table on. A change of track while enrolled is no new enrolment, and
 * leaving twice is leaving once: only true changes are kept, +1 and -1.
 */
export const enrollmentColumns = `
  arraySort(arrayConcat(words_told, words_listed)) AS words,
  arrayMap(word -> word.3, words) AS states,
  multiIf(empty(words), '', states[-1], 'registered', 'unregistered') AS enrollment_status,
  arrayLast(word -> word.4 != '', words).4 AS enrollment_mode,
  arrayMap(
    word -> (word.1, if(word.3, 1, -1), word.4),
    arrayFilter((word, before) -> word.3 != before, words, arrayPopBack(arrayPushFront(states, false)))) AS enrollment_changes`
