import { type Model, orgOfKey, touchedCourses } from './model.ts'

/**
 * The class as its learners may see it: medians over those who are enrolled now. The grade is over learners who have one, and
 * the weekly time over learners who were active in the last 28 days of the course's data, as a fourth of their time in those days.
 */
export const coursePeers: Model = {
  table: 'coursePeers',
  columns: ['course_key', 'org', 'learners', 'median_grade', 'median_blocks_completed', 'median_weekly_seconds'],
  reads: ['learnerCourse', 'learnerQuarter'],
  select: (tables) => `
    WITH
      enrolled AS (
        SELECT course_key, actor_id, grade, blocks_completed FROM ${tables.learnerCourse} FINAL
        WHERE course_key IN ${touchedCourses(tables)} AND enrollment_status = 'registered'),
      recent AS (
        SELECT course_key, actor_id, sum(active_seconds) / 4 AS weekly_seconds
        FROM ${tables.learnerQuarter} FINAL
        INNER JOIN (
          SELECT course_key, max(quarter) AS newest FROM ${tables.learnerQuarter}
          WHERE course_key IN ${touchedCourses(tables)} GROUP BY course_key) AS course USING (course_key)
        WHERE quarter > newest - INTERVAL 28 DAY
        GROUP BY course_key, actor_id)
    SELECT course_key, ${orgOfKey} AS org,
      countIf(actor_id != '') AS learners,
      quantileExactInclusiveOrNull(0.5)(grade) AS median_grade,
      quantileExactInclusiveOrNullIf(0.5)(blocks_completed, actor_id != '') AS median_blocks_completed,
      quantileExactInclusiveOrNullIf(0.5)(weekly_seconds, weekly_seconds > 0) AS median_weekly_seconds
    FROM ${touchedCourses(tables)} AS course
    LEFT JOIN enrolled USING (course_key)
    LEFT JOIN recent USING (course_key, actor_id)
    GROUP BY course_key`,
}
