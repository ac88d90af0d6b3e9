import type { Courses } from '../contract/course.ts'
import type { DataSet, Scope } from '../contract/scope.ts'
import { ask, type Warehouse } from '../warehouse/ask.ts'
import { courseList } from '../warehouse/questions/course/course-list.ts'
import { courseNewestActivity } from '../warehouse/questions/course/course-newest-activity.ts'
import { thisMinute } from './this-minute.ts'

/** The course runs in a scope, the most recently active first. */
export async function listCourses(
  warehouse: Warehouse,
  { scope, dataSet, now }: { scope: Scope; dataSet: DataSet; now: Date },
): Promise<Courses> {
  const [rows, newest] = await Promise.all([
    ask(warehouse, courseList, { scope, dataSet, params: { now: thisMinute(now) } }),
    ask(warehouse, courseNewestActivity, { scope, dataSet, params: { course: null } }),
  ])
  return {
    courses: rows.map((row) => ({
      courseKey: row.course_key,
      name: row.name,
      org: row.org,
      run: row.run,
      enrolled: row.enrolled,
      activeLast7Days: row.active_last_7_days,
      lastActivity: row.last_activity,
      start: row.course_start,
      end: row.course_end,
    })),
    asOf: newest[0]?.newest ?? null,
    lmsAsOf: newest[0]?.lms_as_of ?? null,
  }
}
