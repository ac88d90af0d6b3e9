import { isMember } from '../questions/class.ts'
import { courseActive } from '../questions/course/course-active.ts'
import { courseEnrolled } from '../questions/course/course-enrolled.ts'
import { courseGrades } from '../questions/course/course-grades.ts'
import { coursePassing } from '../questions/course/course-passing.ts'
import { courseTime } from '../questions/course/course-time.ts'
import { courseTriedAProblem } from '../questions/course/course-tried-a-problem.ts'
import { courseWatchedAVideo } from '../questions/course/course-watched-a-video.ts'
import type { Tables } from '../tables.ts'
import type { BoardSettings, BoardView } from './board-view.ts'
import { dayAt, forEachPeriod, isJustBefore, isWithin } from './periods.ts'

type Deed = 'actions' | 'plays' | 'attempts'

/** As `learnersWhoDid` of the questions. */
const learnersWhoDid = (deed: Deed, name: string) => (tables: Tables, settings: BoardSettings) =>
  `
  SELECT l.course_key AS course_key, l.org AS org, l.period AS period,
    countIf(d.now > 0) AS ${name},
    if(l.days = 0, NULL, countIf(d.before > 0)) AS previous,
    countIf(l.member OR d.acted > 0) AS learners
  FROM (
    SELECT course_key, org, actor_id, ${isMember} AS member, p.1 AS period, p.2 AS days
    FROM ${tables.learnerCourse} FINAL ${forEachPeriod}
  ) AS l
  LEFT JOIN (
    SELECT course_key, actor_id, p.1 AS period,
      countIf(${deed} > 0 AND ${isWithin(settings, 'day')}) AS now,
      countIf(${deed} > 0 AND ${isJustBefore(settings, 'day')}) AS before,
      countIf(actions > 0 AND ${isWithin(settings, 'day')}) AS acted
    FROM (SELECT *, ${dayAt(settings, 'quarter')} AS day FROM ${tables.learnerQuarter} FINAL) ${forEachPeriod}
    GROUP BY course_key, actor_id, p.1
  ) AS d ON d.course_key = l.course_key AND d.actor_id = l.actor_id AND d.period = l.period
  GROUP BY l.course_key, l.org, l.period, l.days`

/** Figures of a course run, one row each, or one for each step of a scale. */
export const courseFigures: readonly BoardView[] = [
  {
    question: courseEnrolled,
    keys: [],
    sql: (tables) => `
      SELECT course_key, org, countIf(enrollment_status = 'registered') AS enrolled,
        countIf(enrollment_status = 'unregistered') AS \`left\`, enrolled + \`left\` AS ever_enrolled
      FROM ${tables.learnerCourse} FINAL GROUP BY course_key, org`,
  },
  { question: courseActive, keys: ['period'], sql: learnersWhoDid('actions', 'active') },
  {
    question: courseTime,
    keys: ['period'],
    sql: (tables, settings) => `
      SELECT course_key, org, period, countIf(acts > 0) AS learners,
        if(learners = 0, NULL, avgIf(seconds, acts > 0)) AS mean_seconds,
        if(learners = 0, NULL, quantileExactInclusiveIf(0.5)(seconds, acts > 0)) AS median_seconds,
        if(period = 'all' OR countIf(acts_before > 0) = 0, NULL, avgIf(seconds_before, acts_before > 0)) AS previous_mean_seconds
      FROM (
        SELECT course_key, org, actor_id, p.1 AS period,
          sumIf(active_seconds, ${isWithin(settings, 'day')}) AS seconds,
          sumIf(actions, ${isWithin(settings, 'day')}) AS acts,
          sumIf(active_seconds, ${isJustBefore(settings, 'day')}) AS seconds_before,
          sumIf(actions, ${isJustBefore(settings, 'day')}) AS acts_before
        FROM (SELECT *, ${dayAt(settings, 'quarter')} AS day FROM ${tables.learnerQuarter} FINAL) ${forEachPeriod}
        GROUP BY course_key, org, actor_id, p.1
      ) GROUP BY course_key, org, period`,
  },
  { question: courseWatchedAVideo, keys: ['period'], sql: learnersWhoDid('plays', 'watched') },
  { question: courseTriedAProblem, keys: ['period'], sql: learnersWhoDid('attempts', 'tried') },
  {
    question: coursePassing,
    keys: [],
    sql: (tables) => `
      SELECT course_key, org, countIf(ifNull(passed, false)) AS passing,
        countIf(passed IS NULL AND grade IS NULL) AS no_grade_yet,
        count() AS learners, learners - passing - no_grade_yet AS not_passing_yet
      FROM ${tables.learnerCourse} FINAL WHERE ${isMember} GROUP BY course_key, org`,
  },
  {
    question: courseGrades,
    keys: ['place'],
    sql: (tables) => `
      SELECT course_key, org, slot + 1 AS place,
        multiIf(slot = 10, 'none', slot = 9, '90-100', concat(toString(slot * 10), '-', toString(slot * 10 + 9))) AS bucket,
        countEqual(slots, slot) AS learners
      FROM (
        SELECT course_key, org,
          groupArray(if(grade IS NULL, 10, toUInt8(least(9, greatest(0, floor(grade * 10)))))) AS slots
        FROM ${tables.learnerCourse} FINAL WHERE ${isMember} GROUP BY course_key, org)
      ARRAY JOIN range(11) AS slot`,
  },
]
