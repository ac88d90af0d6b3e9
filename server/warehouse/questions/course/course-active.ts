import { z } from 'zod'
import { defineQuestion } from '../../question.ts'
import { aboutLearnersOfPeriod, learnersWhoDid } from '../class.ts'
import { count } from '../figures.ts'
import { courseParam, periodParams } from '../params.ts'

export const courseActive = defineQuestion({
  name: 'course-active',
  definition: {
    en: `Learners who did something in the course in the period: opened a page, played a video, answered a problem or any other step that the LMS logs. Being enrolled or graded is not an action. ${aboutLearnersOfPeriod.en} (Aspects counts only page visits; Cairn only events of the browser, and has no period.)`,
    es: `Estudiantes que hicieron algo en el curso en el período: abrieron una página, reprodujeron un video, respondieron un problema o dieron cualquier otro paso que el LMS registre. Inscribirse o recibir una calificación no es una acción. ${aboutLearnersOfPeriod.es} (Aspects solo cuenta visitas a páginas; Cairn solo eventos del navegador, y sin período.)`,
  },
  source: 'panorama.learner_quarter.actions (all xAPI statements but enrollments and grades)',
  needs: 'events',
  params: z.object({ ...courseParam, ...periodParams }),
  row: z.object({ active: count, previous: count.nullable(), learners: count }),
  columns: {
    active: { label: { en: 'Active learners', es: 'Estudiantes activos' }, type: 'count' },
    previous: { label: { en: 'In the period before', es: 'En el período anterior' }, type: 'count' },
    learners: { label: { en: 'Learners', es: 'Estudiantes' }, type: 'count' },
  },
  sql: (tables) => learnersWhoDid(tables, 'actions', 'active'),
})
