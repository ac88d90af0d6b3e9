import { describe, expect, test } from 'vitest'
import { browserEvent, lineOf, oldCourseKey, testCourseKey, trackingEvent } from '../testing/tracking-event.ts'
import { createLms } from './lms.ts'
import type { Statement } from './statement.ts'
import { statementsOf } from './statements-of.ts'

const lms = createLms({ url: 'https://lms.example' })

function statements(event: Parameters<typeof lineOf>[0], knowing = lms): Statement[] {
  const outcome = statementsOf(lineOf(event), knowing)
  if (outcome.kind !== 'kept') throw new Error(outcome.reason)
  return JSON.parse(JSON.stringify(outcome.statements)) as Statement[]
}

/** The parts in which kinds of events differ. */
function told(event: Parameters<typeof lineOf>[0]) {
  const { verb, object, result, context } = statements(event)[0]!
  return {
    verb: verb.id,
    object: object.id,
    type: object.definition.type,
    ...(object.definition.extensions && { about: object.definition.extensions }),
    ...(result && { result }),
    ...context.extensions,
    course: context.contextActivities?.parent[0]?.id ?? null,
  }
}

const common = {
  'https://w3id.org/xapi/openedx/extension/transformer-version': 'event-routing-backends@10.0.0',
  'https://w3id.org/xapi/openedx/extensions/session-id': '8e996d76fa1b3c0402a712f60fc9609a',
}
const course = `https://lms.example/course/${testCourseKey}`
const block = (type: string, id: string) =>
  `https://lms.example/xblock/block-v1:Org+Course+Run+type@${type}+block@${id}`
const old = { context: { course_id: oldCourseKey } }

describe('grades and completion', () => {
  const subsection = (earned: unknown, possible: unknown) =>
    statements(
      trackingEvent('edx.grades.subsection.grade_calculated', {
        block_id: 's1',
        weighted_total_earned: earned,
        weighted_total_possible: possible,
      }),
    )[0]!.result

  test('a subsection is scored by what was earned of what was possible', () => {
    expect(subsection(3, 4)).toEqual({ score: { scaled: 0.75, raw: 3, min: 0, max: 4 }, success: false })
    expect(subsection(4, 4)).toMatchObject({ success: true })
    expect(subsection(null, 0)).toEqual({ score: { scaled: 0, raw: 0, min: 0, max: 0 }, success: true })
    expect(() => subsection(undefined, 4)).toThrow('missing data.weighted_total_earned')
    expect(() => subsection('3', 4)).toThrow('data.weighted_total_earned is not a number')
  })

  test('a course grade carries its letter, or Fail', () => {
    const graded = (letter: string) =>
      told(trackingEvent('edx.grades.course.grade_calculated', { percent_grade: 0.55, letter_grade: letter }))
    const classification = 'http://www.tincanapi.co.uk/activitytypes/grade_classification'
    expect(graded('')).toEqual({
      verb: 'http://id.tincanapi.com/verb/earned',
      object: course,
      type: 'http://adlnet.gov/expapi/activities/course',
      result: { score: { scaled: 0.55, raw: 0.55, min: 0, max: 1 }, extensions: { [classification]: 'Fail' } },
      course,
      ...common,
    })
    expect(graded('A').result?.extensions).toEqual({ [classification]: 'A' })
  })

  test('completion is told in per cent, as the machine multiplies', () => {
    const completed = (completion: number) =>
      told(trackingEvent('edx.completion.block_completion.changed', { block_id: 'b', completion })).result
    const progress = 'https://w3id.org/xapi/cmi5/result/extensions/progress'
    expect(completed(1)).toEqual({ completion: true, extensions: { [progress]: 100 } })
    expect(completed(0.55)).toEqual({ completion: false, extensions: { [progress]: 55.000_000_000_000_01 } })
    expect(completed(0)).toEqual({ completion: false, extensions: { [progress]: 0 } })
  })
})

describe('navigation', () => {
  const start = 'http://id.tincanapi.com/extension/starting-position'
  const end = 'http://id.tincanapi.com/extension/ending-point'
  const total = 'https://w3id.org/xapi/acrossx/extensions/total-items'
  const verb = 'https://w3id.org/xapi/dod-isd/verbs/navigated'
  const type = 'http://id.tincanapi.com/activitytype/resource'

  test('within a sequence goes from a position to another, or to the next unit', () => {
    const payload = { id: 's1', current_tab: 1, target_tab: '3', tab_count: 5 }
    const rest = { verb, type, object: 'https://lms.example/xblock/s1', about: { [total]: 5 }, course, ...common }
    expect(told(browserEvent('edx.ui.lms.sequence.tab_selected', payload))).toEqual({ ...rest, [start]: 1, [end]: '3' })
    expect(told(browserEvent('edx.ui.lms.sequence.next_selected', payload))).toEqual({
      ...rest,
      [start]: 1,
      [end]: 'next unit',
    })
  })

  test('of before 2016 is read by its old names', () => {
    const payload = { id: 'i4x://edX/DemoX/sequential/s1', old: 3, new: 2 }
    const rest = {
      verb,
      type,
      object: 'https://lms.example/xblock/i4x://edX/DemoX/sequential/s1',
      about: {},
      course: 'https://lms.example/course/edX/DemoX/Demo_Course',
      ...common,
    }
    expect(told(browserEvent('seq_goto', payload, old))).toEqual({ ...rest, [start]: 3, [end]: 2 })
    expect(told(browserEvent('seq_prev', payload, old))).toEqual({ ...rest, [start]: 3, [end]: 'previous unit' })
  })

  test('by a link or the outline goes to an address', () => {
    expect(told(browserEvent('edx.ui.lms.link_clicked', { target_url: '/help' }))).toMatchObject({
      object: '/help',
      type: 'http://adlnet.gov/expapi/activities/link',
    })
    expect(() => told(browserEvent('edx.ui.lms.outline.selected', { target_url: '/s1' }))).toThrow(
      'missing data.target_name',
    )
  })
})

