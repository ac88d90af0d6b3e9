import type { JsonObject } from '../events/json.ts'

export const testCourseKey = 'course-v1:Org+Course+Run'
export const oldCourseKey = 'edX/DemoX/Demo_Course'
const problemKey = 'block-v1:Org+Course+Run+type@problem+block@p1'
const sequenceKey = 'block-v1:Org+Course+Run+type@sequential+block@s1'

/** A line of a tracking log as the LMS writes it. `event` is the payload, whatever its type. */
export function trackingEvent(name: string, payload: unknown, changes: Readonly<Record<string, unknown>> = {}) {
  const { context, ...rest } = changes
  return {
    name,
    event_type: name,
    event_source: 'server',
    time: '2024-03-01T10:20:30.123456+00:00',
    username: 'ann',
    session: '8e996d76fa1b3c0402a712f60fc9609a',
    ip: '198.51.100.7',
    agent: 'Mozilla/5.0',
    host: 'lms.example',
    referer: 'https://lms.example/courses/course-v1:Org+Course+Run/courseware/',
    accept_language: 'en',
    event: payload,
    page: null,
    context: {
      course_id: testCourseKey,
      org_id: 'Org',
      user_id: 7,
      path: '/event',
      ...(context as object | undefined),
    },
    ...rest,
  } as unknown as JsonObject
}

/** The same, sent by the browser: the payload is JSON text. */
export function browserEvent(name: string, payload: unknown, changes: Readonly<Record<string, unknown>> = {}) {
  return trackingEvent(name, JSON.stringify(payload), {
    event_source: 'browser',
    page: 'https://lms.example/',
    ...changes,
  })
}

export function lineOf(event: JsonObject): string {
  return JSON.stringify(event)
}

const submission = (correct: boolean) => ({
  answer: 'yellow',
  question: 'Which colour?',
  response_type: 'optionresponse',
  input_type: 'optioninput',
  variant: '',
  correct,
})

/** One event of every family and shape that is mapped, for tests that try all. */
export const mappedEvents: readonly JsonObject[] = [
  trackingEvent('edx.course.enrollment.activated', { course_id: testCourseKey, user_id: 7, mode: 'audit' }),
  trackingEvent('edx.course.enrollment.deactivated', { course_id: testCourseKey, user_id: 7, mode: 'audit' }),
  trackingEvent('edx.course.grade.passed.first_time', { course_id: testCourseKey, user_id: '7' }),
  trackingEvent('edx.grades.course.grade_calculated', { user_id: '7', percent_grade: 0.5, letter_grade: '' }),
  trackingEvent('edx.grades.subsection.grade_calculated', {
    user_id: '7',
    block_id: sequenceKey,
    weighted_total_earned: 3,
    weighted_total_possible: 4,
  }),
  trackingEvent('edx.completion.block_completion.changed', { user_id: 7, block_id: problemKey, completion: 1 }),
  browserEvent('edx.ui.lms.link_clicked', { target_url: 'https://lms.example/help' }),
  browserEvent('edx.ui.lms.outline.selected', { target_url: 'https://lms.example/s1', target_name: 'Week 1' }),
  browserEvent('edx.ui.lms.sequence.tab_selected', { id: sequenceKey, current_tab: 1, target_tab: 3, tab_count: 5 }),
  browserEvent(
    'seq_next',
    { id: 'i4x://edX/DemoX/sequential/s1', old: 1, new: 2 },
    { context: { course_id: oldCourseKey } },
  ),
  browserEvent('play_video', { id: 'v1', currentTime: 12.3456, duration: 300 }),
  browserEvent('complete_video', { id: 'v1', duration: 300 }),
  browserEvent('seek_video', { id: 'v1', old_time: 10, new_time: 60 }),
  browserEvent('speed_change_video', { id: 'v1', current_time: 3, old_speed: '1.0', new_speed: '1.50' }),
  browserEvent(
    'play_video',
    { id: 'i4x-edX-DemoX-video-abc', currentTime: 0 },
    { context: { course_id: oldCourseKey } },
  ),
  trackingEvent('problem_check', 'input_p1_2_1=choice_2', { event_source: 'browser' }),
  trackingEvent('problem_check', {
    problem_id: problemKey,
    attempts: 2,
    grade: 1,
    max_grade: 1,
    success: 'correct',
    submission: { p1_2_1: submission(true) },
  }),
  trackingEvent('problem_check', {
    problem_id: problemKey.replace('p1', 'p2'),
    attempts: 1,
    grade: 1,
    max_grade: 2,
    success: 'incorrect',
    submission: { p2_2_1: submission(true), p2_3_1: submission(false) },
  }),
  trackingEvent('showanswer', { problem_id: problemKey }),
  trackingEvent('edx.problem.hint.demandhint_displayed', { module_id: problemKey, hint_index: 0, hint_len: 2 }),
]
