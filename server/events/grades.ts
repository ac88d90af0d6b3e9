import { badInput } from '../kernel/errors.ts'
import { blockIri, blockObject, courseDefinition, courseIri, courseObject } from './activities.ts'
import { activityTypes, extensionIris, verbs } from './iris.ts'
import { isObject, type JsonObject } from './json.ts'
import { requiredCourseKeyOf } from './keys.ts'
import { type Lms, valueTold } from './lms.ts'
import { exact, isTruthy, numberOf } from './lookup.ts'
import type { Rules } from './rule.ts'
import { isNumber, isText, numberText, quoted, type StatementText } from './rule-text.ts'
import type { Result } from './statement.ts'

export const grades: Rules = {
  'edx.grades.subsection.grade_calculated': {
    verb: verbs.earned,
    object: (event, lms) => blockObject(event, lms, 'block_id', activityTypes.resource),
    result: (event) => earnedResult(event, 'weighted_total_earned', 'weighted_total_possible'),
    text: subsectionText,
    about: {
      object: 'the block `data.block_id`',
      result: 'score: `data.weighted_total_earned` of `data.weighted_total_possible`; success: all of it',
    },
  },
  'edx.grades.course.grade_calculated': {
    verb: verbs.earned,
    object: (event, lms) => courseObject(lms, requiredCourseKeyOf(event)),
    result: courseResult,
    text: courseText,
    about: {
      object: 'the course',
      result: 'score: `data.percent_grade` of 1; extension `grade_classification`: `data.letter_grade`, or `Fail`',
    },
  },
}

/**
 * A score by what was earned of what was possible.
 * Nothing earned of nothing possible is a success: event-routing-backends has it so.
 */
export function earnedResult(event: JsonObject, earnedField: string, possibleField: string): Result {
  const possible = grade(event, possibleField)
  const earned = grade(event, earnedField)
  return {
    score: { scaled: shareOf(earned, possible), raw: earned, min: 0, max: possible },
    success: earned >= possible,
  }
}

/** Nothing of nothing is 0. */
export function shareOf(earned: number, possible: number): number {
  return possible > 0 ? earned / possible : 0
}

/** `percent_grade` is 0..1. Whether it passes shows in the letter alone: an empty one is `Fail`. */
function courseResult(event: JsonObject, lms: Lms): Result {
  const scaled = grade(event, 'percent_grade')
  const letter = exact(event, 'data', 'letter_grade')
  return {
    score: { scaled, raw: scaled, min: 0, max: 1 },
    extensions: { [extensionIris.gradeClassification]: isTruthy(letter) ? valueTold(lms, letter) : 'Fail' },
  }
}

/** A number that must be there; null is 0. */
function grade(event: JsonObject, field: string): number {
  const { data } = event
  if (!isObject(data) || !Object.hasOwn(data, field)) throw badInput(`missing data.${field}`)
  return numberOf(exact(event, 'data', field), `data.${field}`) ?? 0
}

function subsectionText({ data }: JsonObject, lms: Lms): StatementText | null {
  if (!isObject(data) || !isText(data.block_id)) return null
  const { weighted_total_earned: earned, weighted_total_possible: possible } = data
  if (!isNumber(earned) || !isNumber(possible)) return null
  return {
    objectId: blockIri(lms, data.block_id, 'data.block_id'),
    definition: `{"type":"${activityTypes.resource}"}`,
    result: `{"score":{"scaled":${numberText(shareOf(earned, possible))},"raw":${earned},"min":0,"max":${possible}},"success":${earned >= possible}}`,
  }
}

function courseText(event: JsonObject, lms: Lms): StatementText | null {
  const { data } = event
  if (!isObject(data) || !isNumber(data.percent_grade) || typeof data.letter_grade !== 'string') return null
  const key = requiredCourseKeyOf(event)
  const { percent_grade: scaled, letter_grade: letter } = data
  return {
    objectId: courseIri(lms, key),
    definition: courseDefinition(lms, key),
    result: `{"score":{"scaled":${scaled},"raw":${scaled},"min":0,"max":1},"extensions":{"${extensionIris.gradeClassification}":${quoted(letter === '' ? 'Fail' : letter)}}}`,
  }
}
