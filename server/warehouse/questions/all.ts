import type { Question } from '../question.ts'
import { courseActive } from './course/course-active.ts'
import { courseActivityByDay } from './course/course-activity-by-day.ts'
import { courseAge } from './course/course-age.ts'
import { courseClassSize } from './course/course-class-size.ts'
import { courseComparison } from './course/course-comparison.ts'
import { courseCompletionByUnit } from './course/course-completion-by-unit.ts'
import { courseEducation } from './course/course-education.ts'
import { courseEnrolled } from './course/course-enrolled.ts'
import { courseEnrollmentHistory } from './course/course-enrollment-history.ts'
import { courseGender } from './course/course-gender.ts'
import { courseGrades } from './course/course-grades.ts'
import { courseLearnersToReach } from './course/course-learners-to-reach.ts'
import { courseList } from './course/course-list.ts'
import { courseMembers } from './course/course-members.ts'
import { courseNewestActivity } from './course/course-newest-activity.ts'
import { coursePassing } from './course/course-passing.ts'
import { courseProblems } from './course/course-problems.ts'
import { courseTime } from './course/course-time.ts'
import { courseTriedAProblem } from './course/course-tried-a-problem.ts'
import { courseVideoSeconds } from './course/course-video-seconds.ts'
import { courseVideos } from './course/course-videos.ts'
import { courseWatchedAVideo } from './course/course-watched-a-video.ts'
import { learnerCourses } from './learner/learner-courses.ts'
import { learnerPeers } from './learner/learner-peers.ts'
import { learnerProblems } from './learner/learner-problems.ts'
import { learnerSections } from './learner/learner-sections.ts'
import { learnerVideos } from './learner/learner-videos.ts'
import { learnerWeeks } from './learner/learner-weeks.ts'
import { actorOfUser } from './site/actor-of-user.ts'
import { lmsTables } from './site/lms-tables.ts'
import { namesOfLearners } from './site/names-of-learners.ts'
import { peopleOfCourse } from './site/people-of-course.ts'
import { pipelineState } from './site/pipeline-state.ts'
import { quarantineByReason } from './site/quarantine-by-reason.ts'

/** Every question that can be asked, in the order of the dashboards. */
export const questions: readonly Question[] = [
  courseList,
  courseComparison,
  courseEnrolled,
  courseClassSize,
  courseMembers,
  courseNewestActivity,
  courseActive,
  courseTime,
  courseWatchedAVideo,
  courseTriedAProblem,
  coursePassing,
  courseEnrollmentHistory,
  courseActivityByDay,
  courseGender,
  courseEducation,
  courseAge,
  courseCompletionByUnit,
  courseVideos,
  courseVideoSeconds,
  courseProblems,
  courseGrades,
  courseLearnersToReach,
  learnerCourses,
  learnerWeeks,
  learnerSections,
  learnerProblems,
  learnerVideos,
  learnerPeers,
  actorOfUser,
  peopleOfCourse,
  namesOfLearners,
  lmsTables,
  pipelineState,
  quarantineByReason,
]
