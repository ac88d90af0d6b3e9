import { z } from 'zod'
import { defineQuestion } from '../../question.ts'
import { count, moment } from '../figures.ts'
import { nowParam } from '../params.ts'
import { isoTime, now } from '../time.ts'

/** Every course run in scope, the most recently active first. */
export const courseList = defineQuestion({
  name: 'course-list',
  definition: {
    en: 'Every course run, with the learners enrolled now and the learners who did something in the last 7 × 24 hours. Doing something is any step in the course that the LMS logs; being enrolled or graded is not.',
    es: 'Todos los cursos, con las personas inscritas ahora y las que hicieron algo en las últimas 7 × 24 horas. Hacer algo es cualquier paso en el curso que el LMS registre; inscribirse o recibir una calificación no lo es.',
  },
  source: 'panorama.course_names (course overviews, or course keys seen in events); panorama.learner_course',
  needs: 'relational',
  params: z.object(nowParam),
  row: z.object({
    course_key: z.string(),
    name: z.string(),
    org: z.string(),
    run: z.string(),
    enrolled: count,
    active_last_7_days: count,
    last_activity: moment.nullable(),
    course_start: moment.nullable(),
    course_end: moment.nullable(),
  }),
  columns: {
    course_key: { label: { en: 'Course key', es: 'Clave del curso' }, type: 'text' },
    name: { label: { en: 'Course', es: 'Curso' }, type: 'text' },
    org: { label: { en: 'Organization', es: 'Organización' }, type: 'text' },
    run: { label: { en: 'Run', es: 'Edición' }, type: 'text' },
    enrolled: { label: { en: 'Enrolled', es: 'Inscritos' }, type: 'count' },
    active_last_7_days: {
      label: { en: 'Active in the last 7 days', es: 'Activos en los últimos 7 días' },
      type: 'count',
    },
    last_activity: { label: { en: 'Last activity', es: 'Última actividad' }, type: 'datetime' },
    course_start: { label: { en: 'Starts', es: 'Empieza' }, type: 'datetime' },
    course_end: { label: { en: 'Ends', es: 'Termina' }, type: 'datetime' },
  },
  sql: (tables) => `
    SELECT c.course_key AS course_key, c.display_name AS name, c.org AS org, c.run AS run,
      l.enrolled AS enrolled, l.active AS active_last_7_days, ${isoTime('l.newest')} AS last_activity,
      ${isoTime('c.course_start')} AS course_start, ${isoTime('c.course_end')} AS course_end
    FROM ${tables.courseNames} AS c FINAL
    LEFT JOIN (
      SELECT course_key, countIf(enrollment_status = 'registered') AS enrolled,
        countIf(last_activity > ${now} - INTERVAL 7 DAY) AS active, max(last_activity) AS newest
      FROM ${tables.learnerCourse} FINAL GROUP BY course_key
    ) AS l ON l.course_key = c.course_key
    ORDER BY l.newest DESC NULLS LAST, name, course_key`,
})
