import type { DashboardDefinition } from '../definition.ts'
import { activityCharts } from './course-overview-activity.ts'
import { attentionCharts } from './course-overview-attention.ts'
import { difficultyCharts } from './course-overview-difficulty.ts'
import { headlineCharts } from './course-overview-headline.ts'
import { peopleCharts } from './course-overview-people.ts'

const ids = (charts: readonly { readonly id: string }[]) => charts.map(({ id }) => id)

/** Cairn's course overview, its numbers defined anew, and what teachers ask next: what is hard? */
export const courseOverview: DashboardDefinition = {
  slug: 'course-overview',
  title: { en: 'Course overview', es: 'Vista general del curso' },
  description: {
    en: 'Who is in the course, what they do, where it is hard, and who needs you.',
    es: 'Quién está en el curso, qué hace, dónde resulta difícil y quién te necesita.',
  },
  audience: 'staff',
  filters: [
    { id: 'course', kind: 'course', label: { en: 'Course', es: 'Curso' } },
    { id: 'period', kind: 'period', label: { en: 'Period', es: 'Período' } },
    {
      id: 'video',
      kind: 'choice',
      label: { en: 'Video', es: 'Video' },
      optionsFrom: 'videos',
      valueColumn: 'block_key',
      labelColumn: 'name',
    },
  ],
  headline: ids(headlineCharts),
  tabs: [
    { id: 'people', title: { en: 'Who is here?', es: '¿Quién está aquí?' }, charts: ids(peopleCharts) },
    { id: 'activity', title: { en: 'What do they do?', es: '¿Qué hacen?' }, charts: ids(activityCharts) },
    { id: 'difficulty', title: { en: 'What is hard?', es: '¿Qué resulta difícil?' }, charts: ids(difficultyCharts) },
    { id: 'attention', title: { en: 'Who needs me?', es: '¿Quién me necesita?' }, charts: ids(attentionCharts) },
  ],
  charts: [...headlineCharts, ...peopleCharts, ...activityCharts, ...difficultyCharts, ...attentionCharts],
}
