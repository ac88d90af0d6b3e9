import { describe, expect, test } from 'vitest'
import { blockIri, commonlyTold, courseIri, inOldCourse, mappedStatements, told } from '../testing/told.ts'
import { browserEvent, oldCourseKey, trackingEvent } from '../testing/tracking-event.ts'

describe('grades and completion', () => {
  const subsection = (earned: unknown, possible: unknown) =>
    mappedStatements(
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
      object: courseIri,
      type: 'http://adlnet.gov/expapi/activities/course',
      result: { score: { scaled: 0.55, raw: 0.55, min: 0, max: 1 }, extensions: { [classification]: 'Fail' } },
      course: courseIri,
      ...commonlyTold,
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
    const rest = {
      verb,
      type,
      object: 'https://lms.example/xblock/s1',
      about: { [total]: 5 },
      course: courseIri,
      ...commonlyTold,
    }
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
      ...commonlyTold,
    }
    expect(told(browserEvent('seq_goto', payload, inOldCourse))).toEqual({ ...rest, [start]: 3, [end]: 2 })
    expect(told(browserEvent('seq_prev', payload, inOldCourse))).toEqual({
      ...rest,
      [start]: 3,
      [end]: 'previous unit',
    })
  })

  test('by a link or the outline goes to an address', () => {
    expect(told(browserEvent('edx.ui.lms.link_clicked', { target_url: '/help' }))).toMatchObject({
      object: 'https://lms.example/help',
      type: 'http://adlnet.gov/expapi/activities/link',
    })
    // The address behind mailto: is somebody's.
    expect(told(browserEvent('edx.ui.lms.link_clicked', { target_url: 'mailto:jane@example.org' })).object).toBe(
      'urn:panorama:link:mailto',
    )
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
      object: blockIri('video', 'v1'),
      type: 'https://w3id.org/xapi/video/activity-type/video',
      result: { extensions: { [at('time')]: 12.346 } },
      [at('length')]: 300,
      course: courseIri,
      ...commonlyTold,
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
