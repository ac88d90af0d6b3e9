import type { Json, JsonObject } from '../events/json.ts'
import { mapping } from '../events/mapping.ts'
import { browserEvent, lineOf, testCourseKey, trackingEvent } from './tracking-event.ts'

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

const problem = key('problem', 'p1')

/** A payload with the fields of all events of our own profile, and what must not be told of any. */
const ownPayload = {
  ...post,
  ...exam,
  user_id: 7,
  problem_id: problem,
  component_usage_id: problem,
  location: key('library_content', 'l1'),
  child_id: key('vertical', 'u1'),
  partition_id: 3,
  group_id: 1,
  cohort_id: 2,
  cohort_name: 'Jane and friends',
  team_id: 'team-1',
  topic_id: 'topic-1',
  page_name: 'all-teams',
  certificate_id: 'c0ffee',
  certificate_url: 'https://lms.example/certificates/jane',
  tool_name: 'progress',
  setting: 'year_of_birth',
  bumper_id: 'bumper',
  chapter: '/asset-v1:Org+Course+Run+type@asset+block@book.pdf#page=2',
  page: 2,
  query: 'Who is Jane',
  note_id: 'n1',
  note_text: 'Jane was here',
  student: 'zoe',
  failure: 'closed',
  parts: [
    { criterion: { points_possible: 3 }, option: { points: 2 }, feedback: 'Good, Jane' },
    { criterion: { points_possible: 1 }, option: { points: 1 } },
  ],
}

/** An event of every name of our own profile. */
export const everyOwnEvent: readonly JsonObject[] = [...mapping]
  .filter(([, { isOurs }]) => isOurs)
  .map(([name]) => {
    const isForm = ['problem_reset', 'problem_save', 'problem_graded'].includes(name)
    const id = name.startsWith('edx.forum') ? '5f1' : 'v1'
    const [old, now] = name === 'edx.user.settings.changed' ? ['Jane', 'jane@example.org'] : [1, 2]
    const payload = { ...ownPayload, id, old, new: now }
    return trackingEvent(name, isForm ? 'input_p1_2_1=Jane' : payload, {
      context: { path: '/courses/x/threads/5f1', module: { usage_key: problem, display_name: 'Sums' } },
    })
  })

const prefix = '2024-03-01 10:20:30,123 INFO 27 [tracking] [user 7] [ip 198.51.100.7] logger.py:41 - '

/** The lines in which the same event may come: as the LMS hands it on live, as a replayed log has it, bare, and behind a logger's prefix. */
export function linesOf(event: JsonObject): readonly string[] {
  const { event: payload, time, name, context, event_type: _type, event_source, page, ...request } = event
  const data =
    typeof payload === 'string' && payload.startsWith('{') ? (JSON.parse(payload) as Json) : (payload as Json)
  const source = event_source === 'server' ? {} : { event_source: event_source as Json, page: page as Json }
  const live = {
    name,
    timestamp: time,
    data,
    context: { ...(context as JsonObject), ...request, ...source },
  } as JsonObject
  const replayed = { ...event, data, timestamp: time } as JsonObject
  return [lineOf(live), lineOf(replayed), lineOf(event), `${prefix}${lineOf(event)}`]
}
