import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createAccessAdmin } from '../../access/admin.ts'
import { createEmbedAccess } from '../../access/embeds.ts'
import type { Session } from '../../contract/session.ts'
import type { ViewWanted } from '../../contract/view.ts'
import { createDashboards } from '../../dashboards/dashboards.ts'
import { createModes } from '../../modes/modes.ts'
import { openStore } from '../../store/open-store.ts'
import type { Store } from '../../store/store.ts'
import { insertLmsRows } from '../../testing/lms-tables.ts'
import { insertModelRows } from '../../testing/model-rows.ts'
import { openTestWarehouse } from '../../testing/warehouse.ts'
import { createViews } from '../../views/views.ts'
import { openFakeApp } from '../testing/fake-app.ts'
import { as, byCookie, type Person } from '../testing/people.ts'

// On a real warehouse and store. Ada takes the teacher's course and another, Bo only the other; Cy left the teacher's.

const lmsUrl = 'https://lms.example'
const mine = 'course-v1:Org+C1+2026'
const others = 'course-v1:Other+C2+2026'
const idOf = (user: number) => `00000000-0000-4000-8000-00000000000${user}`
const arn = 'arn:aws:quicksight:eu-west-1:123456789012:user/default/author'

let now = '2026-05-04T12:00:00.000Z'
const clock = { now: () => new Date(now) }
let directory: string
let store: Store
let warehouse: Awaited<ReturnType<typeof openTestWarehouse>>
let app: FastifyInstance
let appWithNames: FastifyInstance
let modes: ReturnType<typeof createModes>

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'panorama-view-routes-'))
  store = await openStore(join(directory, 'store.db'), clock)
  warehouse = await openTestWarehouse()
  const insert = (table: Parameters<typeof insertLmsRows>[2], rows: Parameters<typeof insertLmsRows>[4]) =>
    insertLmsRows(warehouse, 'real', table, '2026-01-01T00:00:00Z', rows)
  const everybody = [
    [5, 'ada', 'Ada Lovelace'],
    [6, 'bo', 'Bo Peep'],
    [7, 'cy', 'Cy Young'],
  ] as const
  await insert(
    'userProfile',
    everybody.map(([id, username, name]) => ({ id, user_id: id, username, name })),
  )
  await insert(
    'externalId',
    everybody.map(([id, username]) => ({
      ...{ user_id: id, username, external_id_type: 'xapi', external_user_id: idOf(id) },
    })),
  )
  const enrolled = (key: string, user: number, status = 'registered') => ({
    ...{ course_key: key, org: key === mine ? 'Org' : 'Other', actor_id: idOf(user), enrollment_status: status },
  })
  await insertModelRows(warehouse, 'learnerCourse', [
    ...[enrolled(mine, 5), enrolled(others, 5), enrolled(others, 6), enrolled(mine, 7, 'unregistered')],
  ])
  await insertModelRows(warehouse, 'courseNames', [
    { course_key: mine, org: 'Org', run: '2026', display_name: 'Course One' },
    { course_key: others, org: 'Other', run: '2026', display_name: 'Course Two' },
  ])
  modes = createModes({ store, startMode: 'CUSTOM', studentView: true, standInLms: false })
  const opened = { provider: 'quicksight', url: 'https://quicksight.test/embed', sessionMinutes: 60 } as const
  const embeds = createEmbedAccess({
    ...{ store, modes, defaultArn: null },
    providers: {
      quicksight: {
        ...{ provider: 'quicksight', takesGuests: true },
        embed: async () => opened,
        studio: async () => opened,
      },
      ...{ superset: null, hosted: null },
    },
  })
  const open = (showsNames: boolean) =>
    openFakeApp({
      ...{ modes, store, embeds, access: createAccessAdmin(store, clock) },
      dashboards: createDashboards({ warehouse, modes, clock, lmsUrl, isWithheld: embeds.isWithheld }),
      views: createViews({ store, modes, warehouse, clock, lmsUrl, showsNames }),
    })
  app = await open(false)
  appWithNames = await open(true)
  const dashboard = { id: 'd', name: 'd', displayName: 'D', provider: 'quicksight', providerId: 'd' } as const
  await store.changeAccess(
    [
      { kind: 'dashboard', id: 'd', after: { ...dashboard, priority: 1, holdsRowsOfPeople: true } },
      { kind: 'type', id: 't', after: { id: 't', name: 'T', forLearners: true, dashboards: ['d'] } },
      { kind: 'person', id: 'p', after: { id: 'p', username: 'author', typeId: 't', role: 'AUTHOR', arn } },
    ],
    { by: 'test' },
  )
})
afterAll(async () => {
  await app.close()
  await appWithNames.close()
  await store.close()
  await warehouse.close()
  await rm(directory, { recursive: true })
})
beforeEach(async () => {
  now = '2026-05-04T12:00:00.000Z'
  await modes.change('CUSTOM', 'test')
})

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD'

