import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createLms } from '../events/lms.ts'
import { secondStatementId } from '../events/statement-id.ts'
import { actorIdOf } from '../kernel/actor-id.ts'
import { mappedStatements } from '../testing/told.ts'
import { mappedEvents, trackingEvent } from '../testing/tracking-event.ts'
import { readdressed } from './readdress-statement.ts'

const url = 'https://lms.example'
const externalId = '11111111-2222-4333-8444-555555555555'
const pseudonym = actorIdOf(url, { userId: 7 })
const before = createLms({ url })
const after = createLms({ url, actorsByUserId: new Map([[7, externalId]]) })
type Event = (typeof mappedEvents)[number]

/** Both ways to the statements of an event: moved to the external id, and made with it. */
function bothWays(event: Event) {
  const unix = '1709288430.123456'
  const moved = mappedStatements(event, before).map((statement) =>
    readdressed({ id: statement.id, unix, event: JSON.stringify(statement) }, pseudonym, externalId),
  )
  return { moved, made: mappedStatements(event, after) }
}

const fractions = ['', '.5', '.500', '.123', '.123456', '.1234567', '.000000', '.123456000']
const time = fc
  .record({
    separator: fc.constantFrom('T', ' '),
    fraction: fc.constantFrom(...fractions),
    zone: fc.constantFrom('+00:00', 'Z', '', '+0000', '+05:30', '-0400', '+02'),
  })
  .map(({ separator, fraction, zone }) => `2024-03-01${separator}10:20:30${fraction}${zone}`)

describe('a statement that is given to another actor', () => {
  test('gets the id that its event makes for that actor, whatever the event and however its time was written', () => {
    fc.assert(
      fc.property(fc.constantFrom(...mappedEvents), time, (event, written) => {
        const { moved, made } = bothWays({ ...event, time: written })
        const whole = moved[0]!
        for (const [index, { row, id }] of moved.entries()) {
          expect(id).toBe('first')
          expect(row.id).toBe(made[index]!.id)
          // Who brings the parts of a whole together tells them its new id.
          const text = Buffer.from(row.event).toString().replaceAll(whole.was.id, whole.row.id)
          expect(JSON.parse(text)).toEqual(made[index])
        }
      }),
    )
  })

  test('under a second id is told from one that is nobody knows what', () => {
    const [statement] = mappedStatements(mappedEvents[0]!, before)
    const second = secondStatementId(statement!.id, statement!.object.id)
    const moved = (id: string) =>
      readdressed({ id, unix: '', event: JSON.stringify({ ...statement, id }) }, pseudonym, externalId)
    const [made] = mappedStatements(mappedEvents[0]!, after)
    expect(moved(second)).toMatchObject({ id: 'second', row: { id: made!.id } })
    const strange = '99999999-2222-4333-8444-555555555555'
    expect(moved(strange)).toMatchObject({ id: 'unknown' })
    expect(moved(strange).row.id).toBe(moved(strange).row.id)
    expect(moved(strange).row.id).not.toBe(strange)
  })

  test('does not need to be one of ours', () => {
    const strange = { actor: { account: { name: pseudonym } }, verb: { id: 'https://verbs.example/waved' } }
    const id = '99999999-2222-4333-8444-555555555555'
    const { row } = readdressed({ id, unix: '', event: JSON.stringify(strange) }, pseudonym, externalId)
    expect(JSON.parse(Buffer.from(row.event).toString())).toEqual({
      ...strange,
      actor: { account: { name: externalId } },
    })
  })

  test('of a course of before 2015 keeps the name of its question', () => {
    const problem = 'i4x://edX/DemoX/problem/p1'
    const question = (name: string) => `i4x-edX-DemoX-problem-p1_${name}`
    const answer = { response_type: 'x', correct: true }
    const { moved, made } = bothWays(
      trackingEvent(
        'problem_check',
        { problem_id: problem, submission: { [question('2_1')]: answer, [question('3_1')]: answer } },
        { context: { course_id: 'edX/DemoX/Demo_Course' } },
      ),
    )
    expect(moved.map(({ row }) => row.id)).toEqual(made.map(({ id }) => id))
  })
})
