import type { Tables } from '../tables.ts'
import { actorsOfTouched } from './enrollment.ts'
import { isTouched, touchedCourses } from './model.ts'

/**
 * What the LMS's table of completions says of the touched learners, in the columns that `learner-block.ts` reads of statements: a
 * block was progressed in when its row was changed last.
 */
export const completionsListed = (tables: Tables) => `
  SELECT course_key, actor_id, block_key, modified AS emission_time, toUUID('00000000-0000-0000-0000-000000000000') AS event_id,
    'progressed' AS verb, '' AS object_id, NULL AS success, NULL AS scaled_score, completion
  FROM ${tables.lmsCompletions} AS listed
  INNER JOIN ${actorsOfTouched(tables)} AS actor ON actor.user_id = listed.user_id
  WHERE course_key IN ${touchedCourses(tables)} AND ${isTouched(tables)}`
