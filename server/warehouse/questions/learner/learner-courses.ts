import { z } from 'zod'
import { defineQuestion } from '../../question.ts'
import { count, moment, seconds, share } from '../figures.ts'
import { nowParam, todayParams } from '../params.ts'
import { completableBlocks, nameOrKey, publishedBlocks } from '../structure.ts'
import { dayOf, isoTime, now } from '../time.ts'

/** A learner's course runs: those they are enrolled in first, then by newest activity. */
export const learnerCourses = defineQuestion({
  name: 'learner-courses',
  definition: {
    en: 'Each course you are or were enrolled in, or did something in. Completed are the blocks that the LMS marks complete, of all such blocks in the course as published now. The next step is the first of them that is open, from the place where you last were; if nothing is open from there on, the first in the course.',
    es: 'Cada curso en el que estás o estuviste inscrito, o en el que hiciste algo. Completados son los bloques que el LMS marca como completados, de todos los que tiene el curso publicado ahora. El siguiente paso es el primero que queda abierto desde donde estuviste por última vez; si no queda ninguno desde ahí, el primero del curso.',
  },
  source:
    'panorama.learner_course, learner_block.completion, learner_quarter.active_seconds, course_structure, course_names (dates, lowest passing grade)',
  needs: 'events',
  params: z.object({ ...nowParam, ...todayParams }),
  row: z.object({
    course_key: z.string(),
    name: z.string(),
    org: z.string(),
    enrollment_status: z.string(),
    enrollment_mode: z.string(),
    blocks_completed: count,
    blocks_total: count.nullable(),
    elapsed_share: share.nullable(),
    grade: z.number().nullable(),
    pass_mark: z.number().nullable(),
    passed: z.boolean().nullable(),
    last_activity: moment.nullable(),
    seconds_last_7_days: seconds,
    next_block_key: z.string().nullable(),
    next_block_name: z.string().nullable(),
    next_section_name: z.string().nullable(),
  }),
  columns: {
    course_key: { label: { en: 'Course key', es: 'Clave del curso' }, type: 'text' },
    name: { label: { en: 'Course', es: 'Curso' }, type: 'text' },
    org: { label: { en: 'Organization', es: 'Organización' }, type: 'text' },
    enrollment_status: { label: { en: 'Enrollment', es: 'Inscripción' }, type: 'text' },
    enrollment_mode: { label: { en: 'Track', es: 'Modalidad' }, type: 'text' },
    blocks_completed: { label: { en: 'Completed', es: 'Completados' }, type: 'count' },
    blocks_total: { label: { en: 'To complete in all', es: 'Por completar en total' }, type: 'count', gap: 'break' },
    elapsed_share: { label: { en: 'Time of the course gone by', es: 'Tiempo transcurrido del curso' }, type: 'share' },
    grade: { label: { en: 'Grade so far', es: 'Calificación hasta ahora' }, type: 'share' },
    pass_mark: { label: { en: 'Needed to pass', es: 'Necesaria para aprobar' }, type: 'share' },
    passed: { label: { en: 'Passing', es: 'Aprobado' }, type: 'text' },
    last_activity: { label: { en: 'Last activity', es: 'Última actividad' }, type: 'datetime' },
    seconds_last_7_days: {
      label: { en: 'Active time in the last 7 days', es: 'Tiempo activo en los últimos 7 días' },
      type: 'seconds',
    },
    next_block_key: {
      label: { en: 'Usage key of the next step', es: 'Clave de uso del siguiente paso' },
      type: 'text',
    },
    next_block_name: { label: { en: 'Next step', es: 'Siguiente paso' }, type: 'text' },
    next_section_name: { label: { en: 'In the section', es: 'En la sección' }, type: 'text' },
  },
  sql: (tables) => `
    WITH
      outline AS (${publishedBlocks(tables)}),
      steps AS (SELECT course_key, block_key, display_name, position, section FROM (${completableBlocks(tables)})),
      totals AS (SELECT course_key, count() AS total FROM steps GROUP BY course_key),
      chapters AS (
        SELECT course_key, section, any(display_name) AS name FROM outline
        WHERE block_type = 'chapter' GROUP BY course_key, section),
      completions AS (
        SELECT course_key, actor_id, block_key, 1 AS done FROM ${tables.learnerBlock} FINAL WHERE completion >= 1),
      completed AS (
        SELECT c.course_key AS course_key, c.actor_id AS actor_id, count() AS blocks, countIf(s.position > 0) AS steps_done
        FROM completions AS c LEFT JOIN steps AS s ON s.course_key = c.course_key AND s.block_key = c.block_key
        GROUP BY c.course_key, c.actor_id),
      places AS (
        SELECT b.course_key AS course_key, b.actor_id AS actor_id, argMax(o.position, (b.last_activity, o.position)) AS place
        FROM ${tables.learnerBlock} AS b FINAL
        INNER JOIN outline AS o ON o.course_key = b.course_key AND o.block_key = b.block_key
        GROUP BY b.course_key, b.actor_id),
      open_steps AS (
        SELECT l.course_key AS course_key, l.actor_id AS actor_id,
          argMin((s.block_key, s.display_name, s.section), (s.position < p.place, s.position)) AS step
        FROM ${tables.learnerCourse} AS l FINAL
        INNER JOIN steps AS s ON s.course_key = l.course_key
        LEFT JOIN completions AS c ON c.course_key = l.course_key AND c.actor_id = l.actor_id AND c.block_key = s.block_key
        LEFT JOIN places AS p ON p.course_key = l.course_key AND p.actor_id = l.actor_id
        WHERE c.done = 0
        GROUP BY l.course_key, l.actor_id),
      recent AS (
        SELECT course_key, actor_id, sum(active_seconds) AS spent FROM ${tables.learnerQuarter} FINAL
        WHERE ${dayOf('quarter')} BETWEEN {today: Date} - 6 AND {today: Date}
        GROUP BY course_key, actor_id)
    SELECT l.course_key AS course_key, ${nameOrKey('n.display_name', 'l.course_key')} AS name, l.org AS org,
      l.enrollment_status AS enrollment_status, l.enrollment_mode AS enrollment_mode,
      if(t.total > 0, d.steps_done, d.blocks) AS blocks_completed, nullIf(t.total, 0) AS blocks_total,
      if(n.course_end > n.course_start,
        least(1, greatest(0, dateDiff('second', n.course_start, ${now}) / dateDiff('second', n.course_start, n.course_end))),
        NULL) AS elapsed_share,
      l.grade AS grade, n.lowest_passing_grade AS pass_mark, l.passed AS passed,
      ${isoTime('l.last_activity')} AS last_activity, r.spent AS seconds_last_7_days,
      nullIf(o.step.1, '') AS next_block_key,
      nullIf(${nameOrKey('o.step.2', 'o.step.1')}, '') AS next_block_name,
      nullIf(ch.name, '') AS next_section_name
    FROM ${tables.learnerCourse} AS l FINAL
    LEFT JOIN (SELECT * FROM ${tables.courseNames} FINAL) AS n ON n.course_key = l.course_key
    LEFT JOIN totals AS t ON t.course_key = l.course_key
    LEFT JOIN completed AS d ON d.course_key = l.course_key AND d.actor_id = l.actor_id
    LEFT JOIN open_steps AS o ON o.course_key = l.course_key AND o.actor_id = l.actor_id
    LEFT JOIN chapters AS ch ON ch.course_key = l.course_key AND ch.section = o.step.3
    LEFT JOIN recent AS r ON r.course_key = l.course_key AND r.actor_id = l.actor_id
    ORDER BY l.enrollment_status = 'registered' DESC, l.last_activity DESC NULLS LAST, course_key, l.actor_id`,
})
