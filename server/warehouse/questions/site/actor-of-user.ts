import { z } from 'zod'
import { defineQuestion } from '../../question.ts'

/** The pseudonym under which the LMS writes a person's events; no row for somebody who has none yet. */
export const actorOfUser = defineQuestion({
  name: 'actor-of-user',
  definition: {
    en: 'The external id that stands for a user of the LMS in their events.',
    es: 'El identificador externo que representa a una persona usuaria del LMS en sus eventos.',
  },
  source: 'event_sink.external_id, type xapi, the newest row',
  needs: 'relational',
  params: z.object({ user_id: z.int() }),
  row: z.object({ actor_id: z.string() }),
  columns: { actor_id: { label: { en: 'External id', es: 'Identificador externo' }, type: 'text' } },
  sql: (tables) => `
    SELECT toString(external_user_id) AS actor_id FROM ${tables.externalId} FINAL
    WHERE user_id = {user_id: Int32} AND external_id_type = 'xapi'
    ORDER BY time_last_dumped DESC, actor_id LIMIT 1`,
})
