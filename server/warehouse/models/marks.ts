import type { DataSet } from '../../contract/scope.ts'
import type { Warehouse } from '../ask.ts'
import { tablesOf } from '../tables.ts'
import { actorsOfUsers } from './enrollment.ts'

/**
 * Marks all learners of these course runs, and the runs themselves where nobody is enrolled or has acted, so that the next
 * refresh recomputes them. For use after the LMS's own tables were imported.
 */
export async function markCourses(
  { engine, databases }: Warehouse,
  dataSet: DataSet,
  courseKeys: readonly string[],
): Promise<void> {
  const tables = tablesOf(databases, dataSet)
  for (const course of new Set(courseKeys)) {
    await engine.command({
      name: 'mark-courses',
      sql: `INSERT INTO ${tables.dirtyLearners} (course_key, actor_id)
        SELECT {course: String} AS course_key, '' AS actor_id
        UNION DISTINCT SELECT course_key, actor_id FROM ${tables.statements} WHERE course_key = {course: String} AND actor_id != ''
        UNION DISTINCT SELECT course_key, actor_id FROM ${tables.courseEnrollment} AS enrollment
        INNER JOIN ${actorsOfUsers(tables)} AS actor ON actor.user_id = enrollment.user_id
        WHERE course_key = {course: String}`,
      params: { course },
    })
  }
}

/** The course runs that statements or the LMS's tables know. */
export async function knownCourses({ engine, databases }: Warehouse, dataSet: DataSet): Promise<string[]> {
  const tables = tablesOf(databases, dataSet)
  const rows = await engine.rows({
    name: 'known-courses',
    sql: `SELECT DISTINCT course_key FROM (
        SELECT DISTINCT toString(course_key) AS course_key FROM ${tables.statements}
        UNION ALL SELECT DISTINCT course_key FROM ${tables.courseOverviews}
        UNION ALL SELECT DISTINCT course_key FROM ${tables.courseBlocks}
        UNION ALL SELECT DISTINCT course_key FROM ${tables.courseEnrollment})
      WHERE course_key != '' ORDER BY course_key`,
  })
  return rows.map(({ course_key }) => String(course_key))
}
