import { actorsOfTouched } from './enrollment.ts'
import { isTouched, type Model, orgOfKey } from './model.ts'

/**
 * What learners told the LMS of themselves, from the newest row of their profile. One row per learner of a course, blank
 * where the profile is unknown: names and mail stay where they are.
 */
export const learnerDemographics: Model = {
  table: 'learnerDemographics',
  columns: ['course_key', 'org', 'actor_id', 'gender', 'level_of_education', 'year_of_birth'],
  reads: ['learnerCourse'],
  select: (tables) => `
    WITH
      people AS (SELECT actor_id, max(user_id) AS user_id FROM ${actorsOfTouched(tables)} GROUP BY actor_id),
      profiles AS (
        SELECT user_id,
          argMax(tuple(profile.gender, profile.level_of_education, toUInt16OrNull(profile.year_of_birth)), time_last_dumped) AS told
        FROM ${tables.userProfile} AS profile
        WHERE user_id IN (SELECT user_id FROM people)
        GROUP BY user_id)
    SELECT course_key, ${orgOfKey} AS org, actor_id,
      told.1 AS gender, told.2 AS level_of_education, told.3 AS year_of_birth
    FROM (SELECT course_key, actor_id FROM ${tables.learnerCourse} FINAL WHERE ${isTouched(tables)}) AS learner
    LEFT JOIN people USING (actor_id)
    LEFT JOIN profiles USING (user_id)`,
}
