import { z } from 'zod'
import { defineQuestion } from '../../question.ts'
import { count, day } from '../figures.ts'
import { courseParam, periodParams } from '../params.ts'
import { dayOf, inPeriod } from '../time.ts'

/** One row for every week from the first with activity to the last. */
export const learnerWeeks = defineQuestion({
  name: 'learner-weeks',
  definition: {
    en: 'Your weeks, from Monday to Sunday where you are: how long you were active and how many things you did. Whatever you do counts as the 2 minutes after it; overlaps count once in each course.',
    es: 'Tus semanas, de lunes a domingo donde estás: cuánto tiempo estuviste activo y cuántas cosas hiciste. Cada acción cuenta como los 2 minutos siguientes; los solapes cuentan una vez en cada curso.',
  },
  source: 'panorama.learner_quarter',
  needs: 'events',
  params: z.object({ course: courseParam.course.nullable(), ...periodParams }),
  row: z.object({ week: day, active_seconds: count, actions: count }),
  columns: {
    week: { label: { en: 'Week from', es: 'Semana del' }, type: 'date' },
    active_seconds: { label: { en: 'Active time', es: 'Tiempo activo' }, type: 'seconds' },
    actions: { label: { en: 'Actions', es: 'Acciones' }, type: 'count' },
  },
  sql: (tables) => `
    SELECT toMonday(${dayOf('quarter')}) AS week, sum(q.active_seconds) AS active_seconds, sum(q.actions) AS actions
    FROM ${tables.learnerQuarter} AS q FINAL
    WHERE ifNull(course_key = {course: Nullable(String)}, 1) AND ${inPeriod('quarter')}
    GROUP BY week ORDER BY week WITH FILL STEP 7`,
})
