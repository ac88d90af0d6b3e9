import { completionsListed } from './completion.ts'
import { isActivity, isTouched, type Model, orgOfKey } from './model.ts'

/**
 * What one learner did with one block of the course.
 *
 * - visits: `navigated` statements on the block.
 * - attempts: `evaluated` statements, that is, submissions which the server graded; the single questions of a problem
 *   count with the problem. First and last go by time, then by event id. A try of unknown outcome stays unknown.
 * - hints and answers shown: `asked` statements for `…/hint/n` and `…/answer`.
 * - completion: the newest `progressed` statement, or what the LMS's table of completions says, as if it had told it then
 *   (see `completion.ts`); completed_at is when the block was first complete, while it still is.
 */
export const learnerBlock: Model = {
  table: 'learnerBlock',
  columns: [
    'course_key',
    'org',
    'actor_id',
    'block_key',
    'visits',
    'attempts',
    'first_success',
    'last_success',
    'best_score',
    'last_score',
    'first_tried_at',
    'last_tried_at',
    'hints',
    'answers_shown',
    'completion',
    'completed_at',
    'last_activity',
  ],
  reads: [],
  // Most blocks were never tried: lists that are empty cost less than a state for each figure.
  select: (tables, listed) => `
    WITH
      arraySort(groupArrayIf((emission_time, event_id, success, scaled_score), verb = 'evaluated')) AS tries,
      arraySort(groupArrayIf(
        (emission_time, event_id, happenings.completion), verb = 'progressed' AND happenings.completion IS NOT NULL)) AS words
    SELECT course_key, ${orgOfKey} AS org, actor_id, block_key,
      countIf(verb = 'navigated') AS visits,
      length(tries) AS attempts,
      tries[1].3 AS first_success,
      tries[-1].3 AS last_success,
      maxIf(scaled_score, verb = 'evaluated') AS best_score,
      arrayLast(try -> try.4 IS NOT NULL, tries).4 AS last_score,
      if(attempts > 0, tries[1].1, NULL) AS first_tried_at,
      if(attempts > 0, tries[-1].1, NULL) AS last_tried_at,
      countIf(verb = 'asked' AND match(object_id, '/hint/[^/]*$')) AS hints,
      countIf(verb = 'asked' AND endsWith(object_id, '/answer')) AS answers_shown,
      words[-1].3 AS completion,
      if(completion = 1, arrayFirst(word -> word.3 = 1, words).1, NULL) AS completed_at,
      max(emission_time) AS last_activity
    FROM (
      SELECT course_key, actor_id, block_key, emission_time, event_id, verb, object_id, success, scaled_score, completion
      FROM ${tables.statements} FINAL
      WHERE ${isTouched(tables)} AND ${isActivity} AND block_key != '' AND NOT is_part
      ${listed.completions ? `UNION ALL ${completionsListed(tables)}` : ''}) AS happenings
    GROUP BY course_key, actor_id, block_key`,
}
