import { z } from 'zod'
import { defineQuestion } from '../../question.ts'
import { aboutTheClass, classMembers } from '../class.ts'
import { count } from '../figures.ts'
import { courseParam } from '../params.ts'
import { blocksOfCourse } from '../structure.ts'

/** Units in course order; where the outline of the course is not known, completed blocks by their keys, most completed first. */
export const courseCompletionByUnit = defineQuestion({
  name: 'course-completion-by-unit',
  definition: {
    en: `Learners of the class who completed every block of the unit that the LMS marks as completed. Units without such blocks are left out. Where the outline of the course is not known, single blocks are counted by their keys. ${aboutTheClass.en} (Cairn merges blocks of the same name.)`,
    es: `Estudiantes de la clase que completaron todos los bloques de la unidad que el LMS marca como completados. Las unidades sin tales bloques no aparecen. Si no se conoce el esquema del curso, se cuentan bloques sueltos por su clave. ${aboutTheClass.es} (Cairn junta los bloques con el mismo nombre.)`,
  },
  source:
    'panorama.learner_block.completion (xAPI progressed or lms.completion_blockcompletion, the newest value 1); panorama.course_structure',
  needs: 'relational',
  params: z.object(courseParam),
  row: z.object({
    section: z.string(),
    subsection: z.string(),
    unit: z.string(),
    block_key: z.string(),
    learners: count,
    class_size: count,
  }),
  columns: {
    section: { label: { en: 'Section', es: 'Sección' }, type: 'text' },
    subsection: { label: { en: 'Subsection', es: 'Subsección' }, type: 'text' },
    unit: { label: { en: 'Unit', es: 'Unidad' }, type: 'text' },
    block_key: { label: { en: 'Usage key', es: 'Clave de uso' }, type: 'text' },
    learners: { label: { en: 'Completed it', es: 'La completaron' }, type: 'count' },
    class_size: { label: { en: 'Class', es: 'Clase' }, type: 'count' },
  },
  // A unit is known by the place of its first block, which also tells units of the same name apart.
  sql: (tables) => `
    WITH
      outline AS (
        SELECT *, min(position) OVER (PARTITION BY section, subsection, unit) AS place
        FROM (${blocksOfCourse(tables)})),
      completions AS (
        SELECT actor_id, block_key FROM ${tables.learnerBlock} FINAL
        WHERE course_key = {course: String} AND completion >= 1 AND actor_id IN (${classMembers(tables)})),
      progress AS (
        SELECT o.place AS place, c.actor_id AS actor_id, count() AS done
        FROM completions AS c
        INNER JOIN (SELECT block_key, place FROM outline WHERE completable) AS o ON o.block_key = c.block_key
        GROUP BY o.place, c.actor_id),
      units AS (
        SELECT place, countIf(completable) AS total, any(section_name) AS section, any(subsection_name) AS subsection,
          concat(toString(any(o.section)), '.', toString(any(o.subsection)), '.', toString(any(o.unit)), ' ', any(unit_name)) AS unit,
          anyIf(block_key, block_type = 'vertical') AS key
        FROM outline AS o WHERE o.unit > 0 GROUP BY place HAVING total > 0)
    SELECT section, subsection, unit, block_key, learners, (SELECT count() FROM (${classMembers(tables)})) AS class_size
    FROM (
      SELECT u.place AS place, any(u.section) AS section, any(u.subsection) AS subsection, any(u.unit) AS unit,
        any(u.key) AS block_key, countIf(p.done = u.total) AS learners
      FROM progress AS p RIGHT JOIN units AS u ON u.place = p.place GROUP BY u.place
      UNION ALL
      SELECT 0, '', '', block_key, block_key, count() FROM completions
      WHERE (SELECT count() FROM outline) = 0 GROUP BY block_key
    )
    ORDER BY place, learners DESC, block_key`,
})
