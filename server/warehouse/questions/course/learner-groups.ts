import type { Tables } from '../../tables.ts'
import { classMembers, isMember } from '../class.ts'

/** The code of those who told nothing, and of groups that were put together because each was too small to show. */
const unknownGroup = 'unknown'
const smallGroups = 'few'

/** Something that learners told of themselves, in groups. */
export interface LearnerGrouping {
  readonly column: string
  /**
   * SQL for the code of a learner's group; `d` is the learner's row of `learner_demographics`.
   * @param today SQL for the day it is
   */
  readonly group: (today: string) => string
  /** Codes in the order in which to show them. */
  readonly order: readonly string[]
}

/** Whose class is counted: that of one course run, or each of many by these columns of `c`. */
interface Counted {
  readonly members: string
  readonly demographics: string
  readonly by: readonly string[]
  readonly today: string
  readonly minimum: string
}

/**
 * SQL that counts the class by something its learners told of themselves, without showing a small group.
 *
 * Groups below the minimum are put together. So that nobody can be worked out from the size of the class, further groups
 * join them, the smallest first, until they are at least `minimum` learners together. A class that is smaller than that,
 * or of which nothing is known, gives no rows.
 */
const countByGroup = ({ column, group }: LearnerGrouping, { members, demographics, by, today, minimum }: Counted) => {
  const each = by.map((name) => `${name}, `).join('')
  const classOf = by.length > 0 ? `PARTITION BY ${by.join(', ')}` : ''
  return `
    SELECT ${each}if(smallest < ${minimum} AND (size < ${minimum} OR smaller < ${minimum}),
        '${smallGroups}', code) AS ${column},
      sum(size) AS learners
    FROM (
      SELECT ${by.map((name) => `c.${name} AS ${name}, `).join('')}${group(today)} AS code, count() AS size,
        min(size) OVER (${classOf}) AS smallest,
        sum(size) OVER (${classOf} ORDER BY size, code ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS smaller,
        countIf(code != '${unknownGroup}') OVER (${classOf}) AS known
      FROM (${members}) AS c
      LEFT JOIN (${demographics}) AS d
        ON ${['actor_id', ...by].map((name) => `d.${name} = c.${name}`).join(' AND ')}
      GROUP BY ${each}code)
    WHERE known > 0
    GROUP BY ${each}${column} HAVING learners >= ${minimum}`
}

const placeOf = ({ column, order }: LearnerGrouping) =>
  `indexOf([${[...order, unknownGroup, smallGroups].map((code) => `'${code}'`).join(', ')}], ${column})`

/** Of the course run that is asked for. */
export const learnersByGroup = (tables: Tables, grouping: LearnerGrouping) => `
    ${countByGroup(grouping, {
      members: classMembers(tables),
      demographics: `SELECT * FROM ${tables.learnerDemographics} FINAL WHERE course_key = {course: String}`,
      by: [],
      today: '{today: Date}',
      minimum: '{minimum: UInt32}',
    })}
    ORDER BY ${placeOf(grouping)}`

/** Of every course run, with the place of each group in the order. */
export const learnersByGroupEverywhere = (
  tables: Tables,
  grouping: LearnerGrouping,
  { today, minimum }: { today: string; minimum: number },
) => `
    SELECT *, ${placeOf(grouping)} AS place FROM (
      ${countByGroup(grouping, {
        members: `SELECT course_key, org, actor_id FROM ${tables.learnerCourse} FINAL WHERE ${isMember}`,
        demographics: `SELECT * FROM ${tables.learnerDemographics} FINAL`,
        by: ['course_key', 'org'],
        today,
        minimum: String(minimum),
      })})`

export const groupWords = {
  [unknownGroup]: { en: 'Not told', es: 'Sin respuesta' },
  [smallGroups]: { en: 'Other groups, too small to show', es: 'Otros grupos, demasiado pequeños para mostrarlos' },
}

export const aboutSmallGroups = {
  en: 'Groups that are too small to show are put together, with as many others as it takes for nobody to be recognizable.',
  es: 'Los grupos demasiado pequeños se muestran juntos, con tantos otros como haga falta para que nadie sea reconocible.',
}
