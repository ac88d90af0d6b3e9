import { z } from 'zod'
import { defineQuestion } from '../../question.ts'
import { count, day } from '../figures.ts'
import { courseParam, periodParams } from '../params.ts'
import { dayOf, inPeriod } from '../time.ts'

/** Days without activity have no row. */
export const courseActivityByDay = defineQuestion({
  name: 'course-activity-by-day',
  definition: {
    en: 'For each day: the learners who did something, how many things they did, and their active time. Whatever a learner does counts as the 2 minutes after it; overlaps count once per learner. Learners who have left since are part of the days on which they were there.',
    es: 'Para cada día: quiénes hicieron algo, cuántas cosas hicieron y su tiempo activo. Cada acción cuenta como los 2 minutos siguientes; los solapes cuentan una vez por estudiante. Quienes dejaron el curso después forman parte de los días en que estuvieron.',
  },
  source: 'panorama.learner_quarter',
  needs: 'events',
  params: z.object({ ...courseParam, ...periodParams }),
  row: z.object({ day, learners: count, active_seconds: count, actions: count }),
  columns: {
    day: { label: { en: 'Day', es: 'Día' }, type: 'date' },
    learners: { label: { en: 'Active learners', es: 'Estudiantes activos' }, type: 'count' },
    active_seconds: { label: { en: 'Active time', es: 'Tiempo activo' }, type: 'seconds' },
    actions: { label: { en: 'Actions', es: 'Acciones' }, type: 'count' },
  },
  sql: (tables) => `
    SELECT ${dayOf('quarter')} AS day,
      uniqExactIf(actor_id, q.actions > 0) AS learners,
      sum(q.active_seconds) AS active_seconds,
      sum(q.actions) AS actions
    FROM ${tables.learnerQuarter} AS q FINAL
    WHERE course_key = {course: String} AND ${inPeriod('quarter')}
    GROUP BY day ORDER BY day`,
})
