import fc from 'fast-check'
import type { Json, JsonObject } from '../events/json.ts'
import { everyEvent, everyOwnEvent, linesOf } from './every-event.ts'
import { mappedEvents } from './tracking-event.ts'

/** Of every name and every shape. */
const lines = [...mappedEvents, ...everyEvent, ...everyOwnEvent].flatMap(linesOf)
const jsonOf = (line: string) => JSON.parse(line.slice(line.indexOf('{'))) as JsonObject

/** Lines like those of a tracking log, each with something wrong: a value replaced or missing, or characters overwritten. */
export const mutatedLine: fc.Arbitrary<string> = fc.oneof(
  fc
    .tuple(fc.constantFrom(...lines), fc.nat({ max: 60 }), fc.option(fc.jsonValue({ maxDepth: 3 })))
    .map(([line, place, value]) => JSON.stringify(changed(jsonOf(line), place, value as Json))),
  fc
    .tuple(fc.constantFrom(...lines), fc.double({ min: 0, max: 1, noNaN: true }), fc.string({ maxLength: 4 }))
    .map(([line, place, text]) => overwritten(line, place, text)),
)

/** Replaces the value at a place, counted depth first; JSON in text is entered, too. */
function changed(event: JsonObject, place: number, value: Json): Json {
  let left = place + 1
  const walk = (current: Json): Json => {
    if (left-- === 0) return value
    if (typeof current === 'string' && current.startsWith('{')) return JSON.stringify(walk(JSON.parse(current) as Json))
    if (typeof current !== 'object' || current === null) return current
    if (Array.isArray(current)) return current.map(walk)
    return Object.fromEntries(Object.entries(current).map(([key, member]) => [key, walk(member)]))
  }
  return walk(event)
}

function overwritten(line: string, place: number, text: string): string {
  const at = Math.floor(place * line.length)
  return `${line.slice(0, at)}${text}${line.slice(at + text.length)}`.replaceAll('\n', ' ')
}
