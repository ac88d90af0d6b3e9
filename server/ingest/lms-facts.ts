import type { LmsFacts } from '../events/lms.ts'
import type { Engine } from '../warehouse/engine.ts'
import type { Tables } from '../warehouse/tables.ts'

/** What the LMS's own tables say of learners and courses, as of now. */
export async function readLmsFacts(
  engine: Engine,
  tables: Tables,
): Promise<Required<Pick<LmsFacts, 'actorsByUserId' | 'actorsByUsername' | 'courseNames'>>> {
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
  return {
    actorsByUserId: new Map(people.map(({ user_id, actor }) => [Number(user_id), String(actor)])),
    actorsByUsername: new Map(people.map(({ username, actor }) => [String(username), String(actor)])),
    courseNames: new Map(courses.map(({ course_key, name }) => [String(course_key), String(name)])),
  }
}

/** Differs when those tables changed. It costs a few milliseconds, where reading them may take seconds. */
export async function lmsFactsVersion(engine: Engine, tables: Tables): Promise<string> {
  const of = (table: string) =>
    `(SELECT concat(toString(count()), ' ', toString(max(time_last_dumped))) FROM ${table}) `
  const [row] = await engine.rows({
    name: 'lms-facts-version',
    sql: `SELECT ${of(tables.externalId)} AS people, ${of(tables.courseOverviews)} AS courses`,
  })
  return `${row?.people}, ${row?.courses}`
}
