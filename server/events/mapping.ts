import { completion } from './completion.ts'
import { enrollment } from './enrollment.ts'
import { exams } from './exam.ts'
import { forum } from './forum.ts'
import { grades } from './grades.ts'
import { navigation } from './navigation.ts'
import { forumExtras, groups } from './own/community.ts'
import { accounts, assignments, certificates, examStatesBetween, tools } from './own/course-life.ts'
import { openResponses, problemWork, reading, videoExtras } from './own/study.ts'
import { problems } from './problem.ts'
import type { Rule, Rules } from './rule.ts'
import { videos } from './video.ts'

/** The families of events that event-routing-backends maps, and ours, by what they are about. */
export const families: Readonly<Record<string, Rules>> = {
  'Enrollment and standing in a course': enrollment,
  Grades: grades,
  Completion: completion,
  Problems: problems,
  'Special exams': exams,
  Videos: videos,
  Navigation: navigation,
  Forum: forum,
  'More of problems': problemWork,
  'Open response assessments': openResponses,
  'Textbooks, bookmarks and notes': reading,
  'More of videos': videoExtras,
  'More of the forum': forumExtras,
  'Teams and cohorts': groups,
  'More of special exams': examStatesBetween,
  Certificates: certificates,
  Assignments: assignments,
  'Ways around a course': tools,
  Accounts: accounts,
}

/** What becomes of an event, by its name. A name that is not here is dropped, by name, in the import's report. */
export const mapping: ReadonlyMap<string, Rule> = new Map(
  Object.values(families).flatMap((rules) => Object.entries(rules)),
)
