import type { Dump } from './course-tables.ts'
import { csvRecord } from './csv.ts'
import type { EnrollmentPlan } from './enrollment-plan.ts'
import type { Person } from './people.ts'
import { dumpedTime } from './time.ts'

/** `event_sink.user_profile` as CSV. */
export function* userProfiles(people: Iterable<Person>, dump: Dump): Generator<string> {
  yield csvRecord([
    'id',
    'user_id',
    'name',
    'email',
    'username',
    'meta',
    'courseware',
    'language',
    'location',
    'year_of_birth',
    'gender',
    'level_of_education',
    'mailing_address',
    'city',
    'country',
    'state',
    'goals',
    'bio',
    'profile_image_uploaded_at',
    'phone_number',
    'dump_id',
    'time_last_dumped',
  ])
  for (const person of people) {
    const { userId, name, username, language, yearOfBirth, gender, levelOfEducation, city, country } = person
    const mail = `${username}@example.com`
    yield csvRecord([
      userId,
      userId,
      name,
      mail,
      username,
      '',
      'course.xml',
      language,
      '',
      yearOfBirth,
      gender,
      levelOfEducation,
      '',
      city,
      country,
      '',
      '',
      '',
      '',
      '',
      dump.id,
      dump.time,
    ])
  }
}

/** `event_sink.external_id` as CSV. */
export function* externalIds(people: Iterable<Person>, dump: Dump): Generator<string> {
  yield csvRecord(['external_user_id', 'external_id_type', 'username', 'user_id', 'dump_id', 'time_last_dumped'])
  for (const { externalId, username, userId } of people) {
    yield csvRecord([externalId, 'xapi', username, userId, dump.id, dump.time])
  }
}

/** `event_sink.course_enrollment` as CSV: a row whenever an enrollment changed, dumped at that moment. */
export function* courseEnrollments(
  enrollments: Iterable<{ person: Person; plan: EnrollmentPlan }>,
  dump: Dump,
): Generator<string> {
  yield csvRecord([
    'id',
    'course_key',
    'created',
    'is_active',
    'mode',
    'username',
    'user_id',
    'dump_id',
    'time_last_dumped',
  ])
  for (const { person, plan } of enrollments) {
    const created = dumpedTime(plan.changes[0]?.at ?? 0)
    for (const { at, change, mode } of plan.changes) {
      const active = change !== 'deactivated'
      const { username, userId } = person
      yield csvRecord([
        plan.id,
        plan.course.courseKey,
        created,
        active,
        mode,
        username,
        userId,
        dump.id,
        dumpedTime(at),
      ])
    }
  }
}
