import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { effort } from '../testing/effort.ts'
import { everyEvent, everyOwnEvent, linesOf } from '../testing/every-event.ts'
import { mutatedLine } from '../testing/mutated-line.ts'
import { lineOf, mappedEvents, trackingEvent } from '../testing/tracking-event.ts'
import { createLms } from './lms.ts'
import { mapping } from './mapping.ts'
import { statementText } from './statement-text.ts'
import { statementsOf } from './statements-of.ts'

const facts = {
  url: 'https://lms.example',
  actorsByUserId: new Map([[7, '11111111-2222-4333-8444-555555555555']]),
  actorsByUsername: new Map([['zoe', '99999999-2222-4333-8444-555555555555']]),
  courseNames: new Map([['course-v1:Org+Course+Run', 'A Course']]),
}
const lms = createLms(facts)
const faithful = createLms({ ...facts, faithful: true, keepFreeText: true })
const outcomeOf = (event: Parameters<typeof lineOf>[0]) => statementsOf(lineOf(event), lms)
const activated = (changes: Record<string, unknown>, payload: Record<string, unknown> = { mode: 'audit' }) =>
  trackingEvent('edx.course.enrollment.activated', payload, changes)

describe('a line', () => {
  test('of every name becomes statements, in whatever shape it comes and whoever asks', () => {
    for (const event of [...mappedEvents, ...everyEvent, ...everyOwnEvent]) {
      const isRepeated = mapping.get(String(event.name))?.repeats !== undefined
      for (const line of linesOf(event)) {
        expect(statementsOf(line, faithful), line).toMatchObject({ kind: 'kept' })
        expect(statementsOf(line, lms), line).toMatchObject({ kind: isRepeated ? 'dropped' : 'kept' })
      }
    }
  })

  test('of what another event tells, too, is only told on request', () => {
    const completed = trackingEvent('edx.problem.completed', { problem_id: 'p1' })
    expect(outcomeOf(completed)).toEqual({
      kind: 'dropped',
      reason: 'told by edx.completion.block_completion.changed: edx.problem.completed',
    })
  })

  test('that is no event, or names none, is kept aside or dropped', () => {
    expect(statementsOf('', lms)).toEqual({ kind: 'dropped', reason: 'blank line' })
    expect(statementsOf('{"a": 1}', lms)).toMatchObject({ kind: 'quarantined', reason: 'no event name' })
    expect(statementsOf('{"name": 5, "event_type": ""}', lms)).toMatchObject({ reason: 'no event name' })
  })

  test('is dropped with a reason that says what it was', () => {
    expect(outcomeOf(trackingEvent('/courses/course-v1:Org+Course+Run/info', {}))).toEqual({
      kind: 'dropped',
      reason: 'page request',
    })
    expect(outcomeOf(trackingEvent('page_close', {}))).toEqual({ kind: 'dropped', reason: 'not mapped: page_close' })
    expect(outcomeOf(trackingEvent('Jane Doe <jane@example.org>', {}))).toMatchObject({ reason: 'not mapped: other' })
  })

  test('goes by event_type when it has no name', () => {
    const { name: _, ...unnamed } = activated({})
    expect(outcomeOf(unnamed).kind).toBe('kept')
  })

  test.each([
    ['missing time', { time: null }],
    ['time is not ISO 8601', { time: 'noon' }],
    ['not a course key', { context: { course_id: 'nonsense' } }],
    ['context.course_id is not text', { context: { course_id: 5 } }],
    ['missing context.course_id', { context: { course_id: '' } }],
    ['learner cannot be read', { context: { user_id: 1.5 }, username: '' }],
  ])('is quarantined for: %s', (reason, changes) => {
    expect(outcomeOf(activated(changes))).toEqual({
      kind: 'quarantined',
      reason,
      detail: 'edx.course.enrollment.activated',
    })
  })
})

