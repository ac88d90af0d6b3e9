import { z } from 'zod'
import { defineQuestion } from '../../question.ts'
import { count, seconds } from '../figures.ts'
import { courseParam } from '../params.ts'

/** The middle of the class. In a learner's scope the engine hides classes below the minimum group size. */
export const learnerPeers = defineQuestion({
  name: 'learner-peers',
  definition: {
    en: 'The middle of your class: half of its enrolled learners have more, half have less. Grades are over those who have one; weekly time is over those who were active in the last 28 days of the course’s data.',
    es: 'El centro de tu clase: la mitad de las personas inscritas tiene más y la otra mitad menos. Las calificaciones son de quienes ya tienen una; el tiempo semanal, de quienes estuvieron activos en los últimos 28 días con datos del curso.',
  },
  source: 'panorama.course_peers',
  needs: 'events',
  params: z.object(courseParam),
  row: z.object({
    learners: count,
    median_grade: z.number().nullable(),
    median_blocks_completed: z.number().nullable(),
    median_weekly_seconds: seconds.nullable(),
  }),
  columns: {
    learners: { label: { en: 'Learners in the class', es: 'Estudiantes en la clase' }, type: 'count' },
    median_grade: { label: { en: 'Median grade', es: 'Calificación mediana' }, type: 'share' },
    median_blocks_completed: {
      label: { en: 'Median of completed blocks', es: 'Mediana de bloques completados' },
      type: 'number',
    },
    median_weekly_seconds: {
      label: { en: 'Median active time per week', es: 'Tiempo activo mediano por semana' },
      type: 'seconds',
      gap: 'break',
    },
  },
  sql: (tables) => `
    SELECT learners, median_grade, median_blocks_completed, median_weekly_seconds
    FROM ${tables.coursePeers} FINAL WHERE course_key = {course: String}`,
})
