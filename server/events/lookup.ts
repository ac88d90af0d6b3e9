import { badInput } from '../kernel/errors.ts'
import { isObject, type Json, type JsonObject } from './json.ts'

/**
 * How event-routing-backends finds a value in an event, whatever the event's shape. Null, `""`, `[]` and `{}` count as
 * absent (undefined here); 0 and false are present.
 */
export function exact(event: JsonObject, ...path: readonly string[]): Json | undefined {
  let value: Json | undefined = event
  for (const key of path) {
    if (!isObject(value) || !Object.hasOwn(value, key)) return undefined
    value = value[key]
  }
  return present(value)
}

/** The value of a key wherever it is: depth first, in the order of writing, lists not entered. */
export function anywhere(event: JsonObject, key: string): Json | undefined {
  return present(search(event, key))
}

/** An object that owns the key answers for all that is in it, even with null; a null further in does not end the search. */
function search(object: JsonObject, key: string): Json | undefined {
  if (Object.hasOwn(object, key)) return object[key]
  for (const name in object) {
    const member = object[name]
    if (!isObject(member)) continue
    const found = search(member, key)
    if (found !== undefined && found !== null) return found
  }
  return undefined
}

function present(value: Json | undefined): Json | undefined {
  if (value === null || value === '') return undefined
  if (typeof value !== 'object') return value
  for (const _ in value) return value
  return undefined
}

/** Python's `first or second`: 0 and false give way, too. */
export function either(first: Json | undefined, second: Json | undefined): Json | undefined {
  return isTruthy(first) ? first : second
}

/** Python's truth of a value. */
export function isTruthy(value: Json | undefined): value is Json {
  return present(value) !== undefined && value !== 0 && value !== false
}

/** @throws PanoramaError `bad_input`, when the value is absent */
export function required<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw badInput(`missing ${name}`)
  return value
}

/** @throws PanoramaError `bad_input`, when there is a value and it is no text */
export function textOf(value: Json | undefined, name: string): string | undefined {
  if (value === undefined || typeof value === 'string') return value
  throw badInput(`${name} is not text`)
}

/** @throws PanoramaError `bad_input`, when there is a value and it is no number */
export function numberOf(value: Json | undefined, name: string): number | undefined {
  if (value === undefined || typeof value === 'number') return value
  throw badInput(`${name} is not a number`)
}

/** A text, number or truth value as it is; anything else is no value of an extension. */
export function scalarOf(value: Json | undefined): string | number | boolean | undefined {
  return typeof value === 'object' || value === null ? undefined : value
}
