import { z } from 'zod'
import { defineQuestion } from '../../question.ts'
import { count, seconds, share } from '../figures.ts'
import { nowParam, periodParams } from '../params.ts'
import { learnersToReach } from '../reach.ts'
import { inPeriod } from '../time.ts'

/** The course runs in scope beside each other, the largest first. */
export const courseComparison = defineQuestion({
  name: 'course-comparison',
  definition: {
    en: 'Every course run in which somebody is enrolled now. Active: the share of those enrolled who did something in the period. Time: active time in the period per learner of these. Right at the first try: of all pairs of a learner and a problem that they answered, the share in which the first answer was right, since the beginning of the course and of everybody who ever answered. Passing: the share of those enrolled of whom the LMS last said that they pass; without a grade they do not pass yet. Need a word: those enrolled who are stuck, away for a week or have not begun, as on the board of the course. (Aspects counts rows where it says learners, those who left among them, and takes everybody who never came for at risk.)',
    es: 'Todas las ediciones en las que ahora hay alguien inscrito. Activas: la parte de las personas inscritas que hicieron algo en el período. Tiempo: tiempo activo en el período por cada una de ellas. Acierto a la primera: de todos los pares de persona y problema respondido, la parte en que la primera respuesta fue correcta, desde el comienzo del curso y de todas las personas que respondieron alguna vez. Aprueban: la parte de las personas inscritas de quienes el LMS dijo por última vez que aprueban; sin calificación todavía no aprueban. Necesitan unas palabras: las personas inscritas que se atascaron, llevan una semana ausentes o no han empezado, como en el tablero del curso. (Aspects cuenta filas donde dice estudiantes, también a quienes dejaron el curso, y da por en riesgo a quien nunca vino.)',
  },
  source: 'panorama.learner_course; panorama.learner_quarter; panorama.learner_block; panorama.course_names',
  needs: 'events',
  params: z.object({ ...periodParams, ...nowParam }),
  row: z.object({
    course_key: z.string(),
    name: z.string(),
    run: z.string(),
    enrolled: count,
    active_share: share,
    mean_seconds: seconds.nullable(),
    right_first_share: share.nullable(),
    passing_share: share,
    to_reach: count,
  }),
  columns: {
    course_key: { label: { en: 'Course key', es: 'Clave del curso' }, type: 'text' },
    name: { label: { en: 'Course', es: 'Curso' }, type: 'text' },
    run: { label: { en: 'Run', es: 'Edición' }, type: 'text' },
    enrolled: { label: { en: 'Enrolled', es: 'Inscritos' }, type: 'count' },
    active_share: { label: { en: 'Active', es: 'Activos' }, type: 'share' },
    mean_seconds: { label: { en: 'Time per active learner', es: 'Tiempo por persona activa' }, type: 'seconds' },
    right_first_share: { label: { en: 'Right at the first try', es: 'Acierto a la primera' }, type: 'share' },
    passing_share: { label: { en: 'Passing', es: 'Aprueban' }, type: 'share' },
    to_reach: { label: { en: 'Need a word', es: 'Necesitan unas palabras' }, type: 'count' },
  },
  sql: (tables) => `
    WITH
      classes AS (
        SELECT course_key, count() AS enrolled, countIf(ifNull(passed, false)) AS passing
        FROM ${tables.learnerCourse} FINAL WHERE enrollment_status = 'registered' GROUP BY course_key),
      acted AS (
        SELECT course_key, count() AS active, avg(seconds) AS mean_seconds
        FROM (
          SELECT course_key, actor_id, sum(active_seconds) AS seconds
          FROM ${tables.learnerQuarter} FINAL WHERE ${inPeriod('quarter')}
          GROUP BY course_key, actor_id HAVING sum(actions) > 0) AS active
        INNER JOIN (
          SELECT course_key, actor_id FROM ${tables.learnerCourse} FINAL WHERE enrollment_status = 'registered'
        ) AS enrolled USING (course_key, actor_id)
        GROUP BY course_key),
      tries AS (
        SELECT course_key, avg(ifNull(first_success, false)) AS right_first
        FROM ${tables.learnerBlock} FINAL WHERE attempts > 0 GROUP BY course_key),
      waiting AS (
        SELECT course_key, countIf(reason != 'long_away') AS to_reach FROM ${learnersToReach(tables)} GROUP BY course_key)
    SELECT c.course_key AS course_key, names.display_name AS name, names.run AS run, c.enrolled AS enrolled,
      acted.active / c.enrolled AS active_share,
      if(acted.active = 0, NULL, acted.mean_seconds) AS mean_seconds,
      if(tries.course_key = '', NULL, tries.right_first) AS right_first_share,
      c.passing / c.enrolled AS passing_share,
      waiting.to_reach AS to_reach
    FROM classes AS c
    LEFT JOIN (SELECT course_key, display_name, run FROM ${tables.courseNames} FINAL) AS names ON names.course_key = c.course_key
    LEFT JOIN acted ON acted.course_key = c.course_key
    LEFT JOIN tries ON tries.course_key = c.course_key
    LEFT JOIN waiting ON waiting.course_key = c.course_key
    ORDER BY enrolled DESC, name, course_key`,
})
