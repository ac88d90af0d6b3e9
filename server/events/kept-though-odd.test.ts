import { describe, expect, test } from 'vitest'
import { mappedStatements } from '../testing/told.ts'
import { browserEvent, trackingEvent } from '../testing/tracking-event.ts'
import type { JsonObject } from './json.ts'
import { createLms } from './lms.ts'
import { keptThoughOdd } from './mends.ts'
import type { Statement } from './statement.ts'

const problem = 'block-v1:Org+Course+Run+type@problem+block@p1'
const several = {
  problem_id: problem,
  grade: 1,
  max_grade: 2,
  success: 'incorrect',
  submission: { p1_2_1: { answer: 'a', question: 'Q', response_type: 'choiceresponse', correct: true }, p1_3_1: {} },
}
const inForum = (path: string) =>
  trackingEvent('edx.forum.thread.viewed', { id: 'T1', title: 'x' }, { context: { path } })

/** Of each oddity, in the order of the list: events, and what their statements are to be in either voice. */
const cases: readonly {
  readonly events: readonly JsonObject[]
  readonly check: (told: readonly Statement[][]) => void
}[] = [
  {
    events: [trackingEvent('edx.course.enrollment.mode_changed', { mode: 'verified' })],
    check: ([told]) => expect(told?.[0]?.verb.id).toBe('http://adlnet.gov/expapi/verbs/registered'),
  },
  {
    events: [
      trackingEvent('edx.grades.subsection.grade_calculated', {
        block_id: 's',
        weighted_total_earned: 0,
        weighted_total_possible: 0,
      }),
    ],
    check: ([told]) =>
      expect(told?.[0]?.result).toEqual({ score: { scaled: 0, raw: 0, min: 0, max: 0 }, success: true }),
  },
  {
    events: [
      trackingEvent('problem_check', 'input_p1_2_1=choice_2', {
        event_source: 'browser',
        referer:
          'https://lms.example/x?activate_block_id=block-v1%3AOrg%2BCourse%2BRun%2Btype%40sequential%2Bblock%40s1',
      }),
    ],
    check: ([told]) =>
      expect(told?.[0]?.object.id).toBe('https://lms.example/xblock/block-v1:Org+Course+Run+type@sequential+block@s1'),
  },
  {
    events: [trackingEvent('problem_check', several)],
    check: ([told]) => expect(told?.[2]?.object.definition.interactionType).toBe('choice'),
  },
  {
    events: [trackingEvent('problem_check', several)],
    check: ([told]) =>
      expect(
        told?.map(({ object, context }) => [object.objectType, context.contextActivities?.parent[0]?.objectType]),
      ).toEqual([
        ['GroupActivity', 'Activity'],
        ['Activity', 'GroupActivity'],
        ['Activity', 'GroupActivity'],
      ]),
  },
  {
    events: [inForum('/courses/c/discussion/threads/T1'), inForum('/api/discussion/v1/threads/T1/upvote/')],
    check: (told) =>
      expect(told.map(([statement]) => statement?.object.id)).toEqual([
        'https://lms.example/courses/c/discussion/threads/T1',
        'https://lms.example/api/discussion/v1/threads//upvote/T1',
      ]),
  },
  {
    events: [
      trackingEvent('edx.problem.hint.demandhint_displayed', { module_id: problem, hint_index: 0 }),
      trackingEvent('edx.grades.course.grade_calculated', { percent_grade: 1, letter_grade: 'A' }),
    ],
    check([hint, grade]) {
      expect(hint?.[0]?.object.definition.type).toBe('https://w3id.org/xapi/acrossx/extensions/supplemental-info')
      expect(grade?.[0]?.result?.extensions).toEqual({
        'http://www.tincanapi.co.uk/activitytypes/grade_classification': 'A',
      })
    },
  },
  {
    events: [
      browserEvent('seek_video', { id: 'v1', old_time: 1, new_time: 2 }),
      browserEvent('edx.video.position.changed', { id: 'v2', old_time: 1, new_time: 2 }),
    ],
    check([first, second]) {
      expect(first?.[0]?.id).toBe(second?.[0]?.id)
      expect(first?.[0]?.object.id).not.toBe(second?.[0]?.object.id)
    },
  },
]

describe('what is odd in event-routing-backends', () => {
  test.each(keptThoughOdd.map((words, index) => [words, cases[index]!] as const))('%s', (_, { events, check }) => {
    for (const faithful of [true, false]) {
      const lms = createLms({ url: 'https://lms.example', faithful, keepFreeText: true })
      check(events.map((event) => mappedStatements(event, lms)))
    }
  })

  test('is listed as often as it is tested', () => {
    expect(cases).toHaveLength(keptThoughOdd.length)
  })
})
