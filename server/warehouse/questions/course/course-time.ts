import { z } from 'zod'
import { defineQuestion } from '../../question.ts'
import { count, seconds } from '../figures.ts'
import { courseParam, periodParams } from '../params.ts'
import { ifPeriodBefore, inPeriod, inPeriodBefore } from '../time.ts'

export const courseTime = defineQuestion({
  name: 'course-time',
  definition: {
    en: 'Active time per learner who was active in the period. Whatever a learner does counts as the 2 minutes after it; where these overlap they count once for that learner. It is a lower bound: reading quietly for longer is not seen. (Cairn counts a second once for all learners together, so its mean is too low.)',
    es: 'Tiempo activo por estudiante que estuvo activo en el período. Cada acción cuenta como los 2 minutos siguientes; si se solapan, cuentan una sola vez para esa persona. Es un mínimo: leer en silencio más tiempo no se ve. (Cairn cuenta cada segundo una sola vez para todas las personas juntas, y su media queda baja.)',
  },
  source: 'panorama.learner_quarter.active_seconds',
  needs: 'events',
  params: z.object({ ...courseParam, ...periodParams }),
  row: z.object({
    mean_seconds: seconds.nullable(),
    median_seconds: seconds.nullable(),
    previous_mean_seconds: seconds.nullable(),
    learners: count,
  }),
  columns: {
    mean_seconds: { label: { en: 'Mean time', es: 'Tiempo medio' }, type: 'seconds', gap: 'break' },
    median_seconds: { label: { en: 'Median time', es: 'Tiempo mediano' }, type: 'seconds', gap: 'break' },
    previous_mean_seconds: {
      label: { en: 'Mean in the period before', es: 'Media del período anterior' },
      type: 'seconds',
      gap: 'break',
    },
    learners: { label: { en: 'Active learners', es: 'Estudiantes activos' }, type: 'count' },
  },
  // A window of 2 minutes may reach into a day on which nothing was done: such a learner is not active on that day.
  sql: (tables) => `
    SELECT countIf(actions > 0) AS learners,
      if(learners = 0, NULL, avgIf(seconds, actions > 0)) AS mean_seconds,
      if(learners = 0, NULL, quantileExactInclusiveIf(0.5)(seconds, actions > 0)) AS median_seconds,
      if(countIf(actions_before > 0) = 0, NULL, avgIf(seconds_before, actions_before > 0)) AS mean_before,
      ${ifPeriodBefore('mean_before')} AS previous_mean_seconds
    FROM (
      SELECT actor_id,
        sumIf(active_seconds, ${inPeriod('quarter')}) AS seconds,
        sumIf(q.actions, ${inPeriod('quarter')}) AS actions,
        sumIf(active_seconds, ${inPeriodBefore('quarter')}) AS seconds_before,
        sumIf(q.actions, ${inPeriodBefore('quarter')}) AS actions_before
      FROM ${tables.learnerQuarter} AS q FINAL WHERE course_key = {course: String} GROUP BY actor_id
    )`,
})
