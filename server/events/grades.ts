import { badInput } from '../kernel/errors.ts'
import { blockObject, courseObject } from './activities.ts'
import { activityTypes, extensionIris, verbs } from './iris.ts'
import { isObject, type JsonObject } from './json.ts'
import { requiredCourseKeyOf } from './keys.ts'
import { type Lms, valueTold } from './lms.ts'
import { exact, isTruthy, numberOf } from './lookup.ts'
import type { Rules } from './rule.ts'
import type { Result } from './statement.ts'

export const grades: Rules = {
  'edx.grades.subsection.grade_calculated': {
    verb: verbs.earned,
    object: (event, lms) => blockObject(event, lms, 'block_id', activityTypes.resource),
    result: (event) => earnedResult(event, 'weighted_total_earned', 'weighted_total_possible'),
    about: {
      object: 'the block `data.block_id`',
      result: 'score: `data.weighted_total_earned` of `data.weighted_total_possible`; success: all of it',
    },
  },
  'edx.grades.course.grade_calculated': {
    verb: verbs.earned,
    object: (event, lms) => courseObject(lms, requiredCourseKeyOf(event)),
    result: courseResult,
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
    score: { scaled: possible > 0 ? earned / possible : 0, raw: earned, min: 0, max: possible },
    success: earned >= possible,
  }
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
