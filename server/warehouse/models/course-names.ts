import { type Model, orgOfKey, runOfKey, timeOf, touchedCourses } from './model.ts'

/**
 * Every course run that events or the LMS's tables know, with its newest overview. A run without an overview is called by its key.
 */
export const courseNames: Model = {
  table: 'courseNames',
  columns: [
    'course_key',
    'org',
    'run',
    'display_name',
    'course_start',
    'course_end',
    'lowest_passing_grade',
    'language',
  ],
  reads: [],
  select: (tables) => `
    WITH overviews AS (
      SELECT course_key,
        argMax((display_name, course_start, course_end, course_data_json), (modified, time_last_dumped)) AS told
      FROM ${tables.courseOverviews} WHERE course_key IN ${touchedCourses(tables)} GROUP BY course_key)
    SELECT course_key, ${orgOfKey} AS org, ${runOfKey} AS run,
      if(told.1 = '', toString(course_key), told.1) AS display_name,
      ${timeOf('told.2')} AS course_start,
      ${timeOf('told.3')} AS course_end,
      JSONExtract(told.4, 'lowest_passing_grade', 'Nullable(Float64)') AS lowest_passing_grade,
      JSONExtractString(told.4, 'language') AS language
    FROM ${touchedCourses(tables)} AS course
    LEFT JOIN overviews USING (course_key)`,
}