describe('the learner', () => {
  const actorOf = (event: Parameters<typeof lineOf>[0]) => {
    const outcome = outcomeOf(event)
    return outcome.kind === 'kept' ? outcome.statements[0]?.actor.account.name : outcome.reason
  }

  test('is the one acted upon, whom the payload names', () => {
    expect(actorOf(activated({ context: { user_id: 3 } }, { user_id: '7' }))).toBe(
      '11111111-2222-4333-8444-555555555555',
    )
  })

  test('is known by username where there is no id, and digits are an id', () => {
    expect(actorOf(activated({ username: 'zoe', context: { user_id: '' } }))).toBe(
      '99999999-2222-4333-8444-555555555555',
    )
    expect(actorOf(activated({ username: '7', context: { user_id: null } }))).toBe(
      '11111111-2222-4333-8444-555555555555',
    )
  })

  test('without an external id has a pseudonym, the same each time and another for each', () => {
    const eight = actorOf(activated({ context: { user_id: 8 } }))
    expect(eight).toMatch(/^[0-9a-f-]{36}$/)
    expect(actorOf(activated({ context: { user_id: 8 } }))).toBe(eight)
    expect(actorOf(activated({ context: { user_id: 9 } }))).not.toBe(eight)
    expect(actorOf(activated({ username: '8x', context: { user_id: null } }))).not.toBe(eight)
  })

  test('must be somebody', () => {
    for (const username of ['', 'anonymous']) {
      expect(actorOf(activated({ username, context: { user_id: '' } }))).toBe('no learner')
    }
  })
})

describe('a statement', () => {
  test('names nobody: no username, mail, address or browser is in it', () => {
    for (const event of [...mappedEvents, ...everyEvent, ...everyOwnEvent]) {
      const outcome = outcomeOf({ ...event, username: 'jane', ip: '203.0.113.9', agent: 'Browser of Jane' })
      expect(JSON.stringify(outcome)).not.toMatch(/jane|203\.0\.113|Browser|yellow|choice_2|On sums|wonder/i)
    }
  })

  test('says in the order of xAPI what happened', () => {
    const outcome = outcomeOf(activated({}))
    expect(JSON.parse(JSON.stringify(outcome.kind === 'kept' && outcome.statements))).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-5/),
        version: '1.0.3',
        actor: {
          objectType: 'Agent',
          account: { name: '11111111-2222-4333-8444-555555555555', homePage: 'https://lms.example' },
        },
        verb: { id: 'http://adlnet.gov/expapi/verbs/registered', display: { en: 'registered' } },
        object: {
          id: 'https://lms.example/course/course-v1:Org+Course+Run',
          objectType: 'Activity',
          definition: {
            name: { en: 'A Course' },
            type: 'http://adlnet.gov/expapi/activities/course',
            extensions: { 'https://w3id.org/xapi/acrossx/extensions/type': 'audit' },
          },
        },
        timestamp: '2024-03-01T10:20:30.123456+00:00',
        context: {
          extensions: {
            'https://w3id.org/xapi/openedx/extension/transformer-version': 'event-routing-backends@10.0.0',
            'https://w3id.org/xapi/openedx/extensions/session-id': '8e996d76fa1b3c0402a712f60fc9609a',
          },
        },
      },
    ])
  })
})

describe('whatever a line holds', () => {
  test('it is kept, dropped or quarantined; nothing is thrown', () => {
    fc.assert(
      fc.property(mutatedLine, (line) => {
        for (const asker of [lms, faithful]) {
          const outcome = statementsOf(line, asker)
          if (outcome.kind !== 'kept') expect(outcome.reason).toMatch(/^[\w ./:-]{4,120}$/)
          else for (const statement of outcome.statements) expect(statementText(statement)).toContain(statement.id)
        }
      }),
      { numRuns: 4_000 * effort },
    )
  })

  test('even when it is nested beyond reason', () => {
    const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`
    for (const name of ['play_video', 'problem_check', 'edx.forum.thread.created', 'edx.bookmark.added']) {
      const line = `{"deep":${deep},"name":"${name}","event":${deep},"time":"2024-03-01T10:20:30Z"}`
      expect(statementsOf(line, lms).kind).toBe('quarantined')
    }
  })
})
