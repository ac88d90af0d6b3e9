import { z } from 'zod'
import { actorsOfUsers } from '../../models/enrollment.ts'
import { defineQuestion } from '../../question.ts'

/** What the LMS's tables call some learners, of whom only pseudonyms are known. Whoever may be told is for the caller to decide. */
export const namesOfLearners = defineQuestion({
  name: 'names-of-learners',
  definition: {
    en: 'The names and usernames of these learners, as the LMS’s tables say them.',
    es: 'Los nombres y nombres de usuario de estas personas, según las tablas del LMS.',
  },
  source: 'event_sink.external_id; lms.accounts; event_sink.user_profile',
  needs: 'relational',
  params: z.object({ actor_ids: z.array(z.string()).max(10_000) }),
  row: z.object({ actor_id: z.string(), name: z.string(), username: z.string() }),
  columns: {
    actor_id: { label: { en: 'External id', es: 'Identificador externo' }, type: 'text' },
    name: { label: { en: 'Name', es: 'Nombre' }, type: 'text' },
    username: { label: { en: 'Username', es: 'Nombre de usuario' }, type: 'text' },
  },
  sql: (tables) => `
    WITH
      asked AS (SELECT arrayJoin({actor_ids: Array(String)}) AS actor_id),
      users AS (
        SELECT toInt64(user_id) FROM ${tables.externalId} WHERE external_user_id IN (SELECT toUUIDOrZero(actor_id) FROM asked)
        UNION ALL
        SELECT user_id FROM ${tables.lmsAccounts} WHERE actor_id IN asked)
    SELECT actor.actor_id AS actor_id, any(profile.name) AS name, any(profile.username) AS username
    FROM ${actorsOfUsers(tables, 'user_id IN users')} AS actor
    INNER JOIN (
      SELECT toInt64(user_id) AS user_id, argMax(p.name, time_last_dumped) AS name, argMax(p.username, time_last_dumped) AS username
      FROM ${tables.userProfile} AS p WHERE user_id IN users GROUP BY user_id) AS profile USING (user_id)
    WHERE actor.actor_id IN asked
    GROUP BY actor_id HAVING name != '' OR username != ''`,
})
