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
 * Every word on who was enrolled when, of the touched learners: `course_key`, `actor_id`, `at`, `tie`, `enrolled`, `mode`.
 *
 * The words are the `registered` and `unregistered` statements. For a learner who has none of them, they are the rows of the
 * LMS's enrollment table: enrolled when the row was created, then whatever each dump says at the time of the dump, since the
 * table does not tell when somebody left.
 */
const enrollmentWords = (tables: Tables) => `
  WITH told AS (
    SELECT course_key, actor_id, emission_time AS at, toString(event_id) AS tie, verb = 'registered' AS enrolled,
      enrollment_mode AS mode
    FROM ${tables.statements} FINAL
    WHERE ${isTouched(tables)} AND verb IN ('registered', 'unregistered'))
  SELECT course_key, actor_id, at, tie, enrolled, mode FROM told
  UNION ALL
  SELECT course_key, actor_id, assumeNotNull(word.1) AS at, word.2 AS tie, word.3 AS enrolled, toString(mode) AS mode
  FROM ${tables.courseEnrollment} AS enrollment
  INNER JOIN ${actorsOfUsers(tables)} AS actor ON actor.user_id = enrollment.user_id
  ARRAY JOIN [
    (coalesce(${timeOf('created')}, ${timeOf('time_last_dumped')}), '0', true),
    (${timeOf('time_last_dumped')}, '1', is_active)] AS word
  WHERE ${isTouched(tables)} AND (course_key, actor_id) NOT IN (SELECT course_key, actor_id FROM told)
    AND word.1 IS NOT NULL`

/**
 * The enrollment of the touched learners: `enrollment_status`, `enrollment_mode` and `enrollment_changes`. A change of track while enrolled
 * is no new enrolment, and leaving twice is leaving once: only true changes are kept, +1 and -1.
 */
export const enrollments = (tables: Tables) => `(
  SELECT course_key, actor_id,
    arraySort(groupUniqArray((at, tie, enrolled, mode))) AS words,
    arrayMap(word -> word.3, words) AS states,
    if(states[-1], 'registered', 'unregistered') AS enrollment_status,
    arrayLast(word -> word.4 != '', words).4 AS enrollment_mode,
    arrayMap(
      word -> (word.1, if(word.3, 1, -1), word.4),
      arrayFilter((word, before) -> word.3 != before, words, arrayPopBack(arrayPushFront(states, false)))) AS enrollment_changes
  FROM (${enrollmentWords(tables)})
  GROUP BY course_key, actor_id)`
