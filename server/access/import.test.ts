import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStore } from '../store/open-store.ts'
import type { Store } from '../store/store.ts'
import { type AccessAdmin, createAccessAdmin } from './admin.ts'

const clock = { now: () => new Date('2026-03-01T12:00:00Z') }
const by = { by: 'ada' }
const wholly = { skipRefused: false, dryRun: false }
const arn = 'arn:aws:quicksight:us-east-1:123456789012:user/default/role/ingrid@mail.example'

/** As `mysql` and Django write the plugin's tables; of the LMS's users there is more than is read. */
const site = {
  dashboard: [
    'created,modified,dashboard_id,name,display_name,priority',
    '2026-01-01,2026-01-01,4f2a-91,grades,"Grades, all of them",10',
    '2026-01-01,2026-01-01,77b0,progress,My progress,3',
  ],
  dashboardtype: ['created,modified,name,student_view', ',,Staff,0', ',,Learners,1'],
  dashboardtype_dashboards: ['id,dashboardtype_id,dashboard_id', '1,Staff,4f2a-91', '2,Staff,77b0', '3,Learners,77b0'],
  useraccessconfiguration: [
    'id,user_id,dashboard_type_id,arn,role',
    `1,7,Staff,${arn},AUTHOR`,
    '2,8,Staff,,Reader',
    '3,9,Learners,NULL,READER',
  ],
}
const users = ['id,password,username,email', '7,x,Ingrid,i@x.test', '8,x,noor,n@x.test', '9,x,amara,\\N']
type Site = typeof site

function filesOf(changes: Partial<Site> = {}, withUsers = users) {
  const tables = Object.entries({ ...site, ...changes }).map(([table, lines]) => ({
    name: `dump/panorama_openedx_backend_${table}.csv`,
    text: `${lines.join('\r\n')}\r\n`,
  }))
  return [...tables, { name: 'auth_user.csv', text: withUsers.join('\n') }]
}

let directory: string
let store: Store
let admin: AccessAdmin
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'panorama-access-import-'))
  store = await openStore(join(directory, 'store.db'), clock)
  admin = createAccessAdmin(store, clock)
})
afterEach(async () => {
  await store.close()
  await rm(directory, { recursive: true })
})

test('what a site has in the plugin’s backend is here afterwards, and was written by somebody', async () => {
  expect(await admin.importTables(filesOf(), wholly, by)).toEqual({
    done: true,
    added: { dashboards: 2, types: 2, parts: 3, people: 3 },
    known: 0,
    refused: [],
  })
  const { dashboards, types, people, assignments } = await admin.rules()
  const nameOf = (id: string) => dashboards.find((dashboard) => dashboard.id === id)?.name
  const typeOf = (id: string | null) => types.find((type) => type.id === id)?.name
  expect(dashboards.map(({ id, ...rest }) => rest)).toEqual([
    {
      ...{ name: 'progress', displayName: 'My progress', provider: 'quicksight', providerId: '77b0', priority: 3 },
      holdsRowsOfPeople: true,
    },
    {
      ...{ name: 'grades', displayName: 'Grades, all of them', provider: 'quicksight', providerId: '4f2a-91' },
      ...{ priority: 10, holdsRowsOfPeople: true },
    },
  ])
  expect(types.map(({ name, forLearners, dashboards }) => [name, forLearners, dashboards.map(nameOf).sort()])).toEqual([
    ['Learners', true, ['progress']],
    ['Staff', false, ['grades', 'progress']],
  ])
  expect(people.map(({ username, typeId, role, arn }) => [username, typeOf(typeId), role, arn])).toEqual([
    ['amara', 'Learners', 'READER', null],
    ['Ingrid', 'Staff', 'AUTHOR', arn],
    ['noor', 'Staff', 'READER', null],
  ])
  expect(assignments).toEqual([])
  const { entries } = await store.auditEntries({ limit: 50 })
  expect(entries.map(({ actor }) => actor)).toEqual(Array(7).fill('ada'))
})

