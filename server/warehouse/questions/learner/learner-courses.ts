import { z } from 'zod'
import { defineQuestion } from '../../question.ts'
import { count, moment, seconds, share } from '../figures.ts'
import { nowParam, todayParams } from '../params.ts'
import { nameOrKey, publishedBlocks } from '../structure.ts'
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
      journeys AS (
        SELECT l.course_key AS course_key, l.actor_id AS actor_id,
          countIf(o.completable) AS total,
          countIf(o.completable AND b.completion >= 1) AS done,
          argMaxIf(o.position, (b.last_activity, o.position), b.block_key != '') AS place,
          arraySort(groupArrayIf((o.position, o.block_key, o.display_name, o.section_name),
            o.completable AND NOT ifNull(b.completion >= 1, 0))) AS open,
          if(arrayExists(step -> step.1 >= place, open), arrayFirst(step -> step.1 >= place, open), open[1]) AS next
        FROM ${tables.learnerCourse} AS l FINAL
        INNER JOIN (${publishedBlocks(tables)}) AS o ON o.course_key = l.course_key
        LEFT JOIN (SELECT * FROM ${tables.learnerBlock} FINAL) AS b
          ON b.course_key = l.course_key AND b.actor_id = l.actor_id AND b.block_key = o.block_key
        GROUP BY l.course_key, l.actor_id),
      recent AS (
        SELECT course_key, actor_id, sum(active_seconds) AS spent FROM ${tables.learnerQuarter} FINAL
        WHERE ${dayOf('quarter')} BETWEEN {today: Date} - 6 AND {today: Date}
        GROUP BY course_key, actor_id)
    SELECT l.course_key AS course_key, ${nameOrKey('n.display_name', 'l.course_key')} AS name, l.org AS org,
      l.enrollment_status AS enrollment_status, l.enrollment_mode AS enrollment_mode,
      if(j.total > 0, j.done, l.blocks_completed) AS blocks_completed, nullIf(j.total, 0) AS blocks_total,
      if(n.course_end > n.course_start,
        least(1, greatest(0, dateDiff('second', n.course_start, ${now}) / dateDiff('second', n.course_start, n.course_end))),
        NULL) AS elapsed_share,
      l.grade AS grade, n.lowest_passing_grade AS pass_mark, l.passed AS passed,
      ${isoTime('l.last_activity')} AS last_activity, r.spent AS seconds_last_7_days,
      nullIf(j.next.2, '') AS next_block_key,
      nullIf(${nameOrKey('j.next.3', 'j.next.2')}, '') AS next_block_name,
      nullIf(j.next.4, '') AS next_section_name
    FROM ${tables.learnerCourse} AS l FINAL
    LEFT JOIN (SELECT * FROM ${tables.courseNames} FINAL) AS n ON n.course_key = l.course_key
    LEFT JOIN journeys AS j ON j.course_key = l.course_key AND j.actor_id = l.actor_id
    LEFT JOIN recent AS r ON r.course_key = l.course_key AND r.actor_id = l.actor_id
    ORDER BY l.enrollment_status = 'registered' DESC, l.last_activity DESC NULLS LAST, course_key, l.actor_id`,
})
