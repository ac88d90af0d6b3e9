import { type Check, Malformed, number, objectAt, objectOf, text, trueOrFalse } from './check.ts'
import { duration, extensions } from './values.ts'

/** A score whose numbers are numbers. */
export const looseScore = objectOf({ scaled: number, raw: number, min: number, max: number })

/** A score whose numbers also fit each other. */
export const score: Check = (value, path) => {
  looseScore(value, path)
  const { scaled, raw, min, max } = objectAt(value, path) as Record<string, number | undefined>
  if (scaled !== undefined && (scaled < -1 || scaled > 1)) throw new Malformed(`${path}/scaled`, 'must be from -1 to 1')
  if (min !== undefined && max !== undefined && min >= max) throw new Malformed(`${path}/min`, 'must be less than max')
  if (raw !== undefined && ((min !== undefined && raw < min) || (max !== undefined && raw > max))) {
    throw new Malformed(`${path}/raw`, 'must be from min to max')
  }
}

export function resultWith(scoreCheck: Check): Check {
  return objectOf({
    score: scoreCheck,
    success: trueOrFalse,
    completion: trueOrFalse,
    response: text,
    duration,
    extensions,
  })
}
