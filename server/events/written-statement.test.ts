import fc from 'fast-check'
import { expect, test } from 'vitest'
import { effort } from '../testing/effort.ts'
import { everyEvent, everyOwnEvent, linesOf } from '../testing/every-event.ts'
import { longLog } from '../testing/long-log.ts'
import { mutatedLine } from '../testing/mutated-line.ts'
import { browserEvent, testCourseKey, trackingEvent } from '../testing/tracking-event.ts'
import type { JsonObject } from './json.ts'
import { createLms, type Lms } from './lms.ts'
import { mapping } from './mapping.ts'
import { withPayload } from './parse-line.ts'
import { statementText } from './statement-text.ts'
import { statementsOf, writtenStatementsOf } from './statements-of.ts'

const facts = { url: 'https://lms.example', courseNames: new Map([[testCourseKey, 'Sums "and" más']]) }
const voices: readonly Lms[] = [
  createLms(facts),
  createLms({ ...facts, keepFreeText: true }),
  createLms({ ...facts, faithful: true }),
]

/** What the objects of a line's statements say, as the writing tells it. */
function spelledOut(line: string, lms: Lms) {
  const outcome = statementsOf(line, lms)
  if (outcome.kind !== 'kept') return outcome
  const { at, statements } = outcome
  return {
    kind: 'kept',
    at,
    statements: statements.map((each) => ({ id: each.id, objectId: each.object.id, text: statementText(each) })),
  }
}

function expectTheSame(line: string): void {
  for (const lms of voices) expect(writtenStatementsOf(line, lms)).toEqual(spelledOut(line, lms))
}

const key = (type: string) => `block-v1:Org+Course+Run+type@${type}+block@x`
const video = { id: 'x', code: 'yt', duration: 300.0625 }
/** Numbers at which two ways of writing them part. */
const numbers = [0, -0, 1, 0.1 + 0.2, 1e-7, 1e21, 1e308, 12.3455, 0.0005, 2 ** 53 + 2, -3.5]
/** In each of the usual shapes, with values that are hard to write. */
const awkward: readonly JsonObject[] = numbers.flatMap((number) => [
  trackingEvent('edx.completion.block_completion.changed', { block_id: key('html'), completion: number }),
  trackingEvent('edx.grades.subsection.grade_calculated', {
    block_id: key('sequential'),
    weighted_total_earned: number,
    weighted_total_possible: 3,
  }),
  trackingEvent('edx.grades.subsection.grade_calculated', {
    block_id: key('sequential'),
    weighted_total_earned: 1,
    weighted_total_possible: number,
  }),
  trackingEvent('edx.grades.course.grade_calculated', { percent_grade: number, letter_grade: 'Pass "é"' }),
  browserEvent('play_video', { ...video, currentTime: number }),
  browserEvent('complete_video', { ...video, duration: number }),
  browserEvent('seek_video', { ...video, old_time: number, new_time: 7 }),
  browserEvent('edx.ui.lms.sequence.tab_selected', {
    id: key('sequential'),
    tab_count: number,
    current_tab: 1,
    target_tab: number,
  }),
  browserEvent('edx.ui.lms.outline.selected', {
    target_url: 'mailto:ann@example.org',
    target_name: `\u2028 ${number}`,
  }),
  trackingEvent('problem_check', {
    problem_id: key('problem'),
    attempts: number,
    grade: number,
    max_grade: number,
    submission: { x_2_1: { question: 'Où "est" \\ ?', response_type: 'optionresponse', correct: true, answer: 'a' } },
  }),
])

test('every event of every shape is written as its objects are', () => {
  for (const event of [...everyEvent, ...everyOwnEvent, ...awkward])
    for (const line of linesOf(event)) expectTheSame(line)
  for (const line of longLog(500)) expectTheSame(line)
})

test('whatever is wrong with a line, it is written, or refused with the same words', () => {
  fc.assert(fc.property(mutatedLine, expectTheSame), { numRuns: 2_000 * effort })
})

test('every text of a rule is in use for the events that people make most', () => {
  const lms = createLms(facts)
  const textOf = (name: string) => mapping.get(name)?.text
  const used = [...everyEvent, ...everyOwnEvent, ...awkward].flatMap((event) => {
    const text = textOf(String(event.name))
    return text?.(withPayload({ ...event }), lms) ? [text] : []
  })
  expect(new Set(used)).toEqual(new Set([...mapping.keys()].map(textOf).filter((text) => text !== undefined)))
})
