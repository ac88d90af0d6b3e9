import type { DataSet } from '../../contract/scope.ts'
import type { Warehouse } from '../ask.ts'
import { literal } from '../literal.ts'
import { removeRows } from '../remove-rows.ts'
import { scopedTables, type TableName, type Tables, tablesOf } from '../tables.ts'
import { actorsOfUsers } from './enrollment.ts'

/**
 * Figures of learners; a statement is none. What somebody did with a block stays for as long as events or the LMS's table of completions
 * tell it, also of somebody who has no enrollment any more.
 */
const ofLearners: readonly TableName[] = scopedTables
  .filter(({ name, holds }) => holds === 'learner' && name !== 'statements' && name !== 'learnerBlock')
  .map(({ name }) => name)

/** So many course runs at a time keep a query short. */
const coursesAtOnce = 200

/**
 * Takes away the figures of whom and what neither events nor the LMS's tables know any more: a learner whose enrollment the LMS has
 * deleted, a block whose completion it took back, a course run that is no more. A refresh computes rows of what is there, and leaves
 * others as they are, so this is for before a refresh, and for after it where another process may have been refreshing.
 * @returns whether anything was there to be taken away
 */
export async function forgetGone(
  { engine, databases }: Pick<Warehouse, 'engine' | 'databases'>,
  dataSet: DataSet,
  courseKeys: readonly string[],
): Promise<boolean> {
  const tables = tablesOf(databases, dataSet)
  let isFound = false
  for (let from = 0; from < courseKeys.length; from += coursesAtOnce) {
    const isOfThese = `course_key IN (${courseKeys
      .slice(from, from + coursesAtOnce)
      .map(literal)
      .join(', ')})`
    for (const [name, isGone] of goneFrom(tables, isOfThese)) {
      const condition = `${isOfThese} AND ${isGone}`
      const sql = `SELECT 1 FROM ${tables[name]} WHERE ${condition} LIMIT 1`
      if ((await engine.rows({ name: 'forget-gone', sql })).length === 0) continue
      await removeRows(engine, tables[name], condition, 'promptly')
      isFound = true
    }
  }
  return isFound
}

/** What of each table is gone, as a condition. */
function goneFrom(tables: Tables, isOfThese: string): readonly (readonly [TableName, string])[] {
  const learners = `
    SELECT course_key, actor_id FROM ${tables.statements} WHERE ${isOfThese}
    UNION DISTINCT
    SELECT toLowCardinality(course_key), actor_id FROM ${tables.courseEnrollment} AS enrollment
    INNER JOIN ${actorsOfUsers(tables)} AS actor ON actor.user_id = enrollment.user_id WHERE ${isOfThese}`
  const blocks = `
    SELECT course_key, actor_id, block_key FROM ${tables.statements} WHERE ${isOfThese}
    UNION DISTINCT
    SELECT course_key, actor_id, block_key FROM ${tables.lmsCompletions} AS listed
    INNER JOIN ${actorsOfUsers(tables)} AS actor ON actor.user_id = listed.user_id WHERE ${isOfThese}`
  const known = [tables.courseOverviews, tables.courseBlocks, tables.courseEnrollment, tables.statements]
  const courses = known.map((table) => `SELECT toString(course_key) FROM ${table} WHERE ${isOfThese}`)
  const isNoMore = `toString(course_key) NOT IN (${courses.join(' UNION DISTINCT ')})`
  return [
    ['learnerBlock', `(course_key, actor_id, block_key) NOT IN (${blocks})`],
    ...ofLearners.map((name) => [name, `(course_key, actor_id) NOT IN (${learners})`] as const),
    [
      'courseStructure',
      `toString(course_key) NOT IN (SELECT course_key FROM ${tables.courseBlocks} WHERE ${isOfThese})`,
    ],
    ['coursePeers', isNoMore],
    ['courseNames', isNoMore],
  ]
}
