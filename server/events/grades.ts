import { badInput } from '../kernel/errors.ts'
import { blockIri, courseObject } from './activities.ts'
import { activityTypes, extensionIris, verbs } from './iris.ts'
import { isObject, type JsonObject } from './json.ts'
import { requiredCourseKeyOf } from './keys.ts'
import { exact, isTruthy, numberOf, scalarOf, textOf } from './lookup.ts'
import type { Rules } from './rule.ts'
import { activity, type Result } from './statement.ts'

export const grades: Rules = {
  'edx.grades.subsection.grade_calculated': {
    verb: verbs.earned,
    object: (event, lms) =>
      activity(blockIri(lms, textOf(exact(event, 'data', 'block_id'), 'data.block_id'), 'data.block_id'), {
        type: activityTypes.resource,
      }),
    result: (event) => subsectionResult(grade(event, 'weighted_total_earned'), grade(event, 'weighted_total_possible')),
  },
  'edx.grades.course.grade_calculated': {
    verb: verbs.earned,
    object: (event, lms) => courseObject(lms, requiredCourseKeyOf(event)),
    result: (event) => courseResult(event),
  },
}

/** Nothing earned of nothing possible is a success: event-routing-backends has it so. */
function subsectionResult(earned: number, possible: number): Result {
  return {
    score: { scaled: possible > 0 ? earned / possible : 0, raw: earned, min: 0, max: possible },
    success: earned >= possible,
  }
}

/** `percent_grade` is 0..1. Whether it passes shows in the letter alone: an empty one is `Fail`. */
function courseResult(event: JsonObject): Result {
  const scaled = grade(event, 'percent_grade')
  const letter = exact(event, 'data', 'letter_grade')
  return {
    score: { scaled, raw: scaled, min: 0, max: 1 },
    extensions: { [extensionIris.gradeClassification]: isTruthy(letter) ? scalarOf(letter) : 'Fail' },
  }
}

/** A number that must be there; null is 0. */
function grade(event: JsonObject, field: string): number {
  const { data } = event
  if (!isObject(data) || !Object.hasOwn(data, field)) throw badInput(`missing data.${field}`)
  return numberOf(exact(event, 'data', field), `data.${field}`) ?? 0
}
