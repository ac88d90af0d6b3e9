import type { Tables } from '../tables.ts'

/** SQL for the outline of courses. */

/** The blocks of every course run as last published; a block that has left the course is not among them. */
export const publishedBlocks = (tables: Tables) => `SELECT * FROM ${tables.courseStructure} FINAL
  WHERE (course_key, version) IN (SELECT course_key, max(version) FROM ${tables.courseStructure} GROUP BY course_key)`

/** The blocks that the LMS marks complete one by one, which is what "done" and "left" count. */
export const completableBlocks = (tables: Tables) =>
  `SELECT * FROM (${publishedBlocks(tables)}) WHERE completion_mode = 'completable' AND NOT detached`

/** A block's name; its key where the outline is not known or gives it none. */
export const nameOrKey = (name: string, key: string) => `if(${name} = '', ${key}, ${name})`

/** Sorts by course order, blocks without a known place last. */
export const courseOrder = (position: string, key: string) => `${position} = 0, ${position}, ${key}`
