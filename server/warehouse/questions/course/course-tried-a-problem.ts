import { z } from 'zod'
import { defineQuestion } from '../../question.ts'
import { aboutLearnersOfPeriod, learnersWhoDid } from '../class.ts'
import { count } from '../figures.ts'
import { courseParam, periodParams } from '../params.ts'

export const courseTriedAProblem = defineQuestion({
  name: 'course-tried-a-problem',
  definition: {
    en: `Learners of whom the server graded at least one submission of a problem in the period, right or wrong. ${aboutLearnersOfPeriod.en} (Cairn looks at the last 7 days only.)`,
    es: `Estudiantes a quienes el servidor evaluó al menos un envío de un problema en el período, correcto o no. ${aboutLearnersOfPeriod.es} (Cairn solo mira los últimos 7 días.)`,
  },
  source: 'panorama.learner_quarter.attempts (xAPI evaluated, whole problems)',
  needs: 'events',
  params: z.object({ ...courseParam, ...periodParams }),
  row: z.object({ tried: count, previous: count.nullable(), learners: count }),
  columns: {
    tried: { label: { en: 'Tried a problem', es: 'Intentaron un problema' }, type: 'count' },
    previous: { label: { en: 'In the period before', es: 'En el período anterior' }, type: 'count' },
    learners: { label: { en: 'Learners', es: 'Estudiantes' }, type: 'count' },
  },
  sql: (tables) => learnersWhoDid(tables, 'attempts', 'tried'),
})