test('again, it adds nothing; and what was changed here stays as it is here', async () => {
  await admin.importTables(filesOf(), wholly, by)
  const { people } = await admin.rules()
  const noor = people.find(({ username }) => username === 'noor')!
  await admin.change('person', noor.id, { ...noor, role: 'AUTHOR' }, by)
  const before = await admin.rules()
  const again = await admin.importTables(filesOf(), wholly, by)
  expect(again).toMatchObject({ added: { dashboards: 0, types: 0, parts: 0, people: 0 }, known: 10, refused: [] })
  expect(await admin.rules()).toEqual(before)
})

describe('a row that is wrong', () => {
  const [header] = site.useraccessconfiguration
  const wrong: [string, Partial<Site>, string, number, RegExp][] = [
    [
      'an id that is none',
      { dashboard: [...site.dashboard, ',,a b,x,X,1'] },
      'dashboard',
      4,
      /dashboard_id: must be an id/,
    ],
    ['a name twice', { dashboard: [...site.dashboard, ',,zz,grades,X,1'] }, 'dashboard', 4, /grades already/],
    ['a priority that is none', { dashboard: [...site.dashboard, ',,zz,z,Z,high'] }, 'dashboard', 4, /priority/],
    [
      'a flag that is none',
      { dashboardtype: [...site.dashboardtype, ',,Odd,perhaps'] },
      'dashboardtype',
      4,
      /student_view/,
    ],
    [
      'a part of an unknown type',
      { dashboardtype_dashboards: [...site.dashboardtype_dashboards, '4,Nobody,77b0'] },
      ...(['dashboardtype_dashboards', 5, /no dashboard type Nobody/] as const),
    ],
    [
      'an unknown dashboard in a type',
      { dashboardtype_dashboards: [...site.dashboardtype_dashboards, '4,Staff,none'] },
      ...(['dashboardtype_dashboards', 5, /no dashboard none/] as const),
    ],
    [
      'somebody unknown',
      { useraccessconfiguration: [header!, '1,99,Staff,,READER'] },
      'useraccessconfiguration',
      2,
      /auth_user/,
    ],
    [
      'a role that was',
      { useraccessconfiguration: [header!, '1,7,Staff,,AI_AUTHOR'] },
      'useraccessconfiguration',
      2,
      /role/,
    ],
    [
      'an ARN that is none',
      { useraccessconfiguration: [header!, '1,7,Staff,me,READER'] },
      'useraccessconfiguration',
      2,
      /arn/,
    ],
    ['an unknown type', { useraccessconfiguration: [header!, '1,7,Odd,,READER'] }, 'useraccessconfiguration', 2, /Odd/],
  ]

  test.each(wrong)(
    '%s: nothing is taken, and it is said where and why',
    async (_what, changes, table, line, reason) => {
      const report = await admin.importTables(filesOf(changes), wholly, by)
      expect(report).toMatchObject({
        done: false,
        refused: [
          {
            ...{ file: `dump/panorama_openedx_backend_${table}.csv`, line, reason: expect.stringMatching(reason) },
            why: [{ code: expect.any(String), values: expect.any(Object) }],
          },
        ],
      })
      expect(JSON.stringify(report)).not.toMatch(/ingrid|noor/i)
      expect(await admin.rules()).toEqual({ dashboards: [], types: [], people: [], assignments: [] })
      expect((await store.auditEntries({ limit: 9 })).entries).toEqual([])
    },
  )

  test('is left out where that is asked for, and the others are taken', async () => {
    const changes = { useraccessconfiguration: [...site.useraccessconfiguration, '4,99,Staff,,READER'] }
    const report = await admin.importTables(filesOf(changes), { ...wholly, skipRefused: true }, by)
    expect(report).toMatchObject({ done: true, added: { people: 3 }, refused: [{ line: 5 }] })
    expect((await admin.rules()).people).toHaveLength(3)
  })
})

