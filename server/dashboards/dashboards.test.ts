import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { coursesSchema } from '../contract/course.ts'
import { chartAnswerSchema } from '../contract/dashboard.ts'
import type { Mode } from '../contract/mode.ts'
import { pipelineSchema } from '../contract/pipeline.ts'
import type { Viewer } from '../contract/viewer.ts'
import { actorIdOf } from '../kernel/actor-id.ts'
import { createModes } from '../modes/modes.ts'
import { insertModelRows } from '../testing/model-rows.ts'
import { openTestWarehouse } from '../testing/warehouse.ts'
import { createDashboards, type Dashboards } from './dashboards.ts'

const birds = 'course-v1:Org+Birds+2026'
const stars = 'course-v1:Other+Stars+2026'
const lmsUrl = 'https://lms.example'
const clock = { now: () => new Date('2026-03-12T12:00:00Z') }

const person = (fields: Partial<Viewer>): Viewer => ({
  userId: 7,
  username: 'ann',
  name: 'Ann',
  isSuperuser: false,
  isStaff: false,
  courseRoles: [],
  standIn: false,
  expiresAt: new Date('2026-03-12T13:00:00Z'),
  ...fields,
})
const learner = person({})
const teacher = person({ userId: 8, courseRoles: [{ role: 'staff', org: 'Org', courseKey: birds }] })
const admin = person({ userId: 9, isSuperuser: true })

let warehouse: Awaited<ReturnType<typeof openTestWarehouse>>
let site: Dashboards
beforeAll(async () => {
  warehouse = await openTestWarehouse({ minGroupSize: 3 })
  site = dashboardsIn('SAAS')
  const member = (course: string, actor: string, fields = {}) => ({
    course_key: course,
    actor_id: actor,
    enrollment_status: 'registered',
    ...fields,
  })
  const annActor = '00000000-0000-4000-8000-000000000007'
  await insertModelRows(warehouse, 'externalId', [
    { external_user_id: annActor, external_id_type: 'xapi', user_id: 7, time_last_dumped: '2026-03-01 00:00:00' },
  ])
  await insertModelRows(warehouse, 'courseNames', [
    { course_key: birds, display_name: 'Birds', run: '2026' },
    { course_key: stars, display_name: 'Stars', run: '2026' },
  ])
  await insertModelRows(warehouse, 'learnerCourse', [
    member(birds, annActor, { last_activity: '2026-03-11 10:00:00' }),
    member(birds, 'bob', { last_activity: '2026-03-10 10:00:00' }),
    member(birds, 'cleo'),
    member(stars, 'dan', { last_activity: '2026-03-12 10:00:00' }),
    member(stars, annActor),
  ])
  await insertModelRows(warehouse, 'learnerQuarter', [
    { course_key: birds, actor_id: annActor, quarter: '2026-03-11 10:00:00', active_seconds: 120, actions: 2 },
    { course_key: birds, actor_id: 'bob', quarter: '2026-03-10 10:00:00', active_seconds: 120, actions: 2 },
    { course_key: stars, actor_id: 'dan', quarter: '2026-03-12 10:00:00', active_seconds: 120, actions: 2 },
  ])
  await insertModelRows(warehouse, 'coursePeers', [
    { course_key: birds, learners: 3, median_blocks_completed: 4 },
    { course_key: stars, learners: 2, median_blocks_completed: 5 },
  ])
  await insertModelRows(
    warehouse,
    'learnerDemographics',
    [annActor, 'bob', 'cleo', 'dan'].flatMap((actor) =>
      [birds, stars].map((course) => ({ course_key: course, actor_id: actor, gender: 'f' })),
    ),
  )
  await insertModelRows(warehouse, 'learnerVideo', [
    {
      course_key: birds,
      actor_id: 'bob',
      block_key: 'marathon',
      segments: [{ started: 0, ended: 12_000 }],
      watched_seconds: 12_000,
    },
  ])
  await insertModelRows(
    warehouse,
    'courseNames',
    [{ course_key: 'course-v1:Demo+Tour+1', display_name: 'Tour' }],
    'demo',
  )
})
afterAll(() => warehouse.close())

