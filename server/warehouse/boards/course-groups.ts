import type { Question } from '../question.ts'
import { byAge, courseAge } from '../questions/course/course-age.ts'
import { byEducation, courseEducation } from '../questions/course/course-education.ts'
import { byGender, courseGender } from '../questions/course/course-gender.ts'
import { type LearnerGrouping, learnersByGroupEverywhere } from '../questions/course/learner-groups.ts'
import type { BoardView } from './board-view.ts'
import { today } from './periods.ts'

const groupsOf = (question: Question, grouping: LearnerGrouping): BoardView => ({
  question,
  keys: ['place'],
  sql: (tables, settings) =>
    learnersByGroupEverywhere(tables, grouping, { today: today(settings), minimum: settings.minimum }),
})

/** The class in groups, none of them small. */
export const courseGroups: readonly BoardView[] = [
  groupsOf(courseGender, byGender),
  groupsOf(courseEducation, byEducation),
  groupsOf(courseAge, byAge),
]
