import type { Json, JsonObject } from '../events/json.ts'
import { browserEvent, testCourseKey, trackingEvent } from './tracking-event.ts'

const key = (type: string, id: string) => `block-v1:Org+Course+Run+type@${type}+block@${id}`
const question = (answer: Json, correct: boolean, response_type = 'optionresponse') => ({
  answer,
  question: 'Which colour?',
  response_type,
  input_type: 'optioninput',
  variant: '',
  correct,
})
const exam = {
  exam_id: 3,
  exam_content_id: key('sequential', 'e1'),
  exam_name: 'Midterm',
  exam_default_time_limit_mins: 60,
  attempt_id: 5,
  attempt_user_id: 7,
  attempt_code: '8CF9A9A4-0000-4000-8000-000000000001',
  attempt_started_at: '2024-03-01T09:20:30.123456+00:00',
  attempt_completed_at: null,
  attempt_event_elapsed_time_secs: 12.5,
}
const post = { id: '5f1', title: 'On sums', body: 'I wonder', commentable_id: 'general', url: '/x', truncated: false }
const inForum = { context: { path: '/courses/course-v1:Org+Course+Run/discussion/forum/general/threads/5f1' } }
const video = { id: 'v1', code: 'yt', duration: 300.0625 }
const step = { id: key('sequential', 's1'), current_tab: 1, tab_count: 5, widget_placement: 'top' }
const outline = { current_url: 'https://lms.example/a', target_url: 'https://lms.example/s1', target_name: 'Week 1' }
const ofLearner = { course_id: testCourseKey, user_id: '7' }

type Table = Readonly<Record<string, Json>>
const inServer = (payloads: Table, changes = {}) =>
  Object.entries(payloads).map(([name, payload]) => trackingEvent(name, payload, changes))
const inBrowser = (payloads: Table, changes = {}) =>
  Object.entries(payloads).map(([name, payload]) => browserEvent(name, payload, changes))
const each = (names: readonly string[], payload: Json): Table =>
  Object.fromEntries(names.map((name) => [name, payload]))
const times = (pattern: string, words: readonly string[]) => words.map((word) => pattern.replace('*', word))

/** An event of every name that event-routing-backends maps, as a log has it; of `problem_check` one of every kind. */
export const everyEvent: readonly JsonObject[] = [
  ...inServer(
    each(times('edx.course.enrollment.*', ['activated', 'deactivated', 'mode_changed']), {
      course_id: testCourseKey,
      user_id: 7,
      mode: 'audit',
    }),
  ),
  ...inServer(each(times('edx.course.grade.*', ['passed.first_time', 'now_passed', 'now_failed']), ofLearner)),
  ...inServer({
    'edx.grades.subsection.grade_calculated': {
      ...ofLearner,
      block_id: step.id,
      weighted_total_earned: 3,
      weighted_total_possible: 4,
    },
    'edx.grades.course.grade_calculated': { ...ofLearner, percent_grade: 0.55, letter_grade: '' },
    'edx.grades.problem.submitted': {
      ...ofLearner,
      problem_id: key('problem', 'p1'),
      weighted_earned: 0,
      weighted_possible: 0,
    },
    'edx.completion.block_completion.changed': {
      user_id: 7,
      course_id: testCourseKey,
      block_id: key('html', 'h1'),
      completion: 0.55,
    },
    'edx.problem.completed': { user_id: 7, course_id: testCourseKey, problem_id: key('problem', 'p1') },
    showanswer: { problem_id: key('problem', 'p1') },
    'edx.problem.hint.demandhint_displayed': {
      module_id: key('problem', 'p1'),
      hint_index: 0,
      hint_len: 2,
      hint_text: 'Think',
    },
  }),
  trackingEvent('problem_check', 'input_p1_2_1=choice_2', { event_source: 'browser' }),
  trackingEvent('problem_check', 'input_p1_2_1=choice_2', {
    event_source: 'browser',
    referer: `https://lms.example/x?activate_block_id=${encodeURIComponent(step.id)}`,
  }),
  trackingEvent('problem_check', {
    problem_id: key('problem', 'p1'),
    attempts: 2,
    grade: 1,
    max_grade: 1,
    success: 'correct',
    submission: { p1_2_1: question(['a', 'é'], true, 'choiceresponse') },
  }),
  trackingEvent(
    'problem_check',
    {
      problem_id: key('problem', 'p2'),
      attempts: 1,
      grade: 1,
      max_grade: 2,
      success: 'incorrect',
      submission: { p2_2_1: question({ x: '1' }, true), p2_3_1: question('2', false, 'numericalresponse'), p2_4_1: {} },
    },
    { context: { module: { display_name: 'Sums', usage_key: key('problem', 'p2') } } },
  ),
  trackingEvent('problem_check', {
    problem_id: key('problem', 'p3'),
    grade: 0,
    max_grade: 0,
    success: 'correct',
    answers: { p3_2_1: 'x' },
  }),
  ...inServer(
    each(
      ['timed', 'practice', 'proctored'].flatMap((kind) =>
        times(`edx.special_exam.${kind}.attempt.*`, ['created', 'submitted']),
      ),
      exam,
    ),
  ),
  ...inServer(
    each(times('edx.forum.thread.*', ['created', 'edited', 'deleted', 'reported', 'unreported', 'viewed']), {
      ...post,
      thread_type: 'question',
    }),
    inForum,
  ),
  ...inServer(
    each(times('edx.forum.response.*', ['created', 'edited', 'deleted', 'reported', 'unreported']), {
      ...post,
      discussion: { id: '4aa' },
    }),
    inForum,
  ),
  ...inServer(
    each(times('edx.forum.comment.*', ['created', 'edited', 'deleted', 'reported', 'unreported']), {
      ...post,
      discussion: { id: '4aa' },
      response: { id: '4bb' },
    }),
    inForum,
  ),
  ...inServer(
    each(['edx.forum.thread.voted', 'edx.forum.response.voted'], { ...post, vote_value: 'up', undo_vote: true }),
    inForum,
  ),
  ...inBrowser({
    'edx.ui.lms.link_clicked': { current_url: 'https://lms.example/a', target_url: 'https://lms.example/help' },
    'edx.ui.lms.outline.selected': outline,
    'edx.ui.lms.sequence.outline.selected': outline,
    'edx.ui.lms.sequence.tab_selected': { ...step, target_tab: '3' },
    'edx.ui.lms.sequence.next_selected': step,
    'edx.ui.lms.sequence.previous_selected': step,
  }),
  ...inBrowser({
    load_video: video,
    ...each(['play_video', 'pause_video', 'stop_video'], { ...video, currentTime: 12.3456 }),
    complete_video: video,
    seek_video: { ...video, old_time: 10.0625, new_time: 0, type: 'onSlideSeek' },
    speed_change_video: { ...video, current_time: 3, old_speed: '1.0', new_speed: '1.50' },
    ...each(['show_transcript', 'hide_transcript', 'video_show_cc_menu', 'video_hide_cc_menu'], {
      ...video,
      current_time: 0,
    }),
  }),
  ...inServer(
    {
      'edx.video.loaded': video,
      ...each(times('edx.video.*', ['played', 'paused', 'stopped']), { ...video, current_time: 0, currentTime: 7 }),
      'edx.video.completed': video,
      'edx.video.position.changed': { ...video, old_time: '10', new_time: 60 },
      ...each(
        times('edx.video.*', [
          'transcript.shown',
          'transcript.hidden',
          'closed_captions.shown',
          'closed_captions.hidden',
        ]),
        { ...video, current_time: 7 },
      ),
    },
    { event_source: 'mobile' },
  ),
]
