import type { DataSet } from '../../contract/scope.ts'
import { locales } from '../../contract/text.ts'
import type { Engine } from '../engine.ts'
import { type DatabaseNames, databasesOf, tablesOf } from '../tables.ts'
import { type BoardSettings, type BoardView, viewName } from './board-view.ts'
import { courseContent } from './course-content.ts'
import { courseDays } from './course-days.ts'
import { courseFigures } from './course-figures.ts'
import { courseGroups } from './course-groups.ts'
import { withShownColumns } from './shown-columns.ts'

/** Every question that tools without questions of their own can be given. */
export const boardViews: readonly BoardView[] = [...courseFigures, ...courseDays, ...courseGroups, ...courseContent]

/** The database of the boards: a user who may read it, and no other, sees figures and nobody. */
export function boardsDatabase(names: DatabaseNames, dataSet: DataSet): string {
  return `${databasesOf(names, dataSet).panorama}_boards`
}

/**
 * Makes the views of the boards, or makes them anew: a view keeps no rows of its own. On a server they read by the rights of
 * whoever makes them, so that their readers need none on the tables behind them.
 */
export async function layBoards(
  engine: Engine,
  names: DatabaseNames,
  dataSet: DataSet,
  { cluster, ...settings }: BoardSettings & { readonly cluster: string | null },
): Promise<void> {
  const database = boardsDatabase(names, dataSet)
  const onCluster = cluster ? `ON CLUSTER '${cluster}'` : ''
  const security = engine.kind === 'remote' ? 'DEFINER = CURRENT_USER SQL SECURITY DEFINER' : ''
  await engine.command({ name: 'boards', sql: `CREATE DATABASE IF NOT EXISTS ${database} ${onCluster}` })
  const tables = tablesOf(names, dataSet)
  for (const view of boardViews) {
    for (const locale of locales) {
      const name = `${database}.${viewName(view, { locale, dataSet })}`
      await engine.command({
        name: `boards ${view.question.name}`,
        sql: `CREATE OR REPLACE VIEW ${name} ${onCluster} ${security} AS ${withShownColumns(view.sql(tables, settings), view.question, locale)}`,
      })
    }
  }
}
