import { courseComparison as question } from '../../warehouse/questions/course/course-comparison.ts'
import { type DashboardDefinition, defineChart } from '../definition.ts'

const whenEmpty = {
  en: 'Nobody is enrolled in any of your course runs yet.',
  es: 'Todavía no hay nadie en ninguna de tus ediciones.',
}

/** The course runs of whoever looks, beside each other. */
export const courseComparison: DashboardDefinition = {
  slug: 'course-comparison',
  title: { en: 'Course comparison', es: 'Comparación de cursos' },
  description: {
    en: 'Your course runs beside each other: where learners come, stay and pass.',
    es: 'Tus ediciones una junto a otra: dónde las personas vienen, se quedan y aprueban.',
  },
  audience: 'staff',
  filters: [{ id: 'period', kind: 'period', label: { en: 'Period', es: 'Período' } }],
  headline: [],
  tabs: [
    { id: 'runs', title: { en: 'How do the runs compare?', es: '¿Cómo se comparan las ediciones?' }, charts: ['runs'] },
  ],
  charts: [
    defineChart({
      id: 'runs',
      kind: 'table',
      title: { en: 'How do my course runs compare?', es: '¿Cómo se comparan mis ediciones?' },
      subtitle: {
        en: 'Course runs with somebody in them, the largest first; activity and time in the period',
        es: 'Ediciones con alguien dentro, la más grande primero; actividad y tiempo en el período',
      },
      whenEmpty,
      question,
      columns: [
        'name',
        'run',
        'enrolled',
        'active_share',
        'mean_seconds',
        'right_first_share',
        'passing_share',
        'to_reach',
        'course_key',
      ],
      encoding: {},
      width: 'full',
      filters: ['period'],
    }),
  ],
}
