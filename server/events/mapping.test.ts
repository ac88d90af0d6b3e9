import { describe, expect, test } from 'vitest'
import { everyEvent, everyOwnEvent } from '../testing/every-event.ts'
import { lineOf } from '../testing/tracking-event.ts'
import { createLms } from './lms.ts'
import { mapping } from './mapping.ts'
import { statementsOf } from './statements-of.ts'

const faithful = createLms({ url: 'https://lms.example', faithful: true, keepFreeText: true })
const wholeOf = (event: (typeof everyEvent)[number]) => {
  const outcome = statementsOf(lineOf(event), faithful)
  if (outcome.kind !== 'kept') throw new Error(`${event.name}: ${outcome.reason}`)
  return outcome.statements[0]!
}

describe('the table of the mapping', () => {
  test('knows the 65 names of event-routing-backends', () => {
    const theirs = [...mapping].filter(([, { isOurs }]) => !isOurs).map(([name]) => name)
    expect(theirs).toHaveLength(65)
    expect(new Set(everyEvent.map(({ name }) => name))).toEqual(new Set(theirs))
  })

  test('says of each event whether its statement has a result', () => {
    for (const event of [...everyEvent, ...everyOwnEvent]) {
      if (event.event_source === 'browser' && event.name === 'problem_check') continue
      const { about } = mapping.get(String(event.name))!
      expect(wholeOf(event).result !== undefined, String(event.name)).toBe(about.result !== undefined)
    }
  })
})

describe('a statement of our own profile', () => {
  /** Words by which the models count attempts, plays, visits, hints, grades and completion. */
  const counted = /\/(evaluated|played|navigated|asked|progressed|earned|passed|failed|registered|unregistered)$/

  test('is made of absolute IRIs, and of no verb that the models count', () => {
    for (const event of everyOwnEvent) {
      const { verb, object, context } = wholeOf(event)
      const iris = [verb.id, object.id, object.definition.type, ...Object.keys(context.extensions)]
      for (const iri of iris) expect(iri, String(event.name)).toMatch(/^(https?|urn):\S+$/)
      // The steps of before 2016 are those of event-routing-backends under their old names.
      if (!String(event.name).startsWith('seq_')) expect(verb.id).not.toMatch(counted)
    }
  })

  test('says by its verb when it is no deed of the learner', () => {
    const recorded = everyOwnEvent
      .filter((event) => wholeOf(event).verb.id.startsWith('urn:panorama:recorded:'))
      .map(({ name }) => name)
    expect(recorded).toEqual(
      expect.arrayContaining(['edx.certificate.created', 'edx.cohort.user_added', 'problem_rescore']),
    )
    expect(recorded).not.toContain('edx.bookmark.added')
  })
})
