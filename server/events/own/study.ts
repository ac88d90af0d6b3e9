import { isObject, type JsonObject } from '../json.ts'
import { exact, isTruthy, numberOf } from '../lookup.ts'
import type { Result } from '../statement.ts'
import { videoObject } from '../video.ts'
import { ownVerbs as did, recorded } from './iris.ts'
import { ownRules, row, scoreOf, type Thing } from './row.ts'
import { block, chapter, named, place, problem, problemOfForm, servedBlock } from './things.ts'

const assessed = {
  result: pointsOf,
  aboutResult: 'score: the points of the chosen options, of those possible',
} as const
const video: Thing = { about: 'the video `data.id` of the course', of: videoObject }
const bumper = named('video-bumper', 'bumper_id')
const student = { learner: (event: JsonObject) => exact(event, 'data', 'student') } as const
const rescored = ['orig_score', 'orig_total', 'new_score', 'new_total']
const regraded = ['weighted_earned', 'weighted_possible']

/** Work on problems beside submitting them. */
export const problemWork = ownRules({
  problem_show: row(did.requested, problem),
  problem_reset: row(did.reset, problemOfForm),
  reset_problem: row(did.reset, problem),
  reset_problem_fail: row(did['tried in vain'], problem, ['failure']),
  problem_save: row(did.requested, problemOfForm),
  save_problem_success: row(did.saved, problem),
  save_problem_fail: row(did['tried in vain'], problem, ['failure']),
  problem_check_fail: row(did['tried in vain'], problem, ['failure']),
  problem_graded: row(did.received, problemOfForm),
  'edx.problem.hint.feedback_displayed': row(did['received feedback'], problem, [
    'correctness',
    'trigger_type',
    'question_type',
    'problem_part_id',
  ]),
  problem_rescore: row(recorded('rescored'), problem, rescored, student),
  problem_rescore_fail: row(recorded('not rescored'), problem, ['failure'], student),
  'edx.grades.problem.rescored': row(recorded('rescored'), problem, regraded),
  'edx.grades.problem.score_overridden': row(recorded('score overridden'), problem, regraded),
  'edx.grades.problem.state_deleted': row(recorded('state deleted'), problem),
  'edx.drag_and_drop_v2.loaded': row(did.launched, servedBlock()),
  'edx.drag_and_drop_v2.item.picked_up': row(did.interacted, servedBlock(), ['item_id']),
  'edx.drag_and_drop_v2.item.dropped': row(did.interacted, servedBlock(), [
    'item_id',
    'is_correct',
    'is_correct_location',
  ]),
  'edx.drag_and_drop_v2.feedback.opened': row(did.opened, servedBlock(), ['truncated']),
  'edx.drag_and_drop_v2.feedback.closed': row(did.exited, servedBlock(), ['manually', 'truncated']),
  'edx.done.toggled': row(did.toggled, servedBlock(), ['done']),
})

/** Open response assessments: who submits, and who assesses whom by how many points. Never what was written. */
export const openResponses = ownRules({
  'openassessmentblock.create_submission': row(did.submitted, servedBlock(), ['submission_uuid', 'attempt_number']),
  'openassessmentblock.save_submission': row(did.saved, servedBlock()),
  'openassessmentblock.get_peer_submission': row(did.requested, servedBlock(), ['submission_returned_uuid']),
  'openassessmentblock.peer_assess': row(did.scored, servedBlock(), ['submission_uuid', 'score_type'], assessed),
  'openassessmentblock.self_assess': row(did.scored, servedBlock(), ['submission_uuid', 'score_type'], assessed),
  'openassessmentblock.staff_assess': row(did.scored, servedBlock(), ['submission_uuid', 'score_type'], assessed),
  'openassessmentblock.submit_feedback_on_assessments': row(did.responded, servedBlock(), ['submission_uuid']),
  'openassessment.upload_file': row(did.attached, servedBlock()),
})