test('a row with several mistakes is told of all of them, each with the column that the file has', async () => {
  const changes = { useraccessconfiguration: [site.useraccessconfiguration[0]!, '1,7,Staff,me,AI_AUTHOR'] }
  const { refused } = await admin.importTables(filesOf(changes), wholly, by)
  expect(refused.map(({ why }) => why)).toEqual([
    [
      { code: 'wrong-role', values: { column: 'role' } },
      { code: 'wrong-arn', values: { column: 'arn' } },
    ],
  ])
})

test('to try it changes nothing', async () => {
  const report = await admin.importTables(filesOf(), { ...wholly, dryRun: true }, by)
  expect(report).toMatchObject({ done: false, added: { people: 3 } })
  expect((await admin.rules()).people).toEqual([])
})

test('usernames may stand in the table itself, and later versions call the id of a dashboard id', async () => {
  const files = [
    { name: 'dashboard.csv', text: 'id,name,display_name,priority\n4f2a,grades,Grades,1\n' },
    { name: 'dashboardtype.csv', text: 'name,student_view\nStaff,false\n' },
    { name: 'useraccessconfiguration.csv', text: 'username,dashboard_type_id,arn,role\nnoor,Staff,,\n' },
  ]
  expect(await admin.importTables(files, wholly, by)).toMatchObject({ done: true, added: { people: 1 } })
})

test.each([
  ['another table', [{ name: 'course_overviews.csv', text: 'id\n1\n' }], /not a table/],
  ['a table twice', [...filesOf().slice(0, 1), { name: 'dashboard.csv', text: 'x' }], /the same table/],
  ['no header', [{ name: 'dashboard.csv', text: '4f2a,grades,Grades,1\n' }], /does not name dashboard_id\/id/],
  ['nothing', [{ name: 'dashboard.csv', text: '' }], /does not name/],
  ['a row that is too short', [{ name: 'auth_user.csv', text: 'id,username\n1\n' }], /line 2 has 1 fields, not 2/],
  ['a quote that never ends', [{ name: 'auth_user.csv', text: 'id,username\n1,"x\n' }], /quotes/],
])('%s is refused as a whole, and it is said what to do', async (_what, files, message) => {
  await expect(admin.importTables(files, wholly, by)).rejects.toMatchObject({
    code: 'bad_input',
    message: expect.stringMatching(message),
  })
})

test('every row is added, known or refused', async () => {
  const cell = fc.oneof(
    fc.constantFrom('4f2a-91', '77b0', 'Staff', 'Learners', '7', '8', '1', '0', 'READER', ''),
    fc.string(),
  )
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  const table = (columns: string) =>
    fc.array(fc.tuple(...columns.split(',').map(() => cell)), { maxLength: 6 }).map((rows) => ({
      rows: rows.length,
      text: [columns, ...rows.map((row) => row.map(quoted).join(','))].join('\n'),
    }))
  const tables = fc.record({
    dashboard: table('dashboard_id,name,display_name,priority'),
    dashboardtype: table('name,student_view'),
    dashboardtype_dashboards: table('dashboardtype_id,dashboard_id'),
    useraccessconfiguration: table('user_id,dashboard_type_id,arn,role'),
  })
  await fc.assert(
    fc.asyncProperty(tables, fc.boolean(), async (given, seeded) => {
      const before = seeded ? filesOf() : []
      if (seeded) await admin.importTables(before, wholly, by)
      const files = [
        ...Object.entries(given).map(([name, { text }]) => ({ name: `${name}.csv`, text })),
        { name: 'auth_user.csv', text: users.join('\n') },
      ]
      const { added, known, refused } = await admin.importTables(files, { ...wholly, dryRun: true }, by)
      const all = Object.values(added).reduce((sum, count) => sum + count, 0) + known + refused.length
      expect(all).toBe(Object.values(given).reduce((sum, { rows }) => sum + rows, 0))
    }),
    { numRuns: 150 },
  )
})
