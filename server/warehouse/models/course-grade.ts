import type { Tables } from '../tables.ts'
import { actorsOfTouched } from './enrollment.ts'
import { isTouched, touchedCourses } from './model.ts'

/**
 * What the LMS's table of course grades says of the touched learners: `course_key`, `actor_id`, `grade_listed` (0 to 1),
 * `passed_listed` and `listed_at`, which are null for a learner who is not in it. It passes whoever has a letter other than `Fail`.
 */
export const gradesListed = (tables: Tables) => `(
  SELECT course_key, actor_id,
    toNullable(max(modified)) AS listed_at,
    toNullable(argMax(percent_grade, (modified, percent_grade))) AS grade_listed,
    toNullable(argMax(letter_grade NOT IN ('', 'Fail'), (modified, percent_grade))) AS passed_listed
  FROM ${tables.lmsGrades} AS listed
  INNER JOIN ${actorsOfTouched(tables)} AS actor ON actor.user_id = listed.user_id
  WHERE course_key IN ${touchedCourses(tables)} AND ${isTouched(tables)}
  GROUP BY course_key, actor_id)`

/** The same of a site whose table of course grades is empty. */
export const noGradesListed = `(
  SELECT CAST('' AS LowCardinality(String)) AS course_key, '' AS actor_id, CAST(NULL AS Nullable(DateTime64(6, 'UTC'))) AS listed_at,
    CAST(NULL AS Nullable(Float64)) AS grade_listed, CAST(NULL AS Nullable(UInt8)) AS passed_listed
  WHERE false)`

/**
 * Columns of a learner's course grade: `grade`, `graded_at` and `passed`, from `grade_told` and `grade_told_at`, `passed_told` and
 * `passed_told_at` of the statements, and what the LMS's table says: whichever was changed last holds.
 */
export const gradeColumns = `
  ifNull(listed_at >= ifNull(grade_told_at, listed_at), false) AS is_grade_listed,
  if(is_grade_listed, grade_listed, grade_told) AS grade,
  if(is_grade_listed, listed_at, grade_told_at) AS graded_at,
  if(ifNull(listed_at >= ifNull(passed_told_at, listed_at), false), CAST(passed_listed AS Nullable(Bool)), passed_told) AS passed`
