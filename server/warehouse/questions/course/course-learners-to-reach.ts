import { z } from 'zod'
import { defineQuestion } from '../../question.ts'
import { count, day, share } from '../figures.ts'
import { courseParam, nowParam, todayParams } from '../params.ts'
import { daysAway, daysLately, daysLongAway, learnersToReach, problemsUnsolved, reasonsToReach } from '../reach.ts'
import { dayOf } from '../time.ts'

/** Learners to whom a word from their teacher may make a difference. */
export const courseLearnersToReach = defineQuestion({
  name: 'course-learners-to-reach',
  definition: {
    en: `Learners who are enrolled now and have not passed, while the course goes on, for one of four reasons. Stuck: here in the last ${daysAway} × 24 hours, and of the problems that they tried in the last ${daysLately} × 24 hours at least ${problemsUnsolved}, and at least half, are not right in their newest answer. Away: they did something once, and nothing in the last ${daysAway} × 24 hours; long away: nothing in the last ${daysLongAway} × 24 hours. Not begun: enrolled for ${daysAway} × 24 hours, the course as well open for so long, and they did nothing yet. Each learner stands here once. (Aspects finds only learners who are away, takes somebody for away who was here last month and yesterday, and goes on when the course has ended.)`,
    es: `Personas que están inscritas ahora y no han aprobado, mientras el curso sigue, por uno de cuatro motivos. Se atascó: estuvo aquí en las últimas ${daysAway} × 24 horas y, de los problemas que intentó en las últimas ${daysLately} × 24 horas, al menos ${problemsUnsolved}, y al menos la mitad, no están bien en su respuesta más reciente. Ausente: hizo algo alguna vez y nada en las últimas ${daysAway} × 24 horas; mucho tiempo ausente: nada en las últimas ${daysLongAway} × 24 horas. Sin empezar: lleva ${daysAway} × 24 horas en la lista, el curso también lleva abierto ese tiempo, y todavía no ha hecho nada. Cada persona aparece una vez. (Aspects solo encuentra a quienes están ausentes, da por ausente a quien estuvo el mes pasado y ayer, y no se detiene cuando el curso termina.)`,
  },
  source:
    'panorama.learner_course (enrollment, last activity, passed, grade); panorama.learner_block (tries); panorama.course_names (dates)',
  needs: 'events',
  params: z.object({ ...courseParam, ...nowParam, zone: todayParams.zone }),
  row: z.object({
    learner: z.string(),
    reason: z.enum(reasonsToReach),
    last_here: day.nullable(),
    unsolved: count,
    solved: count,
    grade: share.nullable(),
  }),
  columns: {
    learner: { label: { en: 'Learner', es: 'Estudiante' }, type: 'learner' },
    reason: {
      label: { en: 'Why', es: 'Por qué' },
      type: 'text',
      words: {
        stuck: { en: 'Stuck', es: 'Se atascó' },
        away: { en: 'Away', es: 'Ausente' },
        long_away: { en: 'Long away', es: 'Mucho tiempo ausente' },
        not_begun: { en: 'Not begun', es: 'Sin empezar' },
      },
    },
    last_here: { label: { en: 'Last here', es: 'Última vez aquí' }, type: 'date' },
    unsolved: { label: { en: 'Problems not right yet', es: 'Problemas aún sin acertar' }, type: 'count' },
    solved: { label: { en: 'Problems right', es: 'Problemas acertados' }, type: 'count' },
    grade: { label: { en: 'Grade', es: 'Calificación' }, type: 'share' },
  },
  sql: (tables) => `
    SELECT actor_id AS learner, reason, ${dayOf('last_activity')} AS last_here, unsolved, solved, grade
    FROM ${learnersToReach(tables, 'course_key = {course: String}')}
    ORDER BY indexOf([${reasonsToReach.map((reason) => `'${reason}'`).join(', ')}], reason), last_activity DESC, enrolled_at DESC, learner`,
})
