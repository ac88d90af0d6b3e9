import type { Tables } from '../tables.ts'

/** SQL for the outline of courses. */

/**
 * The blocks of course runs as last published, with the names of the section, subsection and unit they are in.
 * A block that has left the course is not among them, also not while a newer structure is being written.
 * @param where which course runs to read; all in scope when absent
 */
export const publishedBlocks = (tables: Tables, where = '1') => `SELECT * FROM (
    SELECT *, completion_mode = 'completable' AND NOT detached AS completable,
      max(version) OVER (PARTITION BY course_key) AS newest,
      anyIf(display_name, block_type = 'chapter') OVER (PARTITION BY course_key, version, section) AS section_name,
      anyIf(display_name, block_type = 'sequential') OVER (PARTITION BY course_key, version, section, subsection) AS subsection_name,
      anyIf(display_name, block_type = 'vertical') OVER (PARTITION BY course_key, version, section, subsection, unit) AS unit_name
    FROM ${tables.courseStructure} FINAL WHERE ${where})
  WHERE version = newest`

/** The blocks of the course run that is asked for. */
export const blocksOfCourse = (tables: Tables) => publishedBlocks(tables, 'course_key = {course: String}')

/** Names and places of the blocks of the course run that is asked for. */
export const blockNames = (
  tables: Tables,
) => `SELECT block_key, display_name, position FROM ${tables.courseStructure} FINAL
  WHERE course_key = {course: String} ORDER BY version DESC LIMIT 1 BY block_key`

/** A block's name; its key where the outline is not known or gives it none. */
export const nameOrKey = (name: string, key: string) => `if(${name} = '', ${key}, ${name})`

/** Sorts by course order, blocks without a known place last. */
export const courseOrder = (position: string, key: string) => `${position} = 0, ${position}, ${key}`
