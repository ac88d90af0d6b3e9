import type { Tables } from '../../tables.ts'
import { classMembers } from '../class.ts'

/** The code of those who told nothing, and of groups that were put together because each was too small to show. */
const unknownGroup = 'unknown'
const smallGroups = 'few'

/**
 * SQL that counts the class by something its learners told of themselves, without showing a small group.
 *
 * Groups below `minimum` are put together. So that nobody can be worked out from the size of the class, further groups
 * join them, the smallest first, until they are at least `minimum` learners together. A class that is smaller than that,
 * or of which nothing is known, gives no rows.
 *
 * @param group SQL for the code of a learner's group; `d` is the learner's row of `learner_demographics`
 * @param order codes in the order in which to show them
 */
export const learnersByGroup = (tables: Tables, column: string, group: string, order: readonly string[]) => `
    SELECT if(smallest < {minimum: UInt32} AND (size < {minimum: UInt32} OR smaller < {minimum: UInt32}),
        '${smallGroups}', code) AS ${column},
      sum(size) AS learners
    FROM (
      SELECT ${group} AS code, count() AS size,
        min(size) OVER () AS smallest,
        sum(size) OVER (ORDER BY size, code ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS smaller,
        countIf(code != '${unknownGroup}') OVER () AS known
      FROM (${classMembers(tables)}) AS c
      LEFT JOIN (SELECT * FROM ${tables.learnerDemographics} FINAL WHERE course_key = {course: String}) AS d
        ON d.actor_id = c.actor_id
      GROUP BY code)
    WHERE known > 0
    GROUP BY ${column} HAVING learners >= {minimum: UInt32}
    ORDER BY indexOf([${[...order, unknownGroup, smallGroups].map((code) => `'${code}'`).join(', ')}], ${column})`

export const groupWords = {
  [unknownGroup]: { en: 'Not told', es: 'Sin respuesta' },
  [smallGroups]: { en: 'Other groups, too small to show', es: 'Otros grupos, demasiado pequeños para mostrarlos' },
}

export const aboutSmallGroups = {
  en: 'Groups that are too small to show are put together, with as many others as it takes for nobody to be recognizable.',
  es: 'Los grupos demasiado pequeños se muestran juntos, con tantos otros como haga falta para que nadie sea reconocible.',
}
