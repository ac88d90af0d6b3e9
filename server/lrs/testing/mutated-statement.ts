import fc from 'fast-check'
import type { Json, JsonObject } from '../../events/json.ts'
import { everyEvent } from '../../testing/every-event.ts'
import { routed } from './routed.ts'
import { shortStatement, wholeStatement } from './whole-statement.ts'

const statements = [wholeStatement, shortStatement, ...everyEvent.flatMap(routed)]

/** What a statement has in one place or another: found by chance, it passes where it is well formed. */
const words = fc.constantFrom<Json>(
  ...['Agent', 'Group', 'Activity', 'StatementRef', 'SubStatement', 'GroupActivity', '', '1.0.3', 'en', 'en-US'],
  ...['mailto:ann@example.org', 'https://lms.example/x', 'block-v1:a+b+c', 'urn:x', 'PT5S', '2024-03-01T10:20:30Z'],
  ...['1970-01-01T00:00:00Z', '2099-12-31T23:59:60.9999999+23:59', '0000-01-01T00:00:00Z', 'http://\ud800', '\u0000'],
  ...['00000000-0000-0000-0000-000000000000', 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF', 1e308, -0, 2 ** 63, true, null],
  ...[{ objectType: 'StatementRef', id: '12345678-1234-4234-8234-1234567890ab' }, [], {}, [{}], shortStatement],
)

/** Statements with one thing or another that is not as it was; now and then still well formed. */
export const mutatedStatement: fc.Arbitrary<Json> = fc
  .tuple(
    fc.constantFrom(...statements),
    fc.array(fc.tuple(fc.nat({ max: 60 }), fc.oneof(words, fc.jsonValue({ maxDepth: 3 }))), { maxLength: 2 }),
    fc.uuid(),
    fc.constantFrom('own', 'new', 'none'),
  )
  .map(([statement, changes, id, whose]) => {
    const { id: own, ...rest } = statement
    const start: JsonObject = whose === 'none' ? rest : { id: whose === 'own' && own !== undefined ? own : id, ...rest }
    return changes.reduce<Json>((current, [place, value]) => withValueAt(current, place, value as Json), start)
  })

/** With another value at a place, counted depth first. */
function withValueAt(statement: Json, place: number, value: Json): Json {
  let left = place + 1
  const walk = (current: Json): Json => {
    if (left-- === 0) return value
    if (typeof current !== 'object' || current === null) return current
    if (Array.isArray(current)) return current.map(walk)
    return Object.fromEntries(Object.entries(current).map(([key, member]) => [key, walk(member)]))
  }
  return walk(statement)
}
