import { afterAll, beforeAll, expect, test } from 'vitest'
import { refreshModels } from '../../warehouse/models/refresh.ts'
import { openPrograms } from '../testing/programs.ts'

let programs: Awaited<ReturnType<typeof openPrograms>>
let authorization: string
beforeAll(async () => {
  programs = await openPrograms()
  authorization = await programs.authorization('write')
})
afterAll(() => programs.close())

async function send(object: string, payload: string | object, key = authorization) {
  const answer = await programs.app.inject({
    method: 'POST',
    url: `/panorama/api/ingest/lms/${object}`,
    headers: { 'content-type': 'application/json', authorization: key },
    payload,
  })
  return { status: answer.statusCode, json: answer.json() }
}

const course = 'course-v1:Org+Pushed+1'
const enrollment = (user_id: number | string | null, is_active: unknown = true, mode = 'audit') => ({
  id: 1,
  course_key: course,
  created: '2026-03-01 10:00:00+00:00',
  is_active,
  mode,
  username: `user${user_id}`,
  user_id,
  dump_id: 'what Aspects’ plugin says here is not read',
  time_last_dumped: '1999-01-01',
})
const externalId = { external_user_id: '0123456789abcdef0123456789abcdef', external_id_type: 'xapi', user_id: 7 }
const report = (counts: object) => ({ read: 0, kept: 0, duplicates: 0, dropped: {}, quarantined: {}, ...counts })

test('rows that an LMS sends are kept once, and every row of an answer is counted once', async () => {
  expect(await send('external_id', [{ ...externalId, username: 'user7' }])).toEqual({
    status: 200,
    json: report({ read: 1, kept: 1 }),
  })
  const rows = [enrollment(7), enrollment('8', 'False'), enrollment(null), 'no row at all', enrollment(7)]
  const unfit = { 'row without what it is known by': 2 }
  expect((await send('course_enrollment', rows)).json).toEqual(
    report({ read: 5, kept: 2, duplicates: 1, quarantined: unfit }),
  )
  expect((await send('course_enrollment', rows)).json).toEqual(report({ read: 5, duplicates: 3, quarantined: unfit }))
  // One a line, as a log shipper does; what is newer is one more word of the history.
  const lines = `${JSON.stringify(enrollment(7, 0, 'verified'))}\n`
  expect((await send('course_enrollment', lines)).json).toEqual(report({ read: 1, kept: 1 }))
  await refreshModels(programs.warehouse, 'real')
  expect(
    await programs.rows('SELECT enrollment_status, enrollment_mode FROM panorama.learner_course FINAL ORDER BY 2'),
  ).toEqual([
    // Without an external id, and a learner all the same.
    { enrollment_status: 'unregistered', enrollment_mode: 'audit' },
    { enrollment_status: 'unregistered', enrollment_mode: 'verified' },
  ])
  expect(
    await programs.rows("SELECT text FROM panorama.quarantined_lines FINAL WHERE text LIKE '%usernull%'"),
  ).toHaveLength(1)
})

test('names and mail addresses are not kept where the site does not show them', async () => {
  const profile = {
    id: 3,
    user_id: 7,
    name: 'Ann',
    email: 'ann@example.org',
    username: 'user7',
    gender: 'f',
    year_of_birth: 1990,
  }
  expect((await send('user_profile', [profile])).json).toMatchObject({ kept: 1 })
  expect(
    await programs.rows('SELECT name, email, username, gender, year_of_birth FROM event_sink.user_profile'),
  ).toEqual([{ name: '', email: '', username: 'user7', gender: 'f', year_of_birth: '1990' }])
})

test('people who were retired stay out', async () => {
  await programs.store.addRetired('real', [{ userId: 66 }])
  expect((await send('course_enrollment', [enrollment(66)])).json).toEqual(
    report({ read: 1, dropped: { 'retired learner': 1 } }),
  )
})

test('an unknown object is told those that there are, and a key without the scope is refused', async () => {
  expect(await send('course_enrolment', [])).toMatchObject({
    status: 404,
    json: { error: { advice: expect.stringContaining('course_enrollment, user_profile') } },
  })
  expect(await send('course_enrollment', [], await programs.authorization('read-mine'))).toMatchObject({ status: 403 })
  expect(await send('course_enrollment', '{"a":1}\nnot json')).toMatchObject({ status: 400 })
})
