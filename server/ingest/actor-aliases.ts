import { pseudonymsNamespace } from '../kernel/actor-id.ts'
import type { Engine } from '../warehouse/engine.ts'
import type { Tables } from '../warehouse/tables.ts'

/** Pairs kept in memory at a time. */
const mostPairs = 50_000

/**
 * Whose statements are under another id than their external id of type `xapi`: under the pseudonym that we made from their user
 * id or username before that id was known, or under an external id that was replaced. One query, which costs little where
 * there is nobody.
 * @param lmsUrl root URL of the LMS without a trailing slash, from which the pseudonyms were made
 * @returns external id by other id
 */
export async function aliasesInUse(engine: Engine, tables: Tables, lmsUrl: string): Promise<Map<string, string>> {
  const rows = await engine.rows({
    name: 'actor-aliases',
    sql: `WITH
        people AS (
          SELECT user_id, toString(argMax(external_user_id, (time_last_dumped, external_user_id))) AS actor
          FROM ${tables.externalId} WHERE external_id_type = 'xapi' GROUP BY user_id),
        names AS (
          SELECT username, argMax(user_id, (time_last_dumped, external_user_id)) AS user_id
          FROM ${tables.externalId} WHERE external_id_type = 'xapi' AND username != '' GROUP BY username),
        aliases AS (
          SELECT ${actorOfUserId('toString(user_id)')} AS alias, actor FROM people
          UNION ALL
          SELECT ${pseudonym("concat(' username:', username)")} AS alias, actor FROM names INNER JOIN people USING (user_id)
          UNION ALL
          SELECT toString(external_user_id) AS alias, actor FROM ${tables.externalId} AS former
          INNER JOIN people USING (user_id))
      SELECT alias, any(actor) AS actor FROM aliases
      WHERE alias NOT IN (SELECT actor FROM people)
        AND alias IN (SELECT actor_id FROM ${tables.statements} UNION ALL SELECT actor_id FROM ${tables.learnerCourse})
      GROUP BY alias ORDER BY alias LIMIT ${mostPairs}`,
    params: { lmsUrl },
  })
  return new Map(rows.map(({ alias, actor }) => [String(alias), String(actor)]))
}

/**
 * The pseudonym that the import makes of a user id, in SQL; `{lmsUrl: String}` is to be bound.
 * @param userId SQL for the user id as text
 */
export const actorOfUserId = (userId: string) => pseudonym(`concat(' id:', ${userId})`)

/** `actorIdOf` in SQL: a UUID of version 5. */
function pseudonym(who: string): string {
  const hash = `lower(hex(SHA1(concat(unhex('${pseudonymsNamespace.toString('hex')}'), {lmsUrl: String}, ${who}))))`
  const variant = `substring('89ab', bitAnd(reinterpretAsUInt8(unhex(concat('0', substring(hash, 17, 1)))), 3) + 1, 1)`
  return `arrayMap(hash -> concat(substring(hash, 1, 8), '-', substring(hash, 9, 4), '-5', substring(hash, 14, 3), '-',
    ${variant}, substring(hash, 18, 3), '-', substring(hash, 21, 12)), [${hash}])[1]`
}
