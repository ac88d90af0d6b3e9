import type { Tables } from '../tables.ts'
import { isTouched, timeOf } from './model.ts'

/**
 * The LMS users by the pseudonym their events carry: columns `user_id`, `actor_id`. The newest external id of type `xapi`,
 * else the newest of any type. A user without an external id has a pseudonym that only the import can compute; such users
 * are known through their events alone.
 */
export const actorsOfUsers = (tables: Tables) => `(
  SELECT user_id, toString(argMax(external_user_id, (external_id_type = 'xapi', time_last_dumped, external_user_id))) AS actor_id
  FROM ${tables.externalId} GROUP BY user_id)`

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
  INNER JOIN ${actorsOfUsers(tables)} AS actor ON actor.user_id = enrollment.user_id
  ARRAY JOIN [
    (coalesce(${timeOf('created')}, ${timeOf('time_last_dumped')}), '0', true),
    (${timeOf('time_last_dumped')}, '1', is_active)] AS word
  WHERE ${isTouched(tables)} AND word.1 IS NOT NULL
  GROUP BY course_key, actor_id)`

/**
 * Columns of a learner's enrollment, from `words_told` or, for a learner who has none, `words_listed`: `words`,
 * `enrollment_status`, `enrollment_mode` and `enrollment_changes`. A change of track while enrolled is no new enrolment, and leaving
 * twice is leaving once: only true changes are kept, +1 and -1.
 */
export const enrollmentColumns = `
  arraySort(if(notEmpty(words_told), words_told, words_listed)) AS words,
  arrayMap(word -> word.3, words) AS states,
  multiIf(empty(words), '', states[-1], 'registered', 'unregistered') AS enrollment_status,
  arrayLast(word -> word.4 != '', words).4 AS enrollment_mode,
  arrayMap(
    word -> (word.1, if(word.3, 1, -1), word.4),
    arrayFilter((word, before) -> word.3 != before, words, arrayPopBack(arrayPushFront(states, false)))) AS enrollment_changes`
