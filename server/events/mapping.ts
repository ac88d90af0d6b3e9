import { completion } from './completion.ts'
import { enrollment } from './enrollment.ts'
import { exams } from './exam.ts'
import { forum } from './forum.ts'
import { grades } from './grades.ts'
import { navigation } from './navigation.ts'
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
}

/** What becomes of an event, by its name. A name that is not here is dropped, by name, in the import's report. */
export const mapping: ReadonlyMap<string, Rule> = new Map(
  Object.values(families).flatMap((rules) => Object.entries(rules)),
)
