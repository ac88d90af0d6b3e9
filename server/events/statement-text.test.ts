import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Statement } from './statement.ts'
import { statementText } from './statement-text.ts'

const text = fc.string({ unit: 'binary' })
const object = fc.record({
  id: text,
  objectType: fc.constantFrom('Activity', 'GroupActivity'),
  definition: fc.record({ type: text, name: fc.option(fc.dictionary(text, text), { nil: undefined }) }),
})
const extensions = fc.dictionary(text, fc.oneof(text, fc.double(), fc.boolean(), fc.constant(undefined)))
const activities = fc.record({
  parent: fc.array(object, { maxLength: 1 }),
  grouping: fc.option(fc.array(object), { nil: undefined }),
})
const reference = fc.record({ objectType: fc.constant('StatementRef'), id: fc.uuid() })
const statement = fc.record({
  id: fc.uuid(),
  result: fc.option(
    fc.record(
      { success: fc.option(fc.boolean(), { nil: undefined }), response: text, extensions },
      { requiredKeys: [] },
    ),
    { nil: undefined },
  ),
  version: fc.constant('1.0.3'),
  actor: fc.record({ objectType: fc.constant('Agent'), account: fc.record({ name: text, homePage: text }) }),
  verb: fc.record({ id: text, display: fc.record({ en: text }) }),
  object,
  timestamp: fc.constant('2024-03-01T10:20:30.123456+00:00'),
  context: fc.record({
    contextActivities: fc.option(activities, { nil: undefined }),
    statement: fc.option(reference, { nil: undefined }),
    extensions,
  }),
}) as fc.Arbitrary<Statement>

test('a statement is written as JSON.stringify writes it, the second time too', () => {
  fc.assert(
    fc.property(statement, (any) => {
      const expected = JSON.stringify(any)
      expect(statementText(any)).toBe(expected)
      expect(statementText(any)).toBe(expected)
    }),
  )
})
