import { isActivity, isTouched, type Model, orgOfKey } from './model.ts'

/** How long after an action a learner still counts as active: Cairn's window, so that times compare. */
const secondsAfterAnAction = 120

/**
 * Active time and actions by quarter of an hour UTC, the grain that adds up to days in every time zone.
 *
 * Everything a learner does marks the 120 seconds after it as active. A second counts once per learner and course however
 * many actions cover it (Cairn counts a second once for all learners together, which makes its mean too low), and
 * goes to the quarter it lies in. Actions are distinct events; the questions of one problem are not counted beside it.
 */
export const learnerQuarter: Model = {
  table: 'learnerQuarter',
  columns: ['course_key', 'org', 'actor_id', 'quarter', 'active_seconds', 'actions'],
  // Each marked second lasts until the next one or its window ends; such a stretch reaches into two quarters at most.
  select: (tables) => `
    WITH
      marks AS (
        SELECT course_key, actor_id, toInt64(toUnixTimestamp(emission_time)) AS second, countIf(NOT is_part) AS events
        FROM ${tables.statements} FINAL
        WHERE ${isTouched(tables)} AND ${isActivity}
        GROUP BY course_key, actor_id, second),
      stretches AS (
        SELECT course_key, actor_id, second, events, intDiv(second, 900) * 900 AS begins,
          least(${secondsAfterAnAction}, leadInFrame(second, 1, second + ${secondsAfterAnAction}) OVER (
            PARTITION BY course_key, actor_id ORDER BY second
            ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) - second) AS length,
          least(length, begins + 900 - second) AS length_here
        FROM marks)
    SELECT course_key, ${orgOfKey} AS org, actor_id, toDateTime(share.1, 'UTC') AS quarter,
      sum(share.2) AS active_seconds, sum(share.3) AS actions
    FROM stretches
    ARRAY JOIN [(begins, length_here, events), (begins + 900, length - length_here, 0)] AS share
    GROUP BY course_key, actor_id, quarter
    HAVING active_seconds > 0`,
}