describe('videos', () => {
  const at = (name: string) => `https://w3id.org/xapi/video/extensions/${name}`

  test('tell where the learner was, of a video of which length', () => {
    expect(told(browserEvent('play_video', { id: 'v1', currentTime: 12.3456, duration: 300 }))).toEqual({
      verb: 'https://w3id.org/xapi/video/verbs/played',
      object: block('video', 'v1'),
      type: 'https://w3id.org/xapi/video/activity-type/video',
      result: { extensions: { [at('time')]: 12.346 } },
      [at('length')]: 300,
      course,
      ...common,
    })
  })

  test('start at 0 seconds, too', () => {
    for (const field of ['currentTime', 'current_time']) {
      expect(told(browserEvent('play_video', { id: 'v1', [field]: 0 })).result).toEqual({
        extensions: { [at('time')]: 0 },
      })
    }
    expect(told(browserEvent('play_video', { id: 'v1' })).result).toEqual({ extensions: {} })
  })

  test('complete with their length as the duration', () => {
    expect(told(browserEvent('edx.video.completed', { id: 'v1', duration: 195.5 })).result).toEqual({
      completion: true,
      duration: 'PT03M15.5S',
      extensions: { [at('time')]: 195.5 },
    })
  })

  test('seek from and to, change speed, show captions or hide them', () => {
    expect(told(browserEvent('seek_video', { id: 'v1', old_time: 1, new_time: 0 })).result).toEqual({
      extensions: { [at('time-from')]: 1, [at('time-to')]: 0 },
    })
    expect(told(browserEvent('speed_change_video', { id: 'v1', old_speed: '1.0', new_speed: 1.5 })).result).toEqual({
      extensions: {
        'https://w3id.org/xapi/openedx/extension/speed-from': '1.0x',
        'https://w3id.org/xapi/openedx/extension/speed-to': '1.5x',
      },
    })
    expect(told(browserEvent('hide_transcript', { id: 'v1', current_time: 2 })).result).toEqual({
      extensions: { [at('time')]: 2, [at('cc-enabled')]: false },
    })
  })

  test.each([
    ['ccx-v1:Org+Course+Run+ccx@1', 'v1', 'ccx-block-v1:Org+Course+Run+ccx@1+type@video+block@v1'],
    [oldCourseKey, 'i4x-edX-DemoX-video-a-b', 'i4x://edX/DemoX/video/a-b'],
    [oldCourseKey, 'abc', 'i4x://edX/DemoX/video/abc'],
    ['My.Org/A-B/1', 'i4x-My_Org-A-B-video-abc', 'i4x://My.Org/A-B/video/abc'],
  ])('of the course %s are found by the id %s', (course_id, id, key) => {
    expect(told(browserEvent('play_video', { id }, { context: { course_id } })).object).toBe(
      `https://lms.example/xblock/${key}`,
    )
  })

  test.each([
    ['missing data.id', { currentTime: 1 }, {}],
    ['data.duration is not a number', { id: 'v1', duration: 'long' }, {}],
    ['missing context.course_id', { id: 'v1' }, { context: { course_id: null } }],
  ])('are refused for: %s', (reason, payload, changes) => {
    expect(() => told(browserEvent('play_video', payload, changes))).toThrow(reason)
  })
})

describe('problems', () => {
  test('lend their key to answers and hints', () => {
    expect(told(trackingEvent('showanswer', { problem_id: 'p1' }))).toMatchObject({
      verb: 'http://adlnet.gov/expapi/verbs/asked',
      object: 'https://lms.example/xblock/p1/answer',
      type: 'http://id.tincanapi.com/activitytype/solution',
    })
    expect(
      told(trackingEvent('edx.problem.hint.demandhint_displayed', { module_id: 'p1', hint_index: 0 })),
    ).toMatchObject({ object: 'https://lms.example/xblock/p1/hint/0' })
  })
})

