import type { DataSet } from '../../contract/scope.ts'
import type { Warehouse } from '../ask.ts'
import { tablesOf } from '../tables.ts'
import { orgOfKey } from './model.ts'

/** How new the figures of a course run are. */
export interface CourseVersion {
  readonly courseKey: string
  readonly org: string
  /** Another after every refresh of the course run: when the engine computed the newest of its rows, in nanoseconds. */
  readonly version: bigint
  /** The class as its learners may see it, in one text to compare; null while it is too small to be shown to them. */
  readonly peers: string | null
}

/**
 * The version of every course run's figures. Each refresh of a learner writes the first of these tables, each refresh of
 * a course run the other two; only two narrow columns are read of the large one.
 */
export async function courseVersions(
  { engine, databases, minGroupSize }: Warehouse,
  dataSet: DataSet,
): Promise<CourseVersion[]> {
  const { learnerCourse, courseNames, coursePeers } = tablesOf(databases, dataSet)
  const versions = [learnerCourse, courseNames, coursePeers].map((table) => `SELECT course_key, version FROM ${table}`)
  const rows = await engine.rows({
    name: 'course-versions',
    sql: `SELECT toString(course_key) AS course_key, ${orgOfKey} AS org, toString(newest) AS version, peers
      FROM (SELECT course_key, max(version) AS newest FROM (${versions.join(' UNION ALL ')}) GROUP BY course_key) AS course
      LEFT JOIN (
        SELECT course_key, toNullable(toJSONString((learners, median_grade, median_blocks_completed, median_weekly_seconds))) AS peers
        FROM ${coursePeers} FINAL WHERE learners >= {minimum: UInt32}) AS class USING (course_key)`,
    params: { minimum: minGroupSize },
  })
  return rows.map(({ course_key, org, version, peers }) => ({
    courseKey: String(course_key),
    org: String(org),
    version: BigInt(String(version)),
    peers: peers === null ? null : String(peers),
  }))
}

/** How new the figures of these learners are in each of these course runs that they take. */
export async function learnerVersions(
  { engine, databases }: Warehouse,
  dataSet: DataSet,
  { courseKeys, actorIds }: { courseKeys: readonly string[]; actorIds: readonly string[] },
): Promise<{ courseKey: string; actorId: string; version: bigint }[]> {
  if (actorIds.length === 0) return []
  const { learnerCourse } = tablesOf(databases, dataSet)
  const rows = await engine.rows({
    name: 'learner-versions',
    sql: `SELECT toString(course_key) AS course_key, actor_id, toString(max(version)) AS version FROM ${learnerCourse}
      WHERE course_key IN {courseKeys: Array(String)} AND actor_id IN {actorIds: Array(String)}
      GROUP BY course_key, actor_id`,
    params: { courseKeys, actorIds },
  })
  return rows.map(({ course_key, actor_id, version }) => ({
    courseKey: String(course_key),
    actorId: String(actor_id),
    version: BigInt(String(version)),
  }))
}
