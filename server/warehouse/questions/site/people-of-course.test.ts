import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Scope } from '../../../contract/scope.ts'
import { insertLmsRows } from '../../../testing/lms-tables.ts'
import { openQuestionBench, type QuestionBench } from '../../../testing/questions.ts'
import { courseMembers } from '../course/course-members.ts'
import { peopleOfCourse } from './people-of-course.ts'

const course = 'course-v1:Org+Birds+2026'
const other = 'course-v1:Org+Trees+2026'
const idOf = (user: number) => `00000000-0000-4000-8000-00000000000${user}`

/** Ada has an id and acts; Ángela is enrolled only; Bo acts without an enrolment; Cy takes another course. */
let bench: QuestionBench
beforeAll(async () => {
  bench = await openQuestionBench()
  const { warehouse } = bench
  const dump = (at: string, table: Parameters<typeof insertLmsRows>[2], rows: Parameters<typeof insertLmsRows>[4]) =>
    insertLmsRows(warehouse, 'real', table, at, rows)
  const profile = (id: number, username: string, name: string) => ({
    id,
    user_id: id,
    username,
    name,
    email: `${username}@mail.test`,
  })
  await dump('2026-01-01T00:00:00Z', 'userProfile', [
    profile(1, 'ada', 'Ada King'),
    profile(2, 'angela', 'Ángela Ruiz'),
    profile(4, 'cy', 'Cy'),
  ])
  await dump('2026-02-01T00:00:00Z', 'userProfile', [profile(1, 'ada', 'Ada Lovelace')])
  const external = (id: number, username: string) => ({
    user_id: id,
    username,
    external_id_type: 'xapi',
    external_user_id: idOf(id),
  })
  await dump('2026-01-01T00:00:00Z', 'externalId', [external(1, 'ada'), external(3, 'bo'), external(4, 'cy')])
  const enrollment = (id: number, username: string, key: string) => ({
    id,
    user_id: id,
    username,
    course_key: key,
    created: '2026-01-01',
    is_active: true,
    mode: 'audit',
  })
  await dump('2026-01-01T00:00:00Z', 'courseEnrollment', [
    enrollment(1, 'ada', course),
    enrollment(2, 'angela', course),
    enrollment(4, 'cy', other),
  ])
  await bench.insert('learnerCourse', [
    { course_key: course, actor_id: idOf(1), enrollment_status: 'registered' },
    { course_key: course, actor_id: idOf(3), enrollment_status: '' },
    { course_key: course, actor_id: 'pseudonym of angela', enrollment_status: 'unregistered' },
    { course_key: other, actor_id: idOf(4), enrollment_status: 'registered' },
  ])
})
afterAll(() => bench.close())

const ada = { user_id: 1, username: 'ada', name: 'Ada Lovelace', actor_id: idOf(1) }
const angela = { user_id: 2, username: 'angela', name: 'Ángela Ruiz', actor_id: '' }
const bo = { user_id: 3, username: 'bo', name: '', actor_id: idOf(3) }

test.each([
  ['nothing in particular', '', false, [ada, bo, angela]],
  ['a part of a name, whatever the case', 'LOVE', false, [ada]],
  ['a name that somebody no longer has', 'King', false, []],
  ['letters with marks', 'ángel', false, [angela]],
  ['a part of a username', 'bo', false, [bo]],
  ['somebody of another course', 'cy', false, []],
  ['what would be a pattern', '%', false, []],
  ['what would end a text', "' OR 1", false, []],
  ['a whole username', 'ADA', true, [ada]],
  ['a part of one, where the whole is asked for', 'ad', true, []],
  ['a name, where a username is asked for', 'Ada Lovelace', true, []],
  ['nothing, where a whole username is asked for', '', true, []],
])('people of a course by %s', async (_what, text, whole, people) => {
  expect(await bench.answer(peopleOfCourse, { course, text, whole })).toEqual(people)
})

test('who of some learners is in the class: those who left are not, and nobody is outside of one’s courses', async () => {
  const actor_ids = [idOf(1), idOf(3), idOf(4), 'pseudonym of angela', 'nobody']
  const members = [{ actor_id: idOf(1) }, { actor_id: idOf(3) }]
  expect(await bench.answer(courseMembers, { course, actor_ids })).toEqual(members)
  const asTeacherOf = (key: string): Scope => ({ kind: 'courses', courseKeys: [key], orgs: [] })
  expect(await bench.answer(courseMembers, { course, actor_ids }, asTeacherOf(course))).toEqual(members)
  expect(await bench.answer(courseMembers, { course, actor_ids }, asTeacherOf(other))).toEqual([])
})
