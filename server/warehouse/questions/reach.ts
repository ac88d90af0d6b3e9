import type { Tables } from '../tables.ts'
import { now } from './time.ts'

/** Whoever is away no longer than this has a week like any other. */
export const daysAway = 7
/** Whoever is away longer has most often made up their mind. */
export const daysLongAway = 21
/** What a learner tried lately. */
export const daysLately = 14
/** So many problems that somebody cannot solve are no accident. */
export const problemsUnsolved = 3

/** Why a word may make a difference; those first of whom it may make the most. */
export const reasonsToReach = ['stuck', 'away', 'not_begun', 'long_away'] as const

/**
 * SQL for the learners to whom a word from their teacher may make a difference, while their course goes on: `course_key`, `actor_id`,
 * `reason`, `last_activity`, `enrolled_at`, `grade`, and of all problems that they tried how many are `solved` and `unsolved` in their
 * newest answer. It binds the parameter `now`.
 * @param where which course runs, as a condition on `course_key`
 */
export const learnersToReach = (tables: Tables, where = '1') => `(
  WITH
    ${now} - INTERVAL ${daysAway} DAY AS week_ago,
    ${now} - INTERVAL ${daysLongAway} DAY AS weeks_ago,
    ${now} - INTERVAL ${daysLately} DAY AS lately,
    tries AS (
      SELECT course_key, actor_id, countIf(ifNull(last_success, false)) AS solved, count() - solved AS unsolved,
        countIf(last_tried_at > lately) AS tried_lately,
        countIf(last_tried_at > lately AND NOT ifNull(last_success, false)) AS unsolved_lately
      FROM ${tables.learnerBlock} FINAL WHERE ${where} AND attempts > 0 GROUP BY course_key, actor_id),
    learners AS (
      SELECT course_key, actor_id, last_activity, grade, arrayLast(each -> each.change = 1, enrollment_changes).at AS enrolled_at,
        tries.solved AS solved, tries.unsolved AS unsolved,
        multiIf(
          last_activity IS NULL, if(enrolled_at <= week_ago, 'not_begun', ''),
          last_activity <= weeks_ago, 'long_away',
          last_activity <= week_ago, 'away',
          unsolved_lately >= ${problemsUnsolved} AND 2 * unsolved_lately >= tried_lately, 'stuck',
          '') AS reason
      FROM ${tables.learnerCourse} AS learner FINAL
      LEFT JOIN tries USING (course_key, actor_id)
      WHERE ${where} AND enrollment_status = 'registered' AND NOT ifNull(passed, false))
  SELECT course_key, actor_id, reason, last_activity, enrolled_at, grade, solved, unsolved
  FROM learners
  LEFT JOIN (
    SELECT course_key, course_start, course_end FROM ${tables.courseNames} FINAL WHERE ${where}) AS dates USING (course_key)
  WHERE reason != '' AND ifNull(course_end > ${now}, true) AND (reason != 'not_begun' OR ifNull(course_start <= week_ago, true)))`
