import type { Warehouse } from '../ask.ts'
import type { Tables } from '../tables.ts'
import { orgOfKey, timeOf, touchedCourses } from './model.ts'

/**
 * The blocks of each course run as they were last published: the newest dump of the LMS's `course_blocks`, whole. A block that is
 * no longer in it has left the course and leaves the table. The version of a row is the time of its dump, so a structure
 * is only written when a newer one has come.
 */
export async function refreshCourseStructure({ engine }: Pick<Warehouse, 'engine'>, tables: Tables): Promise<void> {
  await engine.command({ name: 'refresh course_structure', sql: newestStructure(tables) })
  const outdated = await engine.rows({
    name: 'refresh course_structure',
    sql: `SELECT course_key FROM ${tables.courseStructure} WHERE course_key IN ${touchedCourses(tables)}
      GROUP BY course_key HAVING min(version) < max(version)`,
  })
  for (const { course_key } of outdated) {
    await engine.command({
      name: 'refresh course_structure',
      sql: `DELETE FROM ${tables.courseStructure} WHERE course_key = {course: String}
        AND version < (SELECT max(version) FROM ${tables.courseStructure} WHERE course_key = {course: String})`,
      params: { course: String(course_key) },
    })
  }
}

const newestStructure = (tables: Tables) => `
  INSERT INTO ${tables.courseStructure} (course_key, org, block_key, block_type, display_name, position, section, subsection, unit,
    graded, completion_mode, detached, version)
  WITH
    stored AS (
      SELECT course_key, max(version) AS stored_version
      FROM ${tables.courseStructure} WHERE course_key IN ${touchedCourses(tables)} GROUP BY course_key),
    dumps AS (
      SELECT course_key, argMax(block.dump_id, ${timeOf('time_last_dumped')}) AS dump_id,
        toUInt64(toUnixTimestamp64Micro(max(assumeNotNull(${timeOf('time_last_dumped')})))) AS version
      FROM ${tables.courseBlocks} AS block WHERE course_key IN ${touchedCourses(tables)} GROUP BY course_key),
    newer AS (SELECT course_key, dump_id, version FROM dumps LEFT JOIN stored USING (course_key) WHERE version > stored_version)
  SELECT course_key, ${orgOfKey} AS org, location AS block_key,
    JSONExtractString(xblock_data_json, 'block_type') AS block_type, display_name, order AS position,
    JSONExtractUInt(xblock_data_json, 'section') AS section,
    JSONExtractUInt(xblock_data_json, 'subsection') AS subsection,
    JSONExtractUInt(xblock_data_json, 'unit') AS unit,
    JSONExtractBool(xblock_data_json, 'graded') AS graded,
    JSONExtractString(xblock_data_json, 'completion_mode') AS completion_mode,
    JSONExtractBool(xblock_data_json, 'detached') AS detached,
    version
  FROM ${tables.courseBlocks} AS block
  INNER JOIN newer USING (course_key, dump_id)
  ORDER BY block_key, position
  LIMIT 1 BY course_key, block_key`
