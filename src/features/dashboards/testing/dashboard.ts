import type { Dashboard, Row } from '../../../../server/contract/dashboard.ts'
import { chart, column } from '../../../charts/testing/charts.ts'

/** A small dashboard with one chart of every kind that differs on the screen. */
export const dashboard: Dashboard = {
  slug: 'course-overview',
  title: 'Course overview',
  description: '',
  audience: 'staff',
  filters: [
    { id: 'course', kind: 'course', label: 'Course' },
    { id: 'period', kind: 'period', label: 'Period' },
    {
      id: 'video',
      kind: 'choice',
      label: 'Video',
      optionsFrom: 'videos',
      valueColumn: 'block_key',
      labelColumn: 'name',
    },
  ],
  headline: ['active'],
  tabs: [
    { id: 'people', title: 'Who is here?', charts: ['gender'] },
    { id: 'activity', title: 'What do they do?', charts: ['videos', 'video-xray'] },
  ],
  charts: [
    chart({
      id: 'active',
      kind: 'number',
      title: 'How many are active?',
      definition: 'Learners with at least one action.',
      columns: [column('active'), column('learners')],
      encoding: { value: 'active', of: 'learners' },
    }),
    chart({
      id: 'gender',
      kind: 'bars',
      title: 'Which genders are in the class?',
      columns: [column('gender', 'text'), column('learners')],
      encoding: { x: 'gender', y: ['learners'] },
      filters: ['course'],
    }),
    chart({
      id: 'videos',
      kind: 'table',
      title: 'Which videos do they watch?',
      columns: [column('name', 'text'), column('viewers'), column('block_key', 'text')],
      encoding: {},
      filters: ['course'],
    }),
    chart({
      id: 'video-xray',
      kind: 'xray',
      title: 'Which moments matter?',
      whenEmpty: 'Nobody has watched this video yet.',
      columns: [column('second', 'timecode'), column('viewers')],
      encoding: { x: 'second', y: ['viewers'] },
      filters: ['course', 'video'],
    }),
  ],
}

/** What the service has to say in answer to each chart. */
export const rows: Record<string, Row[]> = {
  active: [{ active: 30, learners: 120 }],
  gender: [
    { gender: 'Female', learners: 70 },
    { gender: 'Male', learners: 50 },
  ],
  videos: [
    { name: 'Cells', viewers: 40, block_key: 'block-v1:v1' },
    { name: 'Enzymes', viewers: 30, block_key: 'block-v1:v2' },
  ],
  'video-xray': [
    { second: 0, viewers: 9 },
    { second: 1, viewers: 4 },
  ],
}