/** Asks as a person, within the view whose key is given. */
async function ask(
  person: Person,
  method: Method,
  path: string,
  { key, body }: { key?: string | undefined; body?: object } = {},
  on = app,
) {
  const answer = await on.inject({
    ...{ method, url: `/panorama/api/${path}` },
    headers: { ...as(person), ...(key !== undefined && { cookie: `panorama-view=${key}` }) },
    ...(body && { payload: body }),
  })
  const json = answer.body === '' || answer.body === 'null' ? null : answer.json()
  return { status: answer.statusCode, json, cookies: answer.cookies, code: json?.error?.code as string | undefined }
}

const begin = (person: Person, wanted: ViewWanted, key?: string) => ask(person, 'POST', 'view', { body: wanted, key })

async function keyOf(person: Person, wanted: ViewWanted): Promise<string> {
  const { status, cookies } = await begin(person, wanted)
  expect(status).toBe(200)
  return cookies[0]!.value
}

const ada = { as: 'one-learner', course: mine, username: 'ada' } as const
const session = async (person: Person, key?: string) => (await ask(person, 'GET', 'session', { key })).json as Session
const coursesOf = async (person: Person, key: string) => {
  const { json } = await ask(person, 'GET', 'dashboards/student/charts/my-courses?tz=UTC', { key })
  return json.rows.map((row: { course_key: string }) => row.course_key)
}

describe('beginning', () => {
  test.each<[Person, ViewWanted, number]>([
    ['learner', { as: 'admin' }, 403],
    ['learner', { as: 'learner', course: mine }, 403],
    ['learner', ada, 403],
    ['learner', { as: 'person', username: 'teacher' }, 403],
    ['author', { as: 'learner', course: mine }, 403],
    ['author', ada, 403],
    ['teacher', { as: 'learner', course: mine }, 200],
    ['teacher', ada, 200],
    ['teacher', { ...ada, username: 'ADA' }, 200],
    ['teacher', { as: 'learner', course: others }, 403],
    ['teacher', { ...ada, course: others }, 403],
    ['teacher', { ...ada, username: 'bo' }, 404],
    ['teacher', { ...ada, username: 'cy' }, 404],
    ['teacher', { ...ada, username: 'ad' }, 404],
    ['teacher', { as: 'staff', course: mine }, 403],
    ['teacher', { as: 'admin' }, 403],
    ['teacher', { as: 'person', username: 'teacher' }, 403],
    ['admin', { as: 'admin' }, 200],
    ['admin', { as: 'staff', course: others }, 200],
    ['admin', { as: 'learner', course: others }, 200],
    ['admin', { as: 'learner', course: 'course-v1:No+Such+Course' }, 403],
    ['admin', { ...ada, course: others, username: 'bo' }, 200],
    ['admin', { as: 'person', username: 'teacher' }, 200],
    ['admin', { as: 'person', username: 'nobody' }, 404],
  ])('as %s, %j -> %i', async (person, wanted, status) => {
    const before = (await store.auditEntries({ limit: 1 })).entries[0]?.id
    const answer = await begin(person, wanted)
    expect(answer.status).toBe(status)
    expect(answer.cookies.length).toBe(status === 200 ? 1 : 0)
    const [newest] = (await store.auditEntries({ limit: 1 })).entries
    expect(newest?.id !== before).toBe(status === 200)
  })

  test('gives the browser a key that says nothing and no script can read', async () => {
    const { cookies, json } = await begin('teacher', ada)
    expect(cookies).toEqual([
      {
        name: 'panorama-view',
        value: expect.stringMatching(/^[\w-]{43}$/),
        path: '/panorama/',
        httpOnly: true,
        sameSite: 'Strict',
      },
    ])
    expect(json).toEqual({
      ...{ as: 'one-learner', name: 'ada', until: '2026-05-04T13:00:00.000Z', onlooker: 'Tea Cher' },
      course: { courseKey: mine, name: 'Course One' },
    })
  })

  test('asked for by another site is refused, as every change is', async () => {
    const answer = await app.inject({
      ...{ method: 'POST', url: '/panorama/api/view', payload: ada },
      headers: { ...byCookie('teacher'), 'x-panorama': '1', origin: 'http://evil.test' },
    })
    expect(answer.statusCode).toBe(403)
  })
})

