import type { Row } from '../../../../server/contract/dashboard.ts'
import { anAnswer } from '../../../data/testing/chart-answer.ts'
import { answers } from '../../../data/testing/service.ts'
import { aSession, aSite } from '../../../data/testing/site.ts'

export const biology = 'course-v1:Riverside+BIO101+2026_Autumn'

/** A row of `my-courses`: a course half-way through, with a next step. */
export function aCourseRow(differences: Row = {}): Row {
  return {
    course_key: biology,
    name: 'Introduction to Biology',
    org: 'Riverside',
    enrollment_status: 'registered',
    enrollment_mode: 'audit',
    blocks_completed: 34,
    blocks_total: 96,
    elapsed_share: 0.5,
    grade: 0.42,
    pass_mark: 0.6,
    passed: false,
    last_activity: '2026-05-06T08:00:00Z',
    seconds_last_7_days: 4_800,
    next_block_key: 'block-v1:Riverside+BIO101+2026_Autumn+type@html+block@u12',
    next_block_name: 'How cells make proteins',
    next_section_name: 'The cell at work',
    ...differences,
  }
}

/** Who acted without anything else being known: events alone. */
export const nothingKnown: Row = {
  name: biology,
  enrollment_status: '',
  enrollment_mode: '',
  blocks_completed: 0,
  blocks_total: null,
  elapsed_share: null,
  grade: null,
  pass_mark: null,
  passed: null,
  next_block_key: null,
  next_block_name: null,
  next_section_name: null,
}

/** The service knows this learner: rows by chart; charts not named have none. */
export function learnerHas(charts: Readonly<Record<string, readonly Row[]>>): void {
  answers('site', aSite())
  answers('session', aSession())
  for (const chart of ['my-courses', 'my-weeks', 'my-sections', 'my-problems', 'my-videos', 'my-peers']) {
    answers(`dashboards/student/charts/${chart}`, anAnswer(charts[chart] ?? [], { chart }))
  }
}
