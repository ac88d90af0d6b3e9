import { describe, expect, test } from 'vitest'
import { blockIri, commonlyTold, courseIri, inOldCourse, mappedStatements, told } from '../testing/told.ts'
import { trackingEvent } from '../testing/tracking-event.ts'
import { createLms } from './lms.ts'

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
      course: courseIri,
      ...commonlyTold,
    })
    expect(submitted('input_p1_2_1=choice_2').object).toBe(blockIri('problem', 'p1'))
  })

  test('of before 2015 is found, too', () => {
    const form = 'input_i4x-edX-DemoX-problem-a_b_2_1%5B%5D=yellow&input_i4x-edX-DemoX-problem-a_b_3_1=choice_0'
    expect(submitted(JSON.stringify(form), inOldCourse).object).toBe(
      'https://lms.example/xblock/i4x://edX/DemoX/problem/a_b',
    )
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
    const [statement] = mappedStatements(
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
        id: blockIri('problem', 'p1'),
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
    expect(mappedStatements(event)[0]?.result).toEqual({ score: { min: 0 }, success: true })
    const keeping = createLms({ url: 'https://lms.example', keepFreeText: true })
    expect(mappedStatements(event, keeping)[0]?.result).toEqual({
      score: { min: 0 },
      success: true,
      response: '["a", "b"]',
    })
  })

  test('needs no referer, and no submission: then it goes by the names of old', () => {
    const [statement] = mappedStatements(
      graded(
        { success: 'correct', grade: 0, max_grade: 0 },
        { referer: '', context: { module: { display_name: 'Sums' } } },
      ),
    )
    expect(statement?.result).toEqual({ score: { scaled: 0, raw: 0, min: 0, max: 0 }, success: true })
    expect(statement?.object.definition).toMatchObject({ name: { 'en-US': 'Sums' }, interactionType: 'other' })
  })

  test('with several questions is one statement for the whole and one for each', () => {
    const [whole, first, second, ...more] = mappedStatements(
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
      object: { id: blockIri('problem', 'p1'), objectType: 'GroupActivity', definition: { interactionType: 'other' } },
    })
    expect(first).toMatchObject({
      result: { success: true },
      object: { id: blockIri('problem', 'p1_2_1'), objectType: 'Activity', definition: { interactionType: 'choice' } },
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
    const ids = mappedStatements(trackingEvent('problem_check', payload, inOldCourse)).map(({ object }) => object.id)
    expect(ids).toEqual(
      ['a_b', 'a_b_2_1', 'a_b_3_1'].map((id) => `https://lms.example/xblock/i4x://edX/DemoX/problem/${id}`),
    )
  })
})
