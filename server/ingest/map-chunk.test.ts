import fc from 'fast-check'
import { expect, test } from 'vitest'
import { statementText } from '../events/statement-text.ts'
import { statementsOf } from '../events/statements-of.ts'
import { effort } from '../testing/effort.ts'
import { lineOf, mappedEvents, trackingEvent } from '../testing/tracking-event.ts'
import { lmsOf } from './known-lms.ts'
import { mapChunk } from './map-chunk.ts'
import { linesOfPacked } from './packed-rows.ts'

const lms = lmsOf({ url: 'https://lms.example', keepFreeText: true, retired: { key: '00', marks: [] } })

/** A whole submission whose problem has a name of its own, in characters of one to four bytes. */
const named = fc
  .string({ unit: fc.constantFrom('a', 'é', '語', '🦉', '"', '\\'), minLength: 1, maxLength: 40 })
  .map((name) =>
    lineOf(
      trackingEvent(
        'problem_check',
        { problem_id: 'block-v1:Org+Course+Run+type@problem+block@p1', grade: 1, max_grade: 1, success: 'correct' },
        { context: { module: { display_name: name } } },
      ),
    ),
  )
const line = fc.oneof(fc.constantFrom(...mappedEvents.map(lineOf)), named)

test('a chunk tells each of its lines as the line alone is told, whatever characters they hold', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
      const { tally, statements } = mapChunk(new Uint8Array(Buffer.from(lines.join('\n'))), lms)
      const alone = lines.flatMap((each) => {
        const outcome = statementsOf(each, lms)
        return outcome.kind === 'kept' ? [outcome] : []
      })
      expect(tally.read).toBe(lines.length)
      expect(
        linesOfPacked(statements).map((rows) =>
          rows.map(({ id, objectId, unix, event }) => ({ id, objectId, unix, text: Buffer.from(event).toString() })),
        ),
      ).toEqual(
        alone.map(({ statements: own, at }) =>
          own.map((each) => ({ id: each.id, objectId: each.object.id, unix: at.unix, text: statementText(each) })),
        ),
      )
    }),
    { numRuns: 100 * effort },
  )
})