describe('whoever looks', () => {
  test('as a learner of a course is told so, and has the areas of that learner', async () => {
    const { user, areas, home, view, mayViewAs } = await session('teacher', await keyOf('teacher', ada))
    expect({ user, areas, home, mayViewAs }).toEqual({
      user: { id: 5, username: 'ada', name: '' },
      areas: { student: true, courses: false, admin: false, dashboards: true },
      ...{ home: 'student', mayViewAs: [] },
    })
    expect(view).toMatchObject({ as: 'one-learner', onlooker: 'Tea Cher' })
    expect(await session('teacher')).toMatchObject({ view: null, mayViewAs: ['learner', 'one-learner'] })
    expect(await session('learner')).toMatchObject({ view: null, mayViewAs: [] })
  })

  test('sees of a learner the courses that are their own, an administrator all of them, and in a role none', async () => {
    expect(await coursesOf('teacher', await keyOf('teacher', ada))).toEqual([mine])
    expect((await coursesOf('admin', await keyOf('admin', ada))).sort()).toEqual([mine, others])
    expect(await coursesOf('teacher', await keyOf('teacher', { as: 'learner', course: mine }))).toEqual([])
  })

  test('as staff of a course sees that course and no other, and nothing of the console', async () => {
    const key = await keyOf('admin', { as: 'staff', course: others })
    const { json } = await ask('admin', 'GET', 'courses', { key })
    expect(json.courses.map((course: { courseKey: string }) => course.courseKey)).toEqual([others])
    for (const path of ['audit', 'settings/mode', 'access', 'pipeline']) {
      expect((await ask('admin', 'GET', path, { key })).status).toBe(403)
    }
  })

  test('as an administrator sees the console and changes nothing in it', async () => {
    const key = await keyOf('admin', { as: 'admin' })
    expect((await ask('admin', 'GET', 'access', { key })).status).toBe(200)
    expect((await ask('admin', 'PUT', 'settings/mode', { key, body: { mode: 'FREE' } })).status).toBe(403)
    expect((await modes.current()).mode).toBe('CUSTOM')
  })

  test.each<[Method, string, object | undefined]>([
    ['PUT', 'settings/mode', { mode: 'FREE' }],
    ['POST', 'credentials', { name: 'Vector', scopes: ['write'] }],
    ['DELETE', 'credentials/key', undefined],
    ['POST', 'access/dashboards', { name: 'x', displayName: 'X', provider: 'quicksight', providerId: 'x' }],
    ['PUT', 'access/people/p', { username: 'teacher' }],
    ['DELETE', 'access/assignments/a', undefined],
    ['POST', 'access/import', { files: [{ name: 'auth_user.csv', text: 'id,username' }] }],
    ['POST', 'access/lookup', { username: 'teacher' }],
    ['POST', 'tools/quicksight/test', undefined],
    ['POST', 'embeds/studio', undefined],
  ])('changes nothing: %s %s', async (method, path, body) => {
    for (const wanted of [{ as: 'admin' }, ada] as const) {
      const key = await keyOf('admin', wanted)
      const answer = await ask('admin', method, path, { key, ...(body && { body }) })
      expect([answer.status, answer.json.error.message]).toEqual([
        403,
        // The token's person reads Spanish.
        'Nada se puede cambiar mientras ves Panorama como otra persona.',
      ])
    }
  })

  test('opens what both may see, and reads in words why the rest is not opened', async () => {
    const open = (person: Person, key: string) =>
      ask(person, 'POST', 'embeds', { key, body: { id: 'd', area: 'student' } })
    expect((await open('admin', await keyOf('admin', ada))).status).toBe(200)
    const key = await keyOf('teacher', ada)
    const { json } = await ask('teacher', 'GET', 'embeds', { key })
    expect(json.embeds).toMatchObject([{ id: 'd', obstacle: { message: expect.stringContaining('todas sus filas') } }])
    expect((await open('teacher', key)).status).toBe(403)
  })

  test('as an author does not get at the console of QuickSight, nor does the plugin’s micro-frontend', async () => {
    const studio = await ask('author', 'POST', 'embeds/studio')
    expect(studio.status).toBe(200)
    // The LMS of these tests knows the teacher alone by name.
    await store.changeAccess(
      [{ kind: 'person', id: 'q', after: { id: 'q', username: 'teacher', typeId: 't', role: 'AUTHOR', arn } }],
      { by: 'test' },
    )
    const key = await keyOf('admin', { as: 'person', username: 'teacher' })
    const { json } = await ask('admin', 'GET', 'embeds', { key })
    expect(json.studio).toBe(false)
    expect(json.untouched).toHaveLength(1)
    for (const path of ['get-studio-url', 'get-studio-url/'])
      expect((await ask('admin', 'GET', path, { key })).status).toBe(403)
    await store.changeAccess([{ kind: 'person', id: 'q', after: null }], { by: 'test' })
  })

  test('is counted as themselves, and keeps their own language', async () => {
    const { locale } = await session('teacher', await keyOf('teacher', ada))
    expect(locale).toBe('es')
  })
})

