import { z } from 'zod'
import { defineQuestion } from '../../question.ts'
import { courseParam } from '../params.ts'

/**
 * People of a course run by parts of their name or username, or by their whole username. It says who may be meant: who of
 * them is in the class is `course-members`, in the scope of whoever asks.
 */
export const peopleOfCourse = defineQuestion({
  name: 'people-of-course',
  definition: {
    en: 'The people whom the LMS’s tables know in a course, with their names: those who were ever enrolled, and those whose external id did something in it.',
    es: 'Las personas que las tablas del LMS conocen en un curso, con sus nombres: quienes estuvieron inscritas alguna vez y aquellas cuyo identificador externo hizo algo en él.',
  },
  source: 'event_sink.course_enrollment; event_sink.external_id, type xapi; event_sink.user_profile',
  needs: 'relational',
  params: z.object({ ...courseParam, text: z.string().max(150), whole: z.boolean() }),
  row: z.object({
    user_id: z.int(),
    username: z.string(),
    name: z.string(),
    /** Empty for somebody without an external id. */
    actor_id: z.string(),
  }),
  columns: {
    user_id: { label: { en: 'User id', es: 'Identificador de usuario' }, type: 'text' },
    username: { label: { en: 'Username', es: 'Nombre de usuario' }, type: 'text' },
    name: { label: { en: 'Name', es: 'Nombre' }, type: 'text' },
    actor_id: { label: { en: 'External id', es: 'Identificador externo' }, type: 'text' },
  },
  sql: (tables) => `
    WITH known AS (
      SELECT user_id, argMaxIf(username, time_last_dumped, username != '') AS username FROM (
        SELECT user_id, username, time_last_dumped FROM ${tables.courseEnrollment} WHERE course_key = {course: String}
        UNION ALL
        SELECT user_id, username, time_last_dumped FROM ${tables.externalId}
        WHERE external_id_type = 'xapi' AND external_user_id IN (
          SELECT assumeNotNull(toUUIDOrNull(actor_id)) FROM ${tables.learnerCourse}
          WHERE course_key = {course: String} AND toUUIDOrNull(actor_id) IS NOT NULL)
      ) GROUP BY user_id),
      profiles AS (
        SELECT user_id, argMax(name, time_last_dumped) AS name, argMax(username, time_last_dumped) AS profile_username
        FROM ${tables.userProfile} WHERE user_id IN (SELECT user_id FROM known) GROUP BY user_id),
      ids AS (
        SELECT user_id, argMax(toString(external_user_id), (time_last_dumped, toString(external_user_id))) AS actor_id
        FROM ${tables.externalId}
        WHERE external_id_type = 'xapi' AND user_id IN (SELECT user_id FROM known) GROUP BY user_id)
    SELECT user_id, if(known.username != '', known.username, profiles.profile_username) AS username, profiles.name AS name,
      ids.actor_id AS actor_id
    FROM known LEFT JOIN profiles USING (user_id) LEFT JOIN ids USING (user_id)
    WHERE username != '' AND if({whole: Bool}, lowerUTF8(username) = lowerUTF8({text: String}),
      {text: String} = '' OR positionCaseInsensitiveUTF8(name, {text: String}) > 0
        OR positionCaseInsensitiveUTF8(username, {text: String}) > 0)
    ORDER BY lowerUTF8(if(name != '', name, username)), username, user_id`,
})
