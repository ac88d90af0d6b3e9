import type { Engine } from '../engine.ts'
import type { Tables } from '../tables.ts'
import { orgOfKey, timeOf, touchedCourses } from './model.ts'

/**
 * The blocks of each course run as they were last published: the newest dump of the LMS's `course_blocks`, whole. A block that is
 * no longer in it has left the course and leaves the table. The version of a row is the time of its dump, so a structure
 * is only written when a newer one has come.
 */
export async function refreshCourseStructure(engine: Engine, tables: Tables): Promise<void> {
  // As a rule there is nothing to do, and to look costs less than to write nothing.
  const changed = await engine.rows({
    name: 'refresh courseStructure',
    sql: `WITH ${dumpsAndStored(tables)}
      SELECT course_key, version > stored_version AS is_newer, stored_version > 0 AS has_older
      FROM dumps LEFT JOIN stored USING (course_key)
      WHERE is_newer OR oldest_version < stored_version`,
  })
  if (changed.some(({ is_newer: isNewer }) => isNewer)) {
    await engine.command({ name: 'refresh courseStructure', sql: newestStructure(tables) })
  }
  for (const { course_key, has_older: hasOlder } of changed) {
    if (!hasOlder) continue
    await engine.command({
      name: 'refresh courseStructure',
      sql: `DELETE FROM ${tables.courseStructure} WHERE course_key = {course: String}
        AND version < (SELECT max(version) FROM ${tables.courseStructure} WHERE course_key = {course: String})`,
      params: { course: String(course_key) },
    })
  }
}

/** Of each course run the newest dump, and what of earlier ones is stored. A dump says the same time in all of its rows. */
const dumpsAndStored = (tables: Tables) => `
    stored AS (
      SELECT course_key, min(version) AS oldest_version, max(version) AS stored_version
      FROM ${tables.courseStructure} WHERE course_key IN ${touchedCourses(tables)} GROUP BY course_key),
    dumps AS (
      SELECT course_key, argMax(block.dump_id, ${timeOf('time_last_dumped')}) AS dump_id,
        toUInt64(toUnixTimestamp64Micro(max(assumeNotNull(${timeOf('time_last_dumped')})))) AS version
      FROM (
        SELECT DISTINCT course_key, dump_id, time_last_dumped
        FROM ${tables.courseBlocks} WHERE course_key IN ${touchedCourses(tables)}) AS block
      GROUP BY course_key)`

const newestStructure = (tables: Tables) => `
  INSERT INTO ${tables.courseStructure} (course_key, org, block_key, block_type, display_name, position, section, subsection, unit,
    graded, completion_mode, detached, version)
  WITH ${dumpsAndStored(tables)},
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