function dashboardsIn(mode: Mode, { studentView = true } = {}) {
  const store = { setting: async () => null, changeSetting: async () => {} }
  const modes = createModes({ store, startMode: mode, studentView, standInLms: false })
  return createDashboards({ warehouse, modes, clock, lmsUrl })
}

describe('who may open what', () => {
  test('learners have their own panel, teachers the courses too', async () => {
    const slugs = async (viewer: Viewer) => (await site.list(viewer, 'en')).map(({ slug }) => slug)
    expect(await slugs(learner)).toEqual(['student'])
    expect(await slugs(teacher)).toEqual(['course-overview', 'course-comparison', 'student'])
  })

  test('the SQL of a question is for administrators alone', async () => {
    const asked = { course: birds }
    await expect(site.sql(teacher, 'course-overview', 'enrolled', asked, 'en')).rejects.toMatchObject({
      code: 'forbidden',
    })
    expect(await site.sql(admin, 'course-overview', 'enrolled', asked, 'en')).toContain('enrollment_status')
  })

  test('a dashboard that is not in the list does not open and answers nothing', async () => {
    const refused = { code: 'forbidden', status: 403 }
    await expect(site.definition(learner, 'course-overview', 'en')).rejects.toMatchObject(refused)
    await expect(site.answer(learner, 'course-overview', 'enrolled', { course: birds }, 'en')).rejects.toMatchObject(
      refused,
    )
    await expect(site.courses(learner, 'en')).rejects.toMatchObject(refused)
    await expect(site.pipeline(teacher, 'en')).rejects.toMatchObject(refused)
    const closed = dashboardsIn('SAAS', { studentView: false })
    await expect(closed.answer(learner, 'student', 'my-courses', {}, 'es')).rejects.toThrow(/no está abierta/)
  })

  test('what does not exist is not found', async () => {
    await expect(site.definition(admin, 'secrets', 'en')).rejects.toMatchObject({ code: 'not_found' })
    await expect(site.answer(admin, 'course-overview', 'secrets', {}, 'en')).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('where the mode shows no events, charts about events are neither listed nor answered', async () => {
    const free = dashboardsIn('FREE')
    const { charts } = await free.definition(admin, 'course-overview', 'en')
    expect(charts.map(({ id }) => id)).not.toContain('active')
    await expect(free.answer(admin, 'course-overview', 'active', { course: birds }, 'en')).rejects.toMatchObject({
      code: 'forbidden',
      advice: 'An administrator can switch to a mode with event logs.',
    })
    const enrolled = await free.answer(admin, 'course-overview', 'enrolled', { course: birds }, 'en')
    expect(enrolled.rows).toMatchObject([{ enrolled: 3 }])
  })
})

describe('an answer', () => {
  test('keeps the contract and says what days it covers and how fresh it is', async () => {
    const answer = await site.answer(teacher, 'course-overview', 'active', { course: birds, period: '7d' }, 'es')
    expect(chartAnswerSchema.parse(answer)).toEqual(answer)
    expect(answer).toMatchObject({
      chart: 'active',
      rows: [{ active: 2, previous: 0, learners: 3 }],
      asOf: '2026-03-11T10:00:00Z',
      period: { from: '2026-03-06', to: '2026-03-12', zone: 'UTC' },
      truncated: false,
      tooSmall: null,
    })
    expect(answer.columns[0]).toEqual({ key: 'active', label: 'Estudiantes activos', type: 'count', gap: 'zero' })
  })

  test('has no rows of a course that the viewer does not teach, not even a hint that there is one', async () => {
    const [foreign, unknown] = await Promise.all(
      [stars, 'course-v1:No+Such+Course'].map((course) =>
        site.answer(teacher, 'course-overview', 'active-learners', { course }, 'en'),
      ),
    )
    expect(foreign).toMatchObject({ rows: [], asOf: null, tooSmall: null })
    expect(foreign).toEqual(unknown)
    const forAdmin = await site.answer(admin, 'course-overview', 'active-learners', { course: stars }, 'en')
    expect(forAdmin.rows).toEqual([{ day: '2026-03-12', learners: 1 }])
  })

  test('puts codes into the reader’s words', async () => {
    const answer = await site.answer(teacher, 'course-overview', 'gender', { course: birds }, 'es')
    expect(answer.rows).toEqual([{ gender: 'Femenino', learners: 3 }])
  })

  test('of a class that is too small to be grouped says so and sends nothing', async () => {
    const answer = await site.answer(admin, 'course-overview', 'gender', { course: stars }, 'en')
    expect(answer).toMatchObject({ rows: [], tooSmall: { minimum: 3 } })
  })

  test('is cut at 10,000 rows, and says so', async () => {
    const request = { course: birds, video: 'marathon' }
    const answer = await site.answer(teacher, 'course-overview', 'video-xray', request, 'en')
    expect(answer.rows).toHaveLength(10_000)
    expect(answer.truncated).toBe(true)
  })
})

describe('a learner', () => {
  test('is known by their external id and sees their own rows', async () => {
    const { rows } = await site.answer(learner, 'student', 'my-courses', {}, 'en')
    expect(rows.map(({ course_key }) => course_key)).toEqual([birds, stars])
    expect((await site.answer(learner, 'student', 'my-weeks', {}, 'en')).rows).toEqual([
      { week: '2026-03-09', active_seconds: 120, actions: 2 },
    ])
  })

  test('without an external id is known by the pseudonym that the import makes', async () => {
    const course = { course_key: birds, actor_id: actorIdOf(lmsUrl, { userId: 12 }), enrollment_status: 'unregistered' }
    await insertModelRows(warehouse, 'learnerCourse', [course])
    const { rows } = await site.answer(person({ userId: 12 }), 'student', 'my-courses', {}, 'en')
    expect(rows).toMatchObject([{ course_key: birds, enrollment_status: 'unregistered' }])
  })

  test('sees the class where it is large enough, and is told where it is not', async () => {
    const inBirds = await site.answer(learner, 'student', 'my-peers', { course: birds }, 'en')
    expect(inBirds).toMatchObject({ rows: [{ learners: 3, median_blocks_completed: 4 }], tooSmall: null })
    const inStars = await site.answer(learner, 'student', 'my-peers', { course: stars }, 'en')
    expect(inStars).toMatchObject({ rows: [], tooSmall: { minimum: 3 } })
    const elsewhere = await site.answer(learner, 'student', 'my-peers', { course: 'course-v1:No+Such+Course' }, 'en')
    expect(elsewhere).toMatchObject({ rows: [], tooSmall: null })
  })
})

test('the courses are those that a viewer teaches', async () => {
  const mine = await site.courses(teacher, 'en')
  expect(coursesSchema.parse(mine)).toEqual(mine)
  expect(mine).toMatchObject({
    courses: [{ courseKey: birds, name: 'Birds', enrolled: 3, activeLast7Days: 2 }],
    asOf: '2026-03-11T10:00:00Z',
  })
  expect((await site.courses(admin, 'en')).courses.map(({ name }) => name)).toEqual(['Stars', 'Birds'])
})

test('DEMO shows the demo and nothing else', async () => {
  const demo = dashboardsIn('DEMO')
  expect((await demo.courses(admin, 'en')).courses.map(({ name }) => name)).toEqual(['Tour'])
  expect((await demo.answer(admin, 'course-overview', 'enrolled', { course: birds }, 'en')).rows).toMatchObject([
    { enrolled: 0 },
  ])
})

test('the pipeline is the superuser’s, of the data that the mode shows', async () => {
  const pipeline = await site.pipeline(admin, 'en')
  expect(pipelineSchema.omit({ runs: true }).parse(pipeline)).toEqual(pipeline)
  expect(pipeline).toMatchObject({ dataSet: 'real', courses: 2, quarantined: [] })
  expect(await dashboardsIn('DEMO').pipeline(admin, 'en')).toMatchObject({ dataSet: 'demo', courses: 1 })
})
