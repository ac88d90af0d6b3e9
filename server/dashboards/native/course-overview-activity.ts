import { courseActivityByDay } from '../../warehouse/questions/course/course-activity-by-day.ts'
import { courseCompletionByUnit } from '../../warehouse/questions/course/course-completion-by-unit.ts'
import { courseVideoSeconds } from '../../warehouse/questions/course/course-video-seconds.ts'
import { courseVideos } from '../../warehouse/questions/course/course-videos.ts'
import { type ChartDefinition, defineChart } from '../definition.ts'

export const activityCharts: readonly ChartDefinition[] = [
  defineChart({
    id: 'time-by-day',
    kind: 'columns',
    title: { en: 'When do they work?', es: '¿Cuándo trabajan?' },
    subtitle: {
      en: 'Active time of all learners together, day by day',
      es: 'Tiempo activo de todas las personas juntas, día a día',
    },
    whenEmpty: {
      en: 'Nobody was active in this period. Choose a longer one to see more.',
      es: 'Nadie estuvo activo en este período. Elige uno más largo para ver más.',
    },
    question: courseActivityByDay,
    columns: ['day', 'active_seconds', 'actions', 'learners'],
    encoding: { x: 'day', y: ['active_seconds'] },
    width: 'full',
    filters: ['course', 'period'],
  }),
  defineChart({
    id: 'completion-by-unit',
    kind: 'bars',
    title: { en: 'How far through the course are they?', es: '¿Hasta dónde han llegado en el curso?' },
    subtitle: {
      en: 'Learners of the class who completed all of a unit, in course order',
      es: 'Estudiantes de la clase que completaron toda la unidad, en el orden del curso',
    },
    whenEmpty: {
      en: 'Nothing of this course has been completed yet, or the LMS does not track completion.',
      es: 'Todavía no se ha completado nada de este curso, o el LMS no registra lo completado.',
    },
    question: courseCompletionByUnit,
    columns: ['unit', 'learners', 'class_size', 'section', 'subsection'],
    encoding: { x: 'unit', y: ['learners'] },
    width: 'full',
    filters: ['course'],
  }),
  defineChart({
    id: 'videos',
    kind: 'table',
    title: { en: 'Which videos do they watch?', es: '¿Qué videos ven?' },
    subtitle: {
      en: 'Viewers of each video and the part of it they watched, since the beginning of the course',
      es: 'Quiénes vieron cada video y qué parte, desde el comienzo del curso',
    },
    whenEmpty: {
      en: 'No video of this course has been played yet.',
      es: 'Todavía no se ha reproducido ningún video de este curso.',
    },
    question: courseVideos,
    columns: ['name', 'duration', 'viewers', 'watched_share', 'plays', 'rewatched', 'block_key'],
    encoding: { extent: 'block_key' },
    width: 'full',
    filters: ['course'],
  }),
  defineChart({
    id: 'video-xray',
    kind: 'xray',
    title: { en: 'Which moments of this video matter?', es: '¿Qué momentos de este video importan?' },
    subtitle: {
      en: 'Learners who watched each second, and views again on top, since the beginning of the course',
      es: 'Estudiantes que vieron cada segundo y, encima, las vistas repetidas, desde el comienzo del curso',
    },
    whenEmpty: {
      en: 'Nobody has watched this video yet.',
      es: 'Nadie ha visto este video todavía.',
    },
    question: courseVideoSeconds,
    encoding: { x: 'second', y: ['viewers', 'replays'], extent: 'duration', stacked: true },
    width: 'full',
    filters: ['course', 'video'],
  }),
]