describe('a view that does not hold', () => {
  const refused = async (person: Person, key: string) => {
    const answers = await Promise.all(
      [
        ['GET', 'session'],
        ['GET', 'courses'],
        ['GET', 'embeds'],
        ['GET', 'changes'],
        ['PUT', 'settings/mode'],
      ].map(([method, path]) =>
        ask(person, method as Method, path!, { key, ...(method === 'PUT' && { body: { mode: 'FREE' } }) }),
      ),
    )
    return [...new Set(answers.map(({ status, code }) => `${status} ${code}`))]
  }

  test('because it was made up, is refused, whatever is asked', async () => {
    for (const key of ['x', 'a'.repeat(43), "' OR 1=1 --"])
      expect(await refused('teacher', encodeURIComponent(key))).toEqual(['403 view_ended'])
  })

  test('because it is another person’s, is refused, and stays theirs', async () => {
    const key = await keyOf('teacher', ada)
    for (const person of ['learner', 'author', 'admin'] as const) {
      expect(await refused(person, key)).toEqual(['403 view_ended'])
      const { status, cookies } = await ask(person, 'DELETE', 'view', { key })
      expect([status, cookies[0]?.value]).toEqual([204, ''])
    }
    expect((await session('teacher', key)).view).not.toBeNull()
  })

  test('because its time is over, is refused; nobody goes on as themselves without being told', async () => {
    const key = await keyOf('teacher', ada)
    now = '2026-05-04T12:59:59.000Z'
    expect((await session('teacher', key)).view).not.toBeNull()
    now = '2026-05-04T13:00:00.000Z'
    expect(await refused('teacher', key)).toEqual(['403 view_ended'])
  })

  test('because whoever looks may no longer, is refused at once', async () => {
    const key = await keyOf('teacher', ada)
    await modes.change('FREE', 'test')
    expect(await refused('teacher', key)).toEqual(['403 view_ended'])
    await modes.change('SAAS', 'test')
    expect((await session('teacher', key)).view).not.toBeNull()
  })

  test('because the learner has left the course, or the data is another, is refused', async () => {
    const key = await keyOf('admin', { ...ada, username: 'bo', course: others })
    expect((await session('admin', key)).view).not.toBeNull()
    await modes.change('DEMO', 'test')
    expect(await refused('admin', key)).toEqual(['403 view_ended'])
    await modes.change('CUSTOM', 'test')
    const left = { course_key: others, org: 'Other', actor_id: idOf(6), enrollment_status: 'unregistered' }
    await insertModelRows(warehouse, 'learnerCourse', [{ ...left, version: 2 }])
    expect(await refused('admin', key)).toEqual(['403 view_ended'])
  })
})

