import { z } from 'zod'
import { defineQuestion } from '../../question.ts'
import { count, day } from '../figures.ts'
import { courseParam, periodParams } from '../params.ts'
import { dayOf } from '../time.ts'

/** One row for every day from the first change (or the beginning of the period) to the end of the period (or the last change). */
export const courseEnrollmentHistory = defineQuestion({
  name: 'course-enrollment-history',
  definition: {
    en: 'Learners enrolled at the end of each day: every enrollment adds one, every leaving takes one away, from the beginning of the course on. Where only the LMS’s table tells that somebody left, it counts on the day on which the table first said so. (Cairn does not see leavings; Aspects places each learner on the day of their latest change.)',
    es: 'Estudiantes inscritos al final de cada día: cada inscripción suma uno y cada baja resta uno, desde el comienzo del curso. Cuando solo la tabla del LMS dice que alguien dejó el curso, cuenta el día en que la tabla lo dijo por primera vez. (Cairn no ve las bajas; Aspects sitúa a cada estudiante en el día de su último cambio.)',
  },
  source: 'panorama.learner_course.enrollment_changes',
  needs: 'relational',
  params: z.object({ ...courseParam, ...periodParams }),
  row: z.object({ day, joined: count, left: count, enrolled: z.int() }),
  columns: {
    day: { label: { en: 'Day', es: 'Día' }, type: 'date' },
    joined: { label: { en: 'Enrolled on this day', es: 'Inscripciones del día' }, type: 'count' },
    left: { label: { en: 'Left on this day', es: 'Bajas del día' }, type: 'count' },
    enrolled: { label: { en: 'Enrolled', es: 'Inscritos' }, type: 'count', gap: 'carry' },
  },
  // What happened before the period is carried into its first day, and the line is drawn on to its last.
  sql: (tables) => `
    WITH changes AS (
      SELECT ${dayOf('c.at')} AS day, c.change AS change
      FROM ${tables.learnerCourse} FINAL ARRAY JOIN enrollment_changes AS c
      WHERE course_key = {course: String} AND ifNull(day <= {to: Nullable(Date)}, 1)
    )
    SELECT shown AS day,
      countIf(change = 1 AND in_period) AS joined,
      countIf(change = -1 AND in_period) AS \`left\`,
      sum(sum(change)) OVER (ORDER BY shown) AS enrolled
    FROM (
      SELECT greatest(day, ifNull({from: Nullable(Date)}, day)) AS shown, change, shown = day AS in_period FROM changes
      UNION ALL
      SELECT assumeNotNull({to: Nullable(Date)}), 0, 0 FROM (SELECT count() AS known FROM changes)
      WHERE known > 0 AND {to: Nullable(Date)} IS NOT NULL
    )
    GROUP BY shown
    ORDER BY day WITH FILL STEP 1 INTERPOLATE (enrolled)`,
})
