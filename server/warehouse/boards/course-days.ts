import { courseActivityByDay } from '../questions/course/course-activity-by-day.ts'
import { courseEnrollmentHistory } from '../questions/course/course-enrollment-history.ts'
import type { BoardView } from './board-view.ts'
import { dayAt, forEachPeriod, isWithin, today } from './periods.ts'

/** Figures of every day. */
export const courseDays: readonly BoardView[] = [
  {
    question: courseActivityByDay,
    keys: ['period'],
    sql: (tables, settings) => `
      SELECT course_key, org, p.1 AS period, day, learners, active_seconds, actions
      FROM (
        SELECT course_key, org, ${dayAt(settings, 'quarter')} AS day,
          uniqExactIf(actor_id, q.actions > 0) AS learners,
          sum(q.active_seconds) AS active_seconds, sum(q.actions) AS actions
        FROM ${tables.learnerQuarter} AS q FINAL GROUP BY course_key, org, day
      ) ${forEachPeriod} WHERE ${isWithin(settings, 'day')}`,
  },
  {
    question: courseEnrollmentHistory,
    keys: ['period'],
    // What a day of changes leaves behind holds until the next one, and after the last one until today.
    sql: (tables, settings) => `
      SELECT course_key, org, p.1 AS period, shown AS day,
        if(shown = changed, joined, 0) AS joined, if(shown = changed, parted, 0) AS \`left\`, total AS enrolled
      FROM (
        SELECT course_key, org, changed, joined, parted, last, total, toDate(toUInt16(number)) AS shown
        FROM (
          SELECT course_key, org, changed, joined, parted,
            sum(toInt64(joined) - toInt64(parted)) OVER (PARTITION BY course_key, org ORDER BY changed) AS total,
            max(changed) OVER (PARTITION BY course_key, org) AS last,
            leadInFrame(changed) OVER (PARTITION BY course_key, org ORDER BY changed
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS next
          FROM (
            SELECT course_key, org, ${dayAt(settings, 'c.at')} AS changed,
              countIf(c.change = 1) AS joined, countIf(c.change = -1) AS parted
            FROM ${tables.learnerCourse} FINAL ARRAY JOIN enrollment_changes AS c
            GROUP BY course_key, org, changed))
        ARRAY JOIN range(toUInt32(toUInt16(changed)), if(changed = last, greatest(toUInt32(toUInt16(${today(settings)})), toUInt32(toUInt16(changed))) + 1,
          toUInt32(toUInt16(next)))) AS number
      ) ${forEachPeriod} WHERE if(p.2 = 0, shown <= last, ${isWithin(settings, 'shown')})`,
  },
]
