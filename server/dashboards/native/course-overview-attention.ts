import { courseLearnersToReach } from '../../warehouse/questions/course/course-learners-to-reach.ts'
import { type ChartDefinition, defineChart } from '../definition.ts'

export const attentionCharts: readonly ChartDefinition[] = [
  defineChart({
    id: 'learners-to-reach',
    kind: 'table',
    title: { en: 'Who to write to this week?', es: '¿A quién escribir esta semana?' },
    subtitle: {
      en: 'Enrolled, not passed, and stuck, away for a week, or not begun; those who are away for long come last',
      es: 'Personas inscritas que no han aprobado y se atascaron, llevan una semana ausentes o no han empezado; al final, quienes llevan mucho tiempo ausentes',
    },
    whenEmpty: {
      en: 'Nobody needs a word from you now. Learners appear here while the course goes on, when they are stuck, away for a week, or have not begun.',
      es: 'Nadie necesita unas palabras tuyas por ahora. Mientras el curso sigue, aquí aparece quien se atasca, lleva una semana sin venir o no ha empezado.',
    },
    question: courseLearnersToReach,
    encoding: {},
    width: 'full',
    filters: ['course'],
    rowsAre: 'learners',
  }),
]
