import { type ReadyMadeView, selectOf } from './ready-made-view.ts'

/** Who is enrolled where, as the LMS has it now: a row for each learner and course run, also of those who left (`is_active` 0). */
export const enrollments: ReadyMadeView = {
  name: 'enrollments',
  principal: 'student_courseenrollment',
  needs: ['user_id', 'course_id'],
  others: ['auth_user', 'auth_userprofile', 'course_overviews_courseoverview'],
  select(views) {
    const enrollment = views.rows('student_courseenrollment', 'e')
    const person = views.beside(enrollment, 'user_id', 'auth_user', 'u', 'id')
    const profile = views.beside(enrollment, 'user_id', 'auth_userprofile', 'p', 'user_id')
    const course = views.beside(enrollment, 'course_id', 'course_overviews_courseoverview', 'c', 'id')
    return selectOf(
      [
        enrollment.column('id', 'bigint'),
        enrollment.column('course_id', 'varchar'),
        course.column('display_name', 'varchar', 'course_name'),
        course.column('org', 'varchar', 'organization'),
        course.column('start', 'timestamp(6)', 'course_start'),
        course.column('end', 'timestamp(6)', 'course_end'),
        enrollment.column('user_id', 'bigint'),
        person.column('username', 'varchar'),
        person.column('email', 'varchar'),
        profile.column('name', 'varchar'),
        profile.column('country', 'varchar'),
        profile.column('gender', 'varchar'),
        profile.column('year_of_birth', 'bigint'),
        profile.column('level_of_education', 'varchar'),
        enrollment.column('mode', 'varchar'),
        enrollment.column('is_active', 'bigint'),
        enrollment.column('created', 'timestamp(6)'),
        ...enrollment.site,
      ],
      enrollment,
      person,
      profile,
      course,
    )
  },
}