/** Reading: textbooks, bookmarks and notes. Never the words of a search or a note. */
export const reading = ownRules({
  book: row(did.interacted, chapter, ['type', 'old', 'new']),
  ...Object.fromEntries(
    Object.entries({
      'thumbnails.toggled': ['page'],
      'thumbnail.navigated': ['page'],
      'outline.toggled': ['page'],
      'chapter.navigated': [],
      'page.navigated': ['page'],
      'page.scrolled': ['page', 'direction'],
      'zoom.buttons.changed': ['page', 'direction'],
      'zoom.menu.changed': ['page', 'amount'],
      'display.scaled': ['page', 'amount'],
    }).map(([deed, fields]) => [`textbook.pdf.${deed}`, row(did.interacted, chapter, fields)]),
  ),
  ...Object.fromEntries(
    ['search.executed', 'search.navigatednext', 'search.highlight.toggled', 'searchcasesensitivity.toggled'].map(
      (deed) => [`textbook.pdf.${deed}`, row(did.searched, chapter, ['page', 'status'])],
    ),
  ),
  'edx.bookmark.added': row(did.bookmarked, block('component_usage_id'), ['component_type']),
  'edx.bookmark.removed': row(did.unbookmarked, block('component_usage_id'), ['component_type']),
  'edx.bookmark.accessed': row(did.opened, block('component_usage_id'), ['component_type']),
  'edx.bookmark.listed': row(did.viewed, place('bookmarks'), ['list_type', 'bookmarks_count', 'page_number']),
  'edx.course.student_notes.added': row(did.annotated, block('component_usage_id'), ['note_id']),
  'edx.course.student_notes.edited': row(did.edited, block('component_usage_id'), ['note_id']),
  'edx.course.student_notes.deleted': row(did.deleted, block('component_usage_id'), ['note_id']),
  'edx.course.student_notes.viewed': row(did.viewed, place('notes')),
  'edx.course.student_notes.notes_page_viewed': row(did.viewed, place('notes'), ['view']),
  'edx.course.student_notes.searched': row(did.searched, place('notes'), ['number_of_results']),
  'edx.course.student_notes.used_unit_link': row(did.opened, block('component_usage_id'), ['note_id', 'view']),
})

/** What event-routing-backends leaves out of videos: the menu of languages, and the clip before the video. */
export const videoExtras = ownRules({
  'edx.video.language_menu.shown': row(did.interacted, video),
  'edx.video.language_menu.hidden': row(did.interacted, video),
  'edx.video.bumper.loaded': row(did.launched, bumper, ['host_component_id', 'duration']),
  'edx.video.bumper.played': row(did.experienced, bumper, ['host_component_id', 'duration', 'currentTime']),
  'edx.video.bumper.stopped': row(did.exited, bumper, ['host_component_id', 'duration', 'currentTime']),
  'edx.video.bumper.skipped': row(did.skipped, bumper, ['host_component_id', 'duration', 'currentTime']),
  'edx.video.bumper.dismissed': row(did.skipped, bumper, ['host_component_id', 'duration', 'currentTime']),
  ...Object.fromEntries(
    ['transcript.shown', 'transcript.hidden', 'transcript.menu.shown', 'transcript.menu.hidden'].map((deed) => [
      `edx.video.bumper.${deed}`,
      row(did.interacted, bumper, ['host_component_id', 'duration', 'currentTime']),
    ]),
  ),
})

function pointsOf(event: JsonObject): Result | undefined {
  const parts = exact(event, 'data', 'parts')
  if (!Array.isArray(parts) || !parts.some(isTruthy)) return undefined
  const points = parts.filter(isObject).map((part) => ({
    earned: numberOf(exact(part, 'option', 'points'), 'points') ?? 0,
    possible: numberOf(exact(part, 'criterion', 'points_possible'), 'points_possible') ?? 0,
  }))
  return scoreOf(
    points.reduce((sum, { earned }) => sum + earned, 0),
    points.reduce((sum, { possible }) => sum + possible, 0),
  )
}
