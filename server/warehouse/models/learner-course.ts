import { gradeColumns, gradesListed, noGradesListed } from './course-grade.ts'
import { enrollmentColumns, wordsListed, wordsTold } from './enrollment.ts'
import { isActivity, isTouched, type Model, orgOfKey } from './model.ts'

/**
 * One learner in one course run. Computed after the models by quarter, block and video, whose rows it adds up.
 *
 * - enrollment: see `enrollment.ts`.
 * - grade: the newest `earned` statement on the course that carries a score, or the LMS's table of course grades where that was
 *   changed later (see `course-grade.ts`). A `failed` statement carries none and does not turn the grade into 0.
 * - passed: the newest word on it: `passed`, `failed`, the class of a course grade (`Fail`, or the letter earned), or that table.
 * - problems tried: blocks with a graded submission. Videos watched: videos of which a second was played.
 * - statements: how many there were, which shows when a row has fallen behind (see `repair.ts`).
 */
export const learnerCourse: Model = {
  table: 'learnerCourse',
  columns: [
    'course_key',
    'org',
    'actor_id',
    'enrollment_status',
    'enrollment_mode',
    'enrollment_changes',
    'first_activity',
    'last_activity',
    'grade',
    'graded_at',
    'passed',
    'active_seconds',
    'problems_tried',
    'videos_watched',
    'blocks_completed',
    'statements',
  ],
  reads: ['learnerQuarter', 'learnerBlock', 'learnerVideo'],
  select: (tables, listed) => `
    WITH
      facts AS (
        WITH
          verb = 'earned' AND object_type = 'course' AS is_course_grade,
          multiIf(verb = 'passed', true, verb = 'failed', false, is_course_grade AND grade_class != '', grade_class != 'Fail', NULL) AS word
        SELECT course_key, actor_id, count() AS statements,
          ${wordsTold} AS words_told,
          minOrNullIf(emission_time, ${isActivity}) AS first_activity,
          maxOrNullIf(emission_time, ${isActivity}) AS last_activity,
          argMaxIf(scaled_score, (emission_time, event_id), is_course_grade) AS grade_told,
          maxOrNullIf(emission_time, is_course_grade AND scaled_score IS NOT NULL) AS grade_told_at,
          argMax(word, (emission_time, event_id)) AS passed_told,
          maxOrNullIf(emission_time, word IS NOT NULL) AS passed_told_at
        FROM ${tables.statements} FINAL
        WHERE ${isTouched(tables)}
        GROUP BY course_key, actor_id),
      figures AS (
        SELECT course_key, actor_id, sum(seconds) AS active_seconds,
          countIf(is_tried) AS problems_tried, countIf(is_watched) AS videos_watched, countIf(is_completed) AS blocks_completed
        FROM (
          SELECT course_key, actor_id, active_seconds AS seconds, false AS is_tried, false AS is_watched, false AS is_completed
          FROM ${tables.learnerQuarter} FINAL WHERE ${isTouched(tables)}
          UNION ALL
          SELECT course_key, actor_id, 0, attempts > 0, false, completion = 1
          FROM ${tables.learnerBlock} FINAL WHERE ${isTouched(tables)}
          UNION ALL
          SELECT course_key, actor_id, 0, false, covered_seconds > 0, false
          FROM ${tables.learnerVideo} FINAL WHERE ${isTouched(tables)})
        GROUP BY course_key, actor_id)
    SELECT course_key, ${orgOfKey} AS org, actor_id, ${enrollmentColumns},
      first_activity, last_activity, ${gradeColumns},
      active_seconds, problems_tried, videos_watched, blocks_completed, statements
    FROM (SELECT DISTINCT course_key, actor_id FROM ${tables.refreshingLearners} WHERE actor_id != '') AS touched
    LEFT JOIN facts USING (course_key, actor_id)
    LEFT JOIN ${wordsListed(tables)} AS listed USING (course_key, actor_id)
    LEFT JOIN ${listed.grades ? gradesListed(tables) : noGradesListed} AS graded USING (course_key, actor_id)
    LEFT JOIN figures USING (course_key, actor_id)
    WHERE statements > 0 OR notEmpty(words)`,
}
