import { describe, expect, test } from 'vitest'
import { blockIri, commonlyTold, courseIri, mappedStatements, told } from '../../testing/told.ts'
import { browserEvent, oldCourseKey, trackingEvent } from '../../testing/tracking-event.ts'

const extension = (field: string) => `urn:panorama:extension:${field}`
const problem = 'block-v1:Org+Course+Run+type@problem+block@p1'
const served = { context: { module: { usage_key: problem, display_name: 'Sums' } } }

describe('reading', () => {
  test('a bookmark is of a block', () => {
    const payload = { bookmark_id: 'ann,x', component_type: 'problem', component_usage_id: problem }
    expect(told(trackingEvent('edx.bookmark.added', payload))).toEqual({
      verb: 'http://id.tincanapi.com/verb/bookmarked',
      object: blockIri('problem', 'p1'),
      type: 'http://id.tincanapi.com/activitytype/resource',
      course: courseIri,
      ...commonlyTold,
      [extension('event')]: 'edx.bookmark.added',
      [extension('component-type')]: 'problem',
    })
  })

  test('a textbook is its file, and never what was searched for in it', () => {
    const payload = { name: 'x', chapter: '/c4x/book.pdf#page=3', page: 3, query: 'sums', status: 'not found yet' }
    const statement = told(browserEvent('textbook.pdf.search.executed', payload))
    expect(statement).toMatchObject({ object: 'https://lms.example/c4x/book.pdf', [extension('page')]: 3 })
    expect(statement).not.toHaveProperty([extension('status')])
    expect(told(browserEvent('book', { type: 'gotopage', old: 1, new: 2 }))).toMatchObject({
      object: 'urn:panorama:textbook',
      [extension('new')]: 2,
    })
  })
})

describe('problems', () => {
  test('are found in the form that the browser sends, of which no answer is told', () => {
    const form = JSON.stringify(['input_i4x-edX-DemoX-problem-a_b_2_1=Jane', '<div>Right, Jane!</div>'])
    const [statement] = mappedStatements(
      trackingEvent('problem_graded', form, { event_source: 'browser', context: { course_id: oldCourseKey } }),
    )
    expect(statement?.object.id).toBe('https://lms.example/xblock/i4x://edX/DemoX/problem/a_b')
    expect(JSON.stringify(statement)).not.toContain('Jane')
  })

  test('are rescored for the learner, not for whoever asked for it', () => {
    const actorOf = (name: string, payload: unknown) =>
      mappedStatements(trackingEvent(name, payload))[0]?.actor.account.name
    const zoe = actorOf('edx.team.searched', { username: 'zoe' })
    expect(actorOf('problem_rescore', { problem_id: problem, student: 'zoe' })).toBe(zoe)
    expect(actorOf('problem_rescore', { problem_id: problem })).not.toBe(zoe)
  })

  test('with open responses are scored by the points of the chosen options', () => {
    // 2 of 3 and 1 of 1: 3 of 4.
    const parts = [
      { criterion: { points_possible: 3 }, option: { points: 2 }, feedback: 'Well done, Jane' },
      { criterion: { points_possible: 1 }, option: { points: 1 } },
    ]
    const payload = { submission_uuid: 'u-1', score_type: 'PE', parts }
    expect(told(trackingEvent('openassessmentblock.peer_assess', payload, served))).toMatchObject({
      object: blockIri('problem', 'p1'),
      result: { score: { scaled: 0.75, raw: 3, min: 0, max: 4 } },
      [extension('score-type')]: 'PE',
    })
  })
})

describe('what is recorded about a learner', () => {
  test('is about the one who is certified or put into a cohort', () => {
    const cohort = mappedStatements(
      trackingEvent('edx.cohort.user_added', { user_id: 9, cohort_id: 2, cohort_name: 'Jane and friends' }),
    )[0]!
    const nine = mappedStatements(trackingEvent('edx.bookmark.listed', {}, { context: { user_id: 9 } }))[0]!
    expect(cohort.actor).toEqual(nine.actor)
    expect(cohort.verb.id).toBe('urn:panorama:recorded:added-to-a-group')
    expect(cohort.object.id).toBe('urn:panorama:cohort:2')
    expect(JSON.stringify(cohort)).not.toContain('Jane')
  })

  test('of an exam names the exam and the attempt', () => {
    const payload = {
      exam_content_id: 'block-v1:Org+Course+Run+type@sequential+block@e1',
      exam_name: 'Midterm',
      attempt_user_id: 9,
      attempt_code: 'code',
      attempt_status: 'verified',
    }
    const [statement] = mappedStatements(trackingEvent('edx.special_exam.proctored.attempt.verified', payload))
    expect(statement?.object.id).toBe(blockIri('sequential', 'e1'))
    expect(statement?.context.contextActivities?.grouping?.[0]?.id).toBe('code')
    expect(statement?.context.extensions[extension('attempt-status')]).toBe('verified')
  })
})

test('texts that are more than a code are left out', () => {
  const dropped = (item_id: unknown) =>
    told(trackingEvent('edx.drag_and_drop_v2.item.dropped', { item_id, is_correct: true }, served))
  const field = extension('item-id')
  expect(dropped(0)).toHaveProperty([field], 0)
  expect(dropped(problem)).toHaveProperty([field], problem)
  for (const words of ['two words', 'jane@example.org', ['a'], 'x'.repeat(201)]) {
    expect(dropped(words)).not.toHaveProperty([field])
  }
})
