import { z } from 'zod'
import { defineQuestion } from '../../question.ts'
import { count, day, share } from '../figures.ts'
import { courseParam, nowParam, todayParams } from '../params.ts'
import { dayOf, now } from '../time.ts'

/** Whoever is away no longer than this has a week like any other. */
const daysAway = 7
/** Whoever is away longer has most often made up their mind. */
const daysLongAway = 21
/** What a learner tried lately. */
const daysLately = 14
/** So many problems that somebody cannot solve are no accident. */
const problemsUnsolved = 3

/** Those first to whom a word may make the most difference. */
const reasons = ['stuck', 'away', 'not_begun', 'long_away'] as const

/** Learners to whom a word from their teacher may make a difference. */
export const courseLearnersToReach = defineQuestion({
  name: 'course-learners-to-reach',
  definition: {
    en: `Learners who are enrolled now and have not passed, while the course goes on, for one of four reasons. Stuck: here in the last ${daysAway} × 24 hours, and of the problems that they tried in the last ${daysLately} × 24 hours at least ${problemsUnsolved}, and at least half, are not right in their newest answer. Away: they did something once, and nothing in the last ${daysAway} × 24 hours; long away: nothing in the last ${daysLongAway} × 24 hours. Not begun: enrolled for ${daysAway} × 24 hours, the course as well open for so long, and they did nothing yet. Each learner stands here once. (Aspects finds only learners who are away, takes somebody for away who was here last month and yesterday, and goes on when the course has ended.)`,
    es: `Personas que están inscritas ahora y no han aprobado, mientras el curso sigue, por uno de cuatro motivos. Se atascó: estuvo aquí en las últimas ${daysAway} × 24 horas y, de los problemas que intentó en las últimas ${daysLately} × 24 horas, al menos ${problemsUnsolved}, y al menos la mitad, no están bien en su respuesta más reciente. Ausente: hizo algo alguna vez y nada en las últimas ${daysAway} × 24 horas; mucho tiempo ausente: nada en las últimas ${daysLongAway} × 24 horas. Sin empezar: lleva ${daysAway} × 24 horas en la lista, el curso también lleva abierto ese tiempo, y todavía no ha hecho nada. Cada persona aparece una vez. (Aspects solo encuentra a quienes están ausentes, da por ausente a quien estuvo el mes pasado y ayer, y no se detiene cuando el curso termina.)`,
  },
  source:
    'panorama.learner_course (enrollment, last activity, passed, grade); panorama.learner_block (tries); panorama.course_names (dates)',
  needs: 'events',
  params: z.object({ ...courseParam, ...nowParam, zone: todayParams.zone }),
  row: z.object({
    learner: z.string(),
    reason: z.enum(reasons),
    last_here: day.nullable(),
    unsolved: count,
    solved: count,
    grade: share.nullable(),
  }),
  columns: {
    learner: { label: { en: 'Learner', es: 'Estudiante' }, type: 'learner' },
    reason: {
      label: { en: 'Why', es: 'Por qué' },
      type: 'text',
      words: {
        stuck: { en: 'Stuck', es: 'Se atascó' },
        away: { en: 'Away', es: 'Ausente' },
        long_away: { en: 'Long away', es: 'Mucho tiempo ausente' },
        not_begun: { en: 'Not begun', es: 'Sin empezar' },
      },
    },
    last_here: { label: { en: 'Last here', es: 'Última vez aquí' }, type: 'date' },
    unsolved: { label: { en: 'Problems not right yet', es: 'Problemas aún sin acertar' }, type: 'count' },
    solved: { label: { en: 'Problems right', es: 'Problemas acertados' }, type: 'count' },
    grade: { label: { en: 'Grade', es: 'Calificación' }, type: 'share' },
  },
  sql: (tables) => `
    WITH
      ${now} - INTERVAL ${daysAway} DAY AS week_ago,
      ${now} - INTERVAL ${daysLongAway} DAY AS weeks_ago,
      ${now} - INTERVAL ${daysLately} DAY AS lately,
      tries AS (
        SELECT actor_id, countIf(ifNull(last_success, false)) AS solved, count() - solved AS unsolved,
          countIf(last_tried_at > lately) AS tried_lately,
          countIf(last_tried_at > lately AND NOT ifNull(last_success, false)) AS unsolved_lately
        FROM ${tables.learnerBlock} FINAL WHERE course_key = {course: String} AND attempts > 0 GROUP BY actor_id),
      dates AS (
        SELECT any(course_start) AS starts, any(course_end) AS ends
        FROM ${tables.courseNames} FINAL WHERE course_key = {course: String}),
      learners AS (
        SELECT actor_id, last_activity, grade, arrayLast(each -> each.change = 1, enrollment_changes).at AS enrolled_at,
          tries.solved AS solved, tries.unsolved AS unsolved,
          multiIf(
            last_activity IS NULL, if(enrolled_at <= week_ago, 'not_begun', ''),
            last_activity <= weeks_ago, 'long_away',
            last_activity <= week_ago, 'away',
            unsolved_lately >= ${problemsUnsolved} AND 2 * unsolved_lately >= tried_lately, 'stuck',
            '') AS reason
        FROM ${tables.learnerCourse} AS learner FINAL
        LEFT JOIN tries USING (actor_id)
        WHERE course_key = {course: String} AND enrollment_status = 'registered' AND NOT ifNull(passed, false))
    SELECT actor_id AS learner, reason, ${dayOf('last_activity')} AS last_here, unsolved, solved, grade
    FROM learners CROSS JOIN dates
    WHERE reason != '' AND ifNull(ends > ${now}, true) AND (reason != 'not_begun' OR ifNull(starts <= week_ago, true))
    ORDER BY indexOf([${reasons.map((reason) => `'${reason}'`).join(', ')}], reason), last_activity DESC, enrolled_at DESC, learner`,
})
