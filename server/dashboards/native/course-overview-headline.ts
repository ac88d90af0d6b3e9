import { courseActive } from '../../warehouse/questions/course/course-active.ts'
import { courseEnrolled } from '../../warehouse/questions/course/course-enrolled.ts'
import { coursePassing } from '../../warehouse/questions/course/course-passing.ts'
import { courseTime } from '../../warehouse/questions/course/course-time.ts'
import { courseTriedAProblem } from '../../warehouse/questions/course/course-tried-a-problem.ts'
import { courseWatchedAVideo } from '../../warehouse/questions/course/course-watched-a-video.ts'
import { type ChartDefinition, defineChart } from '../definition.ts'

const tile = { kind: 'number', width: 'tile' } as const
const ofPeriod = ['course', 'period'] as const
const noEventsYet = {
  en: 'No events of this course have arrived yet. They appear here soon after somebody opens it.',
  es: 'Todavía no han llegado eventos de este curso. Aparecen aquí poco después de que alguien lo abra.',
}

export const headlineCharts: readonly ChartDefinition[] = [
  defineChart({
    ...tile,
    id: 'enrolled',
    title: { en: 'How many are enrolled?', es: '¿Cuántas personas están inscritas?' },
    subtitle: { en: 'Learners enrolled now', es: 'Estudiantes inscritos ahora' },
    whenEmpty: noEventsYet,
    question: courseEnrolled,
    encoding: { value: 'enrolled' },
    filters: ['course'],
  }),
  defineChart({
    ...tile,
    id: 'active',
    title: { en: 'How many are active?', es: '¿Cuántas personas están activas?' },
    subtitle: { en: 'Learners who did something in the period', es: 'Estudiantes que hicieron algo en el período' },
    whenEmpty: noEventsYet,
    question: courseActive,
    encoding: { value: 'active', of: 'learners', previous: 'previous' },
    filters: ofPeriod,
  }),
  defineChart({
    ...tile,
    id: 'time-in-course',
    title: { en: 'How long do they spend here?', es: '¿Cuánto tiempo pasan aquí?' },
    subtitle: {
      en: 'Mean active time per active learner in the period',
      es: 'Tiempo activo medio por estudiante activo en el período',
    },
    whenEmpty: {
      en: 'Nobody was active in this period. Choose a longer one to see more.',
      es: 'Nadie estuvo activo en este período. Elige uno más largo para ver más.',
    },
    question: courseTime,
    encoding: { value: 'mean_seconds', previous: 'previous_mean_seconds' },
    filters: ofPeriod,
  }),
  defineChart({
    ...tile,
    id: 'watched-a-video',
    title: { en: 'How many watched a video?', es: '¿Cuántas personas vieron un video?' },
    subtitle: {
      en: 'Learners who played at least one second in the period',
      es: 'Estudiantes que reprodujeron al menos un segundo en el período',
    },
    whenEmpty: noEventsYet,
    question: courseWatchedAVideo,
    encoding: { value: 'watched', of: 'learners', previous: 'previous' },
    filters: ofPeriod,
  }),
  defineChart({
    ...tile,
    id: 'tried-a-problem',
    title: { en: 'How many tried a problem?', es: '¿Cuántas personas intentaron un problema?' },
    subtitle: {
      en: 'Learners with at least one graded answer in the period',
      es: 'Estudiantes con al menos una respuesta evaluada en el período',
    },
    whenEmpty: noEventsYet,
    question: courseTriedAProblem,
    encoding: { value: 'tried', of: 'learners', previous: 'previous' },
    filters: ofPeriod,
  }),
  defineChart({
    ...tile,
    id: 'passing',
    title: { en: 'How many are passing?', es: '¿Cuántas personas van aprobando?' },
    subtitle: {
      en: 'Learners of the class whose newest grade passes',
      es: 'Estudiantes de la clase cuya calificación más reciente aprueba',
    },
    whenEmpty: {
      en: 'No grades of this course have arrived yet.',
      es: 'Todavía no han llegado calificaciones de este curso.',
    },
    question: coursePassing,
    encoding: { value: 'passing', of: 'learners' },
    filters: ['course'],
  }),
]
