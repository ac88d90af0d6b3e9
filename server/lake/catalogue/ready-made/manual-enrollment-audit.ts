import { type ReadyMadeView, selectOf } from './ready-made-view.ts'

/**
 * Who enrolled whom by hand, and why. Somebody who was invited before they had an account has no enrollment yet, and so no course
 * run here: `enrolled_email` alone tells of them.
 */
export const manualEnrollmentAudit: ReadyMadeView = {
  name: 'manual_enrollment_audit',
  principal: 'student_manualenrollmentaudit',
  needs: ['id'],
  others: ['student_courseenrollment', 'auth_user', 'course_overviews_courseoverview'],
  select(views) {
    const audit = views.rows('student_manualenrollmentaudit', 'a')
    const enrollment = views.beside(audit, 'enrollment_id', 'student_courseenrollment', 'e', 'id')
    const course = views.beside(enrollment, 'course_id', 'course_overviews_courseoverview', 'c', 'id')
    const learner = views.beside(enrollment, 'user_id', 'auth_user', 'u', 'id')
    const enroller = views.beside(audit, 'enrolled_by_id', 'auth_user', 's', 'id')
    return selectOf(
      [
        audit.column('id', 'bigint'),
        audit.column('time_stamp', 'timestamp(6)'),
        audit.column('state_transition', 'varchar'),
        audit.column('reason', 'varchar'),
        audit.column('role', 'varchar'),
        audit.column('enrolled_email', 'varchar'),
        audit.column('enrollment_id', 'bigint'),
        enrollment.column('course_id', 'varchar'),
        course.column('display_name', 'varchar', 'course_name'),
        enrollment.column('user_id', 'bigint'),
        learner.column('username', 'varchar'),
        audit.column('enrolled_by_id', 'bigint'),
        enroller.column('username', 'varchar', 'enrolled_by_username'),
        ...audit.site,
      ],
      audit,
      enrollment,
      course,
      learner,
      enroller,
    )
  },
}