describe('ending', () => {
  test('is what its owner does, as who they are, and makes the key nobody’s', async () => {
    const key = await keyOf('teacher', ada)
    const { status, cookies } = await ask('teacher', 'DELETE', 'view', { key })
    expect([status, cookies[0]?.value]).toEqual([204, ''])
    expect((await ask('teacher', 'GET', 'session', { key })).code).toBe('view_ended')
    expect((await ask('teacher', 'DELETE', 'view')).status).toBe(204)
  })

  test('is audited like beginning: who, as whom, in which course; another view ends the one before', async () => {
    const key = await keyOf('teacher', ada)
    await begin('teacher', { as: 'learner', course: mine }, key)
    const { entries } = await store.auditEntries({ limit: 3 })
    expect(
      entries.map(({ actor, action, before, after }) => [actor, action, JSON.parse(before ?? after ?? '')]),
    ).toEqual([
      ['teacher', 'view.begun', { as: 'learner', course: mine, until: '2026-05-04T13:00:00.000Z' }],
      [
        'teacher',
        'view.ended',
        { as: 'one-learner', course: mine, userId: 5, username: 'ada', until: '2026-05-04T13:00:00.000Z' },
      ],
      [
        'teacher',
        'view.begun',
        { as: 'one-learner', course: mine, userId: 5, username: 'ada', until: '2026-05-04T13:00:00.000Z' },
      ],
    ])
    expect((await ask('teacher', 'GET', 'session', { key })).code).toBe('view_ended')
  })
})

describe('finding learners', () => {
  const find = (person: Person, course: string, text: string, on?: FastifyInstance) =>
    ask(person, 'POST', 'view/learners', { body: { course, text } }, on)

  test('takes their whole username where the site shows no names, and tells none', async () => {
    expect((await find('teacher', mine, '')).json).toEqual({ byName: false, learners: [], more: false })
    expect((await find('teacher', mine, 'Lovelace')).json.learners).toEqual([])
    expect((await find('teacher', mine, 'ada')).json.learners).toEqual([{ username: 'ada', name: null }])
  })

  test('goes by parts of names where the site shows them to this person', async () => {
    expect((await find('teacher', mine, 'love', appWithNames)).json).toEqual({
      ...{ byName: true, learners: [{ username: 'ada', name: 'Ada Lovelace' }], more: false },
    })
    expect((await find('teacher', mine, '', appWithNames)).json.learners).toHaveLength(1)
  })

  test('finds nobody who is in none of one’s courses', async () => {
    for (const text of ['bo', 'cy']) expect((await find('teacher', mine, text)).json.learners).toEqual([])
    expect((await find('teacher', others, 'ada')).status).toBe(403)
    for (const person of ['learner', 'author'] as const) expect((await find(person, mine, 'ada')).status).toBe(403)
  })
})