describe('a submission by the browser', () => {
  const submitted = (payload: unknown, changes: Record<string, unknown> = {}) =>
    told(trackingEvent('problem_check', payload, { event_source: 'browser', ...changes }))

  test('is an attempt without a result, at the block that the page was opened for or the form names', () => {
    const referer = 'https://lms.example/x?activate_block_id=&activate_block_id=block-v1%3AOrg%2BCourse%2BRun#top'
    expect(submitted('input_p1_2_1=choice_2', { referer })).toEqual({
      verb: 'http://adlnet.gov/expapi/verbs/attempted',
      object: 'https://lms.example/xblock/block-v1:Org+Course+Run',
      type: 'http://adlnet.gov/expapi/activities/cmi.interaction',
      course,
      ...common,
    })
    expect(submitted('input_p1_2_1=choice_2').object).toBe(block('problem', 'p1'))
  })

  test('of before 2015 is found, too', () => {
    const form = 'input_i4x-edX-DemoX-problem-a_b_2_1%5B%5D=yellow&input_i4x-edX-DemoX-problem-a_b_3_1=choice_0'
    expect(submitted(JSON.stringify(form), old).object).toBe('https://lms.example/xblock/i4x://edX/DemoX/problem/a_b')
  })

  test('that names no problem is refused', () => {
    expect(() => submitted('nonsense')).toThrow('missing the problem')
    expect(() => submitted({ a: 1 })).toThrow('data is not text')
  })
})

describe('a submission graded by the server', () => {
  const question = (answer: unknown, correct: unknown, response_type = 'optionresponse') => ({
    question: 'Which?',
    answer,
    response_type,
    correct,
  })
  const graded = (payload: Record<string, unknown>, changes: Record<string, unknown> = {}) =>
    trackingEvent('problem_check', { problem_id: 'block-v1:Org+Course+Run+type@problem+block@p1', ...payload }, changes)

  test('is evaluated with score, success, attempt and what was asked', () => {
    const [statement] = statements(
      graded({
        attempts: 2,
        grade: 1,
        max_grade: 4,
        success: 'incorrect',
        submission: { p1_2_1: question('a', false) },
      }),
    )
    expect(statement).toMatchObject({
      verb: { id: 'https://w3id.org/xapi/acrossx/verbs/evaluated' },
      result: { score: { scaled: 0.25, raw: 1, min: 0, max: 4 }, success: false },
      object: {
        id: block('problem', 'p1'),
        objectType: 'Activity',
        definition: {
          description: { 'en-US': 'Which?' },
          interactionType: 'choice',
          extensions: { 'http://id.tincanapi.com/extension/attempt-id': 2 },
        },
      },
    })
  })

  test('keeps the answer only where it was asked to', () => {
    const event = graded({ submission: { p1_2_1: question(['a', 'b'], true) } })
    expect(statements(event)[0]?.result).toEqual({ score: { min: 0 }, success: true })
    const keeping = createLms({ url: 'https://lms.example', keepResponses: true })
    expect(statements(event, keeping)[0]?.result).toEqual({ score: { min: 0 }, success: true, response: '["a", "b"]' })
  })

  test('needs no referer, and no submission: then it goes by the names of old', () => {
    const [statement] = statements(
      graded(
        { success: 'correct', grade: 0, max_grade: 0 },
        { referer: '', context: { module: { display_name: 'Sums' } } },
      ),
    )
    expect(statement?.result).toEqual({ score: { scaled: 0, raw: 0, min: 0, max: 0 }, success: true })
    expect(statement?.object.definition).toMatchObject({ name: { 'en-US': 'Sums' }, interactionType: 'other' })
  })

  test('with several questions is one statement for the whole and one for each', () => {
    const [whole, first, second, ...more] = statements(
      graded({
        grade: 1,
        max_grade: 2,
        success: 'incorrect',
        submission: { p1_2_1: question('a', true), p1_3_1: question('1', false, 'numericalresponse') },
      }),
    )
    expect(more).toEqual([])
    // One right answer of two is no success.
    expect(whole).toMatchObject({
      result: { score: { scaled: 0.5 }, success: false },
      object: { id: block('problem', 'p1'), objectType: 'GroupActivity', definition: { interactionType: 'other' } },
    })
    expect(first).toMatchObject({
      result: { success: true },
      object: { id: block('problem', 'p1_2_1'), objectType: 'Activity', definition: { interactionType: 'choice' } },
      context: {
        statement: { objectType: 'StatementRef', id: whole?.id },
        contextActivities: { parent: [whole?.object], grouping: whole?.context.contextActivities?.parent },
      },
    })
    expect(second).toMatchObject({ result: { success: false }, object: { definition: { interactionType: 'numeric' } } })
    expect(new Set([whole?.id, first?.id, second?.id]).size).toBe(3)
  })

  test('of before 2015 keeps the questions with their problem', () => {
    const payload = {
      problem_id: 'i4x://edX/DemoX/problem/a_b',
      submission: {
        'i4x-edX-DemoX-problem-a_b_2_1': question('a', true),
        'i4x-edX-DemoX-problem-a_b_3_1': question('b', true),
      },
    }
    const ids = statements(trackingEvent('problem_check', payload, old)).map(({ object }) => object.id)
    expect(ids).toEqual(
      ['a_b', 'a_b_2_1', 'a_b_3_1'].map((id) => `https://lms.example/xblock/i4x://edX/DemoX/problem/${id}`),
    )
  })
})
