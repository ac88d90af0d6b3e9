import { attemptActivity, examObject, examTypes } from '../exam.ts'
import type { Verb } from '../iris.ts'
import { exact } from '../lookup.ts'
import { ownVerbs as did, recorded } from './iris.ts'
import { ownRules, type Row, row, type Thing } from './row.ts'
import { block, named, place, site } from './things.ts'

const certificate = named('certificate', 'certificate_id')
const examStates: Readonly<Record<string, Verb>> = {
  started: did.started,
  ready_to_start: did['got ready'],
  ready_to_submit: did['got ready'],
  declined: did.declined,
  download_software_clicked: did.downloaded,
  deleted: recorded('exam attempt deleted'),
  error: recorded('exam attempt in error'),
  rejected: recorded('exam attempt rejected'),
  verified: recorded('exam attempt verified'),
  review_received: recorded('exam attempt reviewed'),
  second_review_required: recorded('exam attempt to be reviewed again'),
  timed_out: recorded('exam attempt timed out'),
}

const exam = (type: string): Thing => ({
  about: 'the exam `data.exam_content_id` by its name',
  of: (event, lms) => examObject(event, lms, type),
  grouping: (event, lms) => [attemptActivity(event, lms)],
  aboutGrouping: 'grouping: the attempt `data.attempt_code`, as above',
})

/** The states of an attempt at a special exam between the two that event-routing-backends tells. */
export const examStatesBetween = ownRules(
  Object.fromEntries(
    Object.entries(examTypes).flatMap(([kind, type]) =>
      Object.entries(examStates).map(([state, verb]): [string, Row] => [
        `edx.special_exam.${kind}.attempt.${state}`,
        row(verb, exam(type), ['attempt_status'], { learner: (event) => exact(event, 'data', 'attempt_user_id') }),
      ]),
    ),
  ),
)

/** Certificates belong to the learner whom the payload names, whoever made or looked at them. */
export const certificates = ownRules({
  'edx.certificate.created': row(recorded('certified'), certificate, ['enrollment_mode', 'generation_mode']),
  'edx.certificate.revoked': row(recorded('certificate revoked'), certificate, ['enrollment_mode', 'source']),
  'edx.certificate.shared': row(did.shared, certificate, ['social_network']),
  'edx.certificate.evidence_visited': row(recorded('certificate visited'), certificate, ['social_network']),
})

/** Which part of a course the LMS shows a learner, by chance or by group. */
export const assignments = ownRules({
  'edx.librarycontentblock.content.assigned': row(recorded('assigned'), block('location'), [
    'previous_count',
    'max_count',
    'reason',
  ]),
  'edx.librarycontentblock.content.removed': row(recorded('unassigned'), block('location'), [
    'previous_count',
    'max_count',
    'reason',
  ]),
  'xmodule.partitions.assigned_user_to_partition': row(recorded('assigned'), named('partition', 'partition_id'), [
    'group_id',
  ]),
  'xblock.split_test.child_render': row(recorded('assigned'), block('child_id')),
})

/** Ways around a course. A jump goes to a block, yet is no step in a sequence: visits count those. */
export const tools = ownRules({
  'edx.course.tool.accessed': row(did.accessed, named('tool', 'tool_name')),
  'edx.course.home.resume_course.clicked': row(did.resumed, place('course-home'), ['event_type']),
  'edx.course.enrollment.upgrade.clicked': row(did.selected, place('upgrade'), ['location', 'mode']),
  'edx.ui.lms.jump_nav.selected': row(did.selected, block('id'), ['current_id', 'widget_placement']),
})

/** Accounts, of learners only. The old and new values of a setting are not told. */
export const accounts = ownRules({
  'edx.user.login': row(did['logged in'], site),
  'edx.bi.user.account.authenticated': row(did['logged in'], site),
  'edx.user.logout': row(did['logged out'], site),
  'edx.bi.user.account.registered': row(did['created an account'], site),
  'edx.user.settings.changed': row(did.updated, named('setting', 'setting'), ['table']),
})
