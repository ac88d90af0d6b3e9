import type { Json, JsonObject } from './json.ts'
import type { Lms } from './lms.ts'
import { secondsOf } from './seconds.ts'

/**
 * What a rule makes of an event, as JSON: letter for letter that of the objects that its other functions make, without making them. For
 * events in the shape in which nearly all of them come; of any other it makes nothing, and is asked for the objects.
 */
export type RuleText = (event: JsonObject, lms: Lms) => StatementText | null

export interface StatementText {
  readonly objectId: string
  /** JSON of the object's definition. */
  readonly definition: string
  /** JSON of the result. */
  readonly result?: string
  /** JSON of the context's own extensions, members without braces. */
  readonly extensions?: string
}

const escapesNothing = /^[ !#-[\]-~]*$/

/** A text as JSON. Most hold nothing to be escaped, and looking is faster than writing anew. */
export function quoted(text: string): string {
  return escapesNothing.test(text) ? `"${text}"` : JSON.stringify(text)
}

export const isText = (value: Json | undefined): value is string => typeof value === 'string' && value !== ''

/** Numbers beyond what a float can hold are none in JSON. */
export const isNumber = (value: Json | undefined): value is number =>
  typeof value === 'number' && Number.isFinite(value)

/** A number that was computed, as JSON. */
export const numberText = (number: number): string => (Number.isFinite(number) ? String(number) : 'null')

/** The JSON of what `secondsOf` makes of a number. */
export function secondsText(value: Json | undefined): string | null {
  return isNumber(value) ? String(secondsOf(value, '')) : null
}
