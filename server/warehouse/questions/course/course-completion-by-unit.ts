import { z } from 'zod'
import { defineQuestion } from '../../question.ts'
import { aboutTheClass, classMembers } from '../class.ts'
import { count } from '../figures.ts'
import { courseParam } from '../params.ts'
import { completableBlocks, publishedBlocks } from '../structure.ts'

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
  // A unit is found by its three running numbers; they also tell units of the same name apart.
  sql: (tables) => `
    WITH
      outline AS (SELECT * FROM (${publishedBlocks(tables)}) WHERE course_key = {course: String}),
      completable AS (
        SELECT block_key, section, subsection, unit FROM (${completableBlocks(tables)})
        WHERE course_key = {course: String} AND unit > 0),
      completions AS (
        SELECT actor_id, block_key FROM ${tables.learnerBlock} FINAL
        WHERE course_key = {course: String} AND completion >= 1 AND actor_id IN (${classMembers(tables)})),
      units AS (
        SELECT section, subsection, unit,
          anyIf(display_name, block_type = 'vertical') AS name,
          anyIf(block_key, block_type = 'vertical') AS key
        FROM outline WHERE unit > 0 GROUP BY section, subsection, unit),
      names AS (
        SELECT section, anyIf(display_name, block_type = 'chapter') AS name
        FROM outline GROUP BY section),
      subsection_names AS (
        SELECT section, subsection, anyIf(display_name, block_type = 'sequential') AS name
        FROM outline GROUP BY section, subsection),
      finished AS (
        SELECT section, subsection, unit, actor_id, count() AS done
        FROM completions INNER JOIN completable USING (block_key) GROUP BY section, subsection, unit, actor_id),
      totals AS (SELECT section, subsection, unit, count() AS total FROM completable GROUP BY section, subsection, unit)
    SELECT section, subsection, unit, block_key, learners, (SELECT count() FROM (${classMembers(tables)})) AS class_size
    FROM (
      SELECT names.name AS section, subsection_names.name AS subsection,
        concat(toString(t.section), '.', toString(t.subsection), '.', toString(t.unit), ' ', units.name) AS unit,
        units.key AS block_key, t.section AS first, t.subsection AS second, t.unit AS third,
        countIf(f.done = t.total) AS learners
      FROM totals AS t
      LEFT JOIN finished AS f ON f.section = t.section AND f.subsection = t.subsection AND f.unit = t.unit
      LEFT JOIN units ON units.section = t.section AND units.subsection = t.subsection AND units.unit = t.unit
      LEFT JOIN names ON names.section = t.section
      LEFT JOIN subsection_names ON subsection_names.section = t.section AND subsection_names.subsection = t.subsection
      GROUP BY names.name, subsection_names.name, units.name, units.key, t.section, t.subsection, t.unit
      UNION ALL
      SELECT '', '', block_key, block_key, 0, 0, 0, count() FROM completions
      WHERE (SELECT count() FROM outline) = 0 GROUP BY block_key
    )
    ORDER BY first, second, third, learners DESC, block_key`,
})
