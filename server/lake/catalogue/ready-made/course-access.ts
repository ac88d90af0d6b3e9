import { quoted } from '../trino.ts'
import type { JoinedViews, Rows } from './joined-views.ts'
import { type ReadyMadeView, selectOf } from './ready-made-view.ts'

const overviews = 'course_overviews_courseoverview'

/**
 * Who has which role where: a row for each person, role and course run. A role of a whole organisation has a row for each of its
 * course runs, one of the whole site a single row without a course run, as have the site's own staff and superusers.
 * `scope` is `course`, `organization` or `site`.
 */
export const courseAccess: ReadyMadeView = {
  name: 'course_access',
  principal: 'student_courseaccessrole',
  needs: ['user_id', 'role', 'course_id', 'org'],
  others: ['auth_user', overviews],
  select(views) {
    const grants = [ofCourseRuns, ofOrganizations, ofSite, ofPeople].flatMap((part) => part(views) ?? [])
    const roles = views.rows('student_courseaccessrole', 'g')
    const grant = { ...roles, clause: `FROM (\n${grants.join('\nUNION ALL\n')}\n) g` }
    const person = views.beside(grant, 'user_id', 'auth_user', 'u', 'id')
    const course = views.beside(grant, 'course_id', overviews, 'c', 'id')
    return selectOf(
      [
        grant.column('user_id', 'bigint'),
        person.column('username', 'varchar'),
        person.column('email', 'varchar'),
        grant.column('role', 'varchar'),
        'g.scope AS "scope"',
        grant.column('org', 'varchar', 'organization'),
        grant.column('course_id', 'varchar'),
        course.column('display_name', 'varchar', 'course_name'),
        ...grant.site,
      ],
      grant,
      person,
      course,
    )
  },
}

/** The LMS writes empty text where a role is not of one course run, or not of one organisation. */
const given = (roles: Rows, column: string) => `nullif(${roles.value(column, 'varchar')}, '')`

function ofCourseRuns(views: JoinedViews): string {
  const roles = views.rows('student_courseaccessrole', 'r')
  return selectOf(
    [
      roles.column('user_id', 'bigint'),
      roles.column('role', 'varchar'),
      `'course' AS scope`,
      `${given(roles, 'org')} AS "org"`,
      roles.column('course_id', 'varchar'),
      ...roles.site,
    ],
    roles,
    { clause: `WHERE ${given(roles, 'course_id')} IS NOT NULL` },
  )
}

/** An organisation without course runs, or whose course runs are not known, has one row. */
function ofOrganizations(views: JoinedViews): string {
  const roles = views.rows('student_courseaccessrole', 'r')
  const course = views.beside(roles, 'org', overviews, 'c', 'org')
  return selectOf(
    [
      roles.column('user_id', 'bigint'),
      roles.column('role', 'varchar'),
      `'organization' AS scope`,
      roles.column('org', 'varchar'),
      course.column('id', 'varchar', 'course_id'),
      ...roles.site,
    ],
    roles,
    course,
    { clause: `WHERE ${given(roles, 'course_id')} IS NULL AND ${given(roles, 'org')} IS NOT NULL` },
  )
}

function ofSite(views: JoinedViews): string {
  const roles = views.rows('student_courseaccessrole', 'r')
  return selectOf(
    [
      roles.column('user_id', 'bigint'),
      roles.column('role', 'varchar'),
      `'site' AS scope`,
      `cast(NULL AS varchar) AS "org"`,
      `cast(NULL AS varchar) AS "course_id"`,
      ...roles.site,
    ],
    roles,
    { clause: `WHERE ${given(roles, 'course_id')} IS NULL AND ${given(roles, 'org')} IS NULL` },
  )
}

/** Whom the LMS lets see all courses: by a mark on their account, and no row among the roles. */
function ofPeople(views: JoinedViews): readonly string[] {
  const person = views.rows('auth_user', 'u')
  const roles = views.rows('student_courseaccessrole', 'r')
  if (person.typeOf('id') === undefined || person.typeOf('id') !== roles.typeOf('user_id')) return []
  const marks = [
    ['is_staff', 'global_staff'],
    ['is_superuser', 'superuser'],
  ] as const
  return marks.flatMap(([mark, role]) =>
    person.typeOf(mark) === undefined
      ? []
      : selectOf(
          [
            `${person.value('id', 'bigint')} AS ${quoted('user_id')}`,
            `'${role}' AS "role"`,
            `'site' AS scope`,
            `cast(NULL AS varchar) AS "org"`,
            `cast(NULL AS varchar) AS "course_id"`,
            ...person.site,
          ],
          person,
          { clause: `WHERE try_cast(${person.value(mark, 'bigint')} AS bigint) = 1` },
        ),
  )
}
