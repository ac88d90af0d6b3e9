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
  source: 'panorama.learner_block.completion (xAPI progressed, the newest value 1); panorama.course_structure',
  needs: 'events',
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
  // The three running numbers of a unit find it, put it in its place and tell units of the same name apart.
  sql: (tables) => `
    WITH
      outline AS (${blocksOfCourse(tables)}),
      completions AS (
        SELECT actor_id, block_key FROM ${tables.learnerBlock} FINAL
        WHERE course_key = {course: String} AND completion >= 1 AND actor_id IN (${classMembers(tables)}))
    SELECT section, subsection, unit, block_key, learners, (SELECT count() FROM (${classMembers(tables)})) AS class_size
    FROM (
      SELECT any(section_name) AS section, any(subsection_name) AS subsection,
        concat(toString(first), '.', toString(second), '.', toString(third), ' ', any(unit_name)) AS unit,
        any(unit_key) AS block_key, first, second, third, countIf(actor_id != '' AND done = total) AS learners
      FROM (
        SELECT o.section AS first, o.subsection AS second, o.unit AS third, c.actor_id AS actor_id,
          any(o.section_name) AS section_name, any(o.subsection_name) AS subsection_name, any(o.unit_name) AS unit_name,
          any(o.unit_key) AS unit_key, any(o.total) AS total, count() AS done
        FROM (
          SELECT *, countIf(completable) OVER (PARTITION BY section, subsection, unit) AS total,
            anyIf(block_key, block_type = 'vertical') OVER (PARTITION BY section, subsection, unit) AS unit_key
          FROM outline WHERE unit > 0
        ) AS o
        LEFT JOIN completions AS c ON c.block_key = o.block_key
        WHERE o.completable GROUP BY first, second, third, actor_id)
      GROUP BY first, second, third
      UNION ALL
      SELECT '', '', block_key, block_key, 0, 0, 0, count() FROM completions
      WHERE (SELECT count() FROM outline) = 0 GROUP BY block_key
    )
    ORDER BY first, second, third, learners DESC, block_key`,
})
