import { learnerCourses } from '../../warehouse/questions/learner/learner-courses.ts'
import { learnerPeers } from '../../warehouse/questions/learner/learner-peers.ts'
import { learnerProblems } from '../../warehouse/questions/learner/learner-problems.ts'
import { learnerSections } from '../../warehouse/questions/learner/learner-sections.ts'
import { learnerVideos } from '../../warehouse/questions/learner/learner-videos.ts'
import { learnerWeeks } from '../../warehouse/questions/learner/learner-weeks.ts'
import { type DashboardDefinition, defineChart } from '../definition.ts'

/** A learner's own panel. It never ranks anybody; what is open is shown as what comes next. */
export const studentPanel: DashboardDefinition = {
  slug: 'student',
  title: { en: 'My learning', es: 'Mi aprendizaje' },
  description: {
    en: 'Where you are in your courses, and what comes next.',
    es: 'Por dónde vas en tus cursos y qué viene ahora.',
  },
  audience: 'learner',
  filters: [
    { id: 'course', kind: 'course', label: { en: 'Course', es: 'Curso' } },
    { id: 'period', kind: 'period', label: { en: 'Period', es: 'Período' } },
  ],
  headline: [],
  tabs: [
    { id: 'courses', title: { en: 'My courses', es: 'Mis cursos' }, charts: ['my-courses', 'my-weeks'] },
    { id: 'progress', title: { en: 'In this course', es: 'En este curso' }, charts: ['my-sections', 'my-peers'] },
    {
      id: 'practice',
      title: { en: 'To look at again', es: 'Para volver a mirar' },
      charts: ['my-problems', 'my-videos'],
    },
  ],
  charts: [
    defineChart({
      id: 'my-courses',
      kind: 'table',
      title: { en: 'Where am I in my courses?', es: '¿Por dónde voy en mis cursos?' },
      subtitle: {
        en: 'What you have completed, your grade so far and your next step',
        es: 'Lo que has completado, tu calificación hasta ahora y tu siguiente paso',
      },
      whenEmpty: {
        en: 'You are not in any course yet. Once you enroll in one, it appears here.',
        es: 'Todavía no estás en ningún curso. Cuando te inscribas en uno, aparecerá aquí.',
      },
      question: learnerCourses,
      encoding: {},
      width: 'full',
      filters: [],
    }),
    defineChart({
      id: 'my-weeks',
      kind: 'columns',
      title: { en: 'What rhythm do I have?', es: '¿Qué ritmo llevo?' },
      subtitle: { en: 'Your active time, week by week', es: 'Tu tiempo activo, semana a semana' },
      whenEmpty: {
        en: 'Your weeks appear here once you have opened a course.',
        es: 'Tus semanas aparecerán aquí cuando hayas abierto un curso.',
      },
      question: learnerWeeks,
      encoding: { x: 'week', y: ['active_seconds'] },
      width: 'full',
      filters: ['course', 'period'],
    }),
    defineChart({
      id: 'my-sections',
      kind: 'bars',
      title: { en: 'What have I done, and what comes next?', es: '¿Qué he hecho y qué viene ahora?' },
      subtitle: { en: 'Completed blocks of each section', es: 'Bloques completados de cada sección' },
      whenEmpty: {
        en: 'The outline of this course has not arrived here yet. What you complete is counted all the same.',
        es: 'El esquema de este curso todavía no ha llegado aquí. Lo que completes se cuenta igualmente.',
      },
      question: learnerSections,
      encoding: { x: 'name', y: ['completed', 'total'] },
      width: 'full',
      filters: ['course'],
    }),
    defineChart({
      id: 'my-problems',
      kind: 'table',
      title: { en: 'Which problems are still open?', es: '¿Qué problemas me quedan abiertos?' },
      subtitle: {
        en: 'Problems you have tried, open ones first',
        es: 'Problemas que has intentado; primero los abiertos',
      },
      whenEmpty: {
        en: 'You have not tried a problem in this course yet. When you do, it appears here.',
        es: 'Todavía no has intentado ningún problema de este curso. Cuando lo hagas, aparecerá aquí.',
      },
      question: learnerProblems,
      encoding: {},
      width: 'half',
      filters: ['course'],
    }),
    defineChart({
      id: 'my-videos',
      kind: 'table',
      title: { en: 'Which videos can I go on with?', es: '¿Qué videos puedo seguir viendo?' },
      subtitle: {
        en: 'Videos you have started, unfinished ones first',
        es: 'Videos que has empezado; primero los que no has terminado',
      },
      whenEmpty: {
        en: 'You have not watched a video in this course yet. When you do, it appears here.',
        es: 'Todavía no has visto ningún video de este curso. Cuando lo hagas, aparecerá aquí.',
      },
      question: learnerVideos,
      encoding: {},
      width: 'half',
      filters: ['course'],
    }),
    defineChart({
      id: 'my-peers',
      kind: 'table',
      title: { en: 'How is the class getting on?', es: '¿Cómo va la clase?' },
      subtitle: {
        en: 'The middle of the class: half have more, half have less',
        es: 'El centro de la clase: la mitad tiene más y la otra mitad menos',
      },
      whenEmpty: {
        en: 'There are no figures of this class yet.',
        es: 'Todavía no hay cifras de esta clase.',
      },
      question: learnerPeers,
      encoding: {},
      width: 'half',
      filters: ['course'],
      guards: 'peers',
    }),
  ],
}
