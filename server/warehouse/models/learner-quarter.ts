import { isActivity, isTouched, type Model, orgOfKey } from './model.ts'

/** How long after an action a learner still counts as active: Cairn's window, so that times compare. */
const secondsAfterAnAction = 120

/**
 * Active time and actions by quarter of an hour UTC, the grain that adds up to days in every time zone.
 *
 * Everything a learner does marks the 120 seconds after it as active. A second counts once per learner and course however
 * many actions cover it (Cairn counts a second once for all learners together, which makes its mean too low), and
 * goes to the quarter it lies in. Actions are distinct events; the questions of one problem are not counted beside it.
 * Computed after the model by video, which tells the plays that came to something.
 */
export const learnerQuarter: Model = {
  table: 'learnerQuarter',
  columns: ['course_key', 'org', 'actor_id', 'quarter', 'active_seconds', 'actions', 'attempts', 'plays'],
  reads: ['learnerVideo'],
  // What was done in a second lasts until the next thing is done or its window ends: not at all, where that is in the same
  // second. Such a stretch reaches into two quarters at most.
  select: (tables) => `
    WITH
      learners AS (
        SELECT course_key, actor_id,
          arraySort(groupArray((
            toInt64(toUnixTimestamp(emission_time)), NOT is_part, verb = 'evaluated' AND NOT is_part,
            verb = 'played' AND (course_key, actor_id, block_key) IN (
              SELECT course_key, actor_id, block_key FROM ${tables.learnerVideo} FINAL
              WHERE ${isTouched(tables)} AND watched_seconds > 0)))) AS deeds,
          arrayPushBack(arrayPopFront(deeds.1), deeds[-1].1 + ${secondsAfterAnAction}) AS next_seconds
        FROM ${tables.statements} FINAL
        WHERE ${isTouched(tables)} AND ${isActivity}
        GROUP BY course_key, actor_id),
      stretches AS (
        SELECT course_key, actor_id, deed.1 AS second, deed.2 AS events, deed.3 AS tries, deed.4 AS starts,
          intDiv(second, 900) * 900 AS begins,
          least(${secondsAfterAnAction}, next_second - second) AS length,
          least(length, begins + 900 - second) AS length_here
        FROM learners
        ARRAY JOIN deeds AS deed, next_seconds AS next_second)
    SELECT course_key, ${orgOfKey} AS org, actor_id, toDateTime(share.1, 'UTC') AS quarter,
      sum(share.2) AS active_seconds, sum(share.3) AS actions, sum(share.4) AS attempts, sum(share.5) AS plays
    FROM stretches
    ARRAY JOIN [
      (begins, length_here, events, tries, starts), (begins + 900, length - length_here, 0, 0, 0)] AS share
    GROUP BY course_key, actor_id, quarter
    HAVING active_seconds > 0`,
}
