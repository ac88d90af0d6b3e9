import { exportable } from '../../server/dashboards/superset/bundle/exportable.ts'

/** The course overview as Superset has it: without the charts of single learners. */
export const courseOverview = exportable.find(({ slug }) => slug === 'course-overview')!
