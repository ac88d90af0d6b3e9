import type { BoardView } from '../../../warehouse/boards/board-view.ts'
import { boardViews } from '../../../warehouse/boards/lay-boards.ts'
import { catalogue } from '../../catalogue.ts'
import type { DashboardDefinition } from '../../definition.ts'

/**
 * The dashboards that can be exported, without their charts of single learners: all of whose other charts can be answered for many
 * course runs at once.
 */
export const exportable: readonly DashboardDefinition[] = catalogue
  .map(ofClasses)
  .filter(({ charts }) => charts.length > 0 && charts.every(({ question }) => viewOf(question.name) !== undefined))

/** The view by which a question is answered for many course runs. */
export function viewOf(question: string): BoardView | undefined {
  return boardViews.find((view) => view.question.name === question)
}

function ofClasses(dashboard: DashboardDefinition): DashboardDefinition {
  const charts = dashboard.charts.filter(({ rowsAre }) => rowsAre !== 'learners')
  const ids = new Set(charts.map(({ id }) => id))
  return {
    ...dashboard,
    headline: dashboard.headline.filter((id) => ids.has(id)),
    tabs: dashboard.tabs
      .map((tab) => ({ ...tab, charts: tab.charts.filter((id) => ids.has(id)) }))
      .filter((tab) => tab.charts.length > 0),
    charts,
  }
}
