import { z } from 'zod'
import { defineQuestion } from '../../question.ts'
import { count } from '../figures.ts'
import { courseParam } from '../params.ts'
import { blocksOfCourse } from '../structure.ts'

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
    SELECT o.section AS section, any(o.section_name) AS name,
      countIf(o.block_key IN (
        SELECT block_key FROM ${tables.learnerBlock} FINAL WHERE course_key = {course: String} AND completion >= 1)) AS completed,
      count() AS total
    FROM (${blocksOfCourse(tables)}) AS o WHERE o.completable AND o.section > 0
    GROUP BY section ORDER BY section`,
})
