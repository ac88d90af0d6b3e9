import type { EnrollmentChange } from '../enrollment-plan.ts'
import type { Person } from '../people.ts'
import type { SessionLog } from '../session-log.ts'

/** `edx.course.enrollment.activated`, `.deactivated`, `.mode_changed`. */
export function reportEnrollment(
  log: SessionLog,
  person: Person,
  courseKey: string,
  { change, mode }: EnrollmentChange,
): void {
  const payload = `{"course_id": "${courseKey}", "user_id": ${person.userId}, "mode": "${mode}"}`
  log.server(`edx.course.enrollment.${change}`, payload, '/api/enrollment/v1/enrollment', '')
}
