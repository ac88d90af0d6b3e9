import { z } from 'zod'
import { defineQuestion } from '../../question.ts'
import { count } from '../figures.ts'
import { courseParam } from '../params.ts'
import { completableBlocks, publishedBlocks } from '../structure.ts'

/** Sections in course order; none where the outline of the course is not known. */
export const learnerSections = defineQuestion({
  name: 'learner-sections',
  definition: {
    en: 'For each section of the course: how many of the blocks that the LMS marks complete you have completed.',
    es: 'Para cada sección del curso: cuántos de los bloques que el LMS marca como completados has completado.',
  },
  source: 'panorama.learner_block.completion, panorama.course_structure',
  needs: 'events',
  params: z.object(courseParam),
  row: z.object({ section: count, name: z.string(), completed: count, total: count }),
  columns: {
    section: { label: { en: 'Number', es: 'Número' }, type: 'count' },
    name: { label: { en: 'Section', es: 'Sección' }, type: 'text' },
    completed: { label: { en: 'Completed', es: 'Completados' }, type: 'count' },
    total: { label: { en: 'Of', es: 'De' }, type: 'count' },
  },
  sql: (tables) => `
    SELECT s.section AS section, n.name AS name, uniqExactIf(s.block_key, b.done = 1) AS completed,
      uniqExact(s.block_key) AS total
    FROM (SELECT section, block_key FROM (${completableBlocks(tables)}) WHERE course_key = {course: String} AND section > 0) AS s
    LEFT JOIN (
      SELECT DISTINCT block_key, 1 AS done FROM ${tables.learnerBlock} FINAL
      WHERE course_key = {course: String} AND completion >= 1) AS b ON b.block_key = s.block_key
    LEFT JOIN (
      SELECT section, any(display_name) AS name FROM (${publishedBlocks(tables)})
      WHERE course_key = {course: String} AND block_type = 'chapter' GROUP BY section) AS n ON n.section = s.section
    GROUP BY s.section, n.name ORDER BY section`,
})
