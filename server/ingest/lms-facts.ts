import { createLms, type Lms } from '../events/lms.ts'
import type { Engine } from '../warehouse/engine.ts'
import type { Tables } from '../warehouse/tables.ts'

/**
 * What the LMS's own tables say of learners and courses, as of now. External ids that arrive after the events do not
 * reach back: those events stay with the learner's pseudonym until the two are reconciled, which no command does yet.
 */
export async function knownLms(engine: Engine, tables: Tables, url: string, keepFreeText: boolean): Promise<Lms> {
  const people = await engine.rows({
    name: 'external-ids',
    sql: `SELECT user_id, username, toString(external_user_id) AS actor FROM ${tables.externalId}
      WHERE external_id_type = 'xapi' ORDER BY time_last_dumped`,
  })
  const courses = await engine.rows({
    name: 'course-names',
    sql: `SELECT course_key, argMax(display_name, (modified, time_last_dumped)) AS name FROM ${tables.courseOverviews}
      GROUP BY course_key HAVING name != ''`,
  })
  return createLms({
    url,
    keepFreeText,
    actorsByUserId: new Map(people.map(({ user_id, actor }) => [Number(user_id), String(actor)])),
    actorsByUsername: new Map(people.map(({ username, actor }) => [String(username), String(actor)])),
    courseNames: new Map(courses.map(({ course_key, name }) => [String(course_key), String(name)])),
  })
}
