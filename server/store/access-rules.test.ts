import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Assignment, ConfiguredPerson, DashboardType, ListedDashboard } from '../contract/access.ts'
import { openStore } from './open-store.ts'
import type { AccessChange, Store } from './store.ts'

const clock = { now: () => new Date('2026-03-01T12:00:00Z') }
const by = { by: 'ada', requestId: 'r-1' }

let directory: string
let store: Store
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'panorama-access-rules-'))
  store = await openStore(join(directory, 'store.db'), clock)
})
afterEach(async () => {
  await store.close()
  await rm(directory, { recursive: true })
})

const grades: ListedDashboard = {
  id: 'd-1',
  name: 'grades',
  displayName: 'Grades',
  provider: 'quicksight',
  providerId: '4f2a-91',
  priority: 10,
  holdsRowsOfPeople: true,
}
const sales: ListedDashboard = {
  ...{ id: 'd-2', name: 'sales', displayName: 'Sales', provider: 'superset', providerId: 'sales' },
  ...{ priority: -5, holdsRowsOfPeople: false },
}
const staff: DashboardType = { id: 't-1', name: 'Staff', forLearners: false, dashboards: ['d-1', 'd-2'] }
const ingrid: ConfiguredPerson = { id: 'p-1', username: 'Ingrid', typeId: 't-1', role: 'AUTHOR', arn: null }
const team: Assignment = { id: 'a-1', to: { kind: 'team', courseKey: 'course-v1:Org+C+R' }, typeId: 't-1' }
const everything: AccessChange[] = [
  { kind: 'dashboard', id: grades.id, after: grades },
  { kind: 'dashboard', id: sales.id, after: sales },
  { kind: 'type', id: staff.id, after: staff },
  { kind: 'person', id: ingrid.id, after: ingrid },
  { kind: 'assignment', id: team.id, after: team },
]

test('what was set is there, dashboards by their priority', async () => {
  expect(await store.accessRules()).toEqual({ dashboards: [], types: [], people: [], assignments: [] })
  await store.changeAccess(everything, by)
  expect(await store.accessRules()).toEqual({
    dashboards: [sales, grades],
    types: [staff],
    people: [ingrid],
    assignments: [team],
  })
})

test.each<Assignment['to']>([
  { kind: 'team', courseKey: 'course-v1:Org+C+R' },
  { kind: 'organisation', org: 'Org' },
  { kind: 'everyone', of: 'globalStaff' },
])('an assignment to %o comes back as it was', async (to) => {
  await store.changeAccess(
    [...everything.slice(0, 3), { kind: 'assignment', id: 'a', after: { ...team, id: 'a', to } }],
    by,
  )
  expect((await store.accessRules()).assignments).toEqual([{ ...team, id: 'a', to }])
})

test('every change is in the audit log with what was before and after', async () => {
  await store.changeAccess(everything, by)
  const fewer = { ...staff, forLearners: true, dashboards: ['d-2'] }
  await store.changeAccess([{ kind: 'type', id: staff.id, after: fewer }], by)
  await store.changeAccess([{ kind: 'person', id: ingrid.id, after: null }], { by: 'noor' })
  const { entries } = await store.auditEntries({ limit: 50 })
  const told = entries.map(({ actor, action, before, after, requestId }) => ({
    ...{ actor, action, requestId },
    before: before === null ? null : JSON.parse(before),
    after: after === null ? null : JSON.parse(after),
  }))
  expect(told.slice(0, 2)).toEqual([
    { actor: 'noor', action: 'access.person.removed', before: ingrid, after: null, requestId: null },
    { actor: 'ada', action: 'access.type.set', before: staff, after: fewer, requestId: 'r-1' },
  ])
  expect(told.slice(2).reverse()).toEqual(
    everything.map(({ kind, after }) => ({
      ...{ actor: 'ada', action: `access.${kind}.set`, before: null, after, requestId: 'r-1' },
    })),
  )
})

test.each<[string, AccessChange]>([
  [
    'a name that another dashboard has',
    { kind: 'dashboard', id: 'd-3', after: { ...sales, id: 'd-3', name: 'grades' } },
  ],
  [
    'a dashboard that is there already',
    { kind: 'dashboard', id: 'd-3', after: { ...grades, id: 'd-3', name: 'x', displayName: 'X' } },
  ],
  [
    'somebody who is there in other letters',
    { kind: 'person', id: 'p-2', after: { ...ingrid, id: 'p-2', username: 'iNGRID' } },
  ],
  [
    'a type that there is not',
    { kind: 'person', id: 'p-2', after: { ...ingrid, id: 'p-2', username: 'noor', typeId: 't-9' } },
  ],
  ['a type that somebody still has', { kind: 'type', id: 't-1', after: null }],
])('%s is a conflict, and nothing of the whole is changed or recorded', async (_what, change) => {
  await store.changeAccess(everything, by)
  const before = [await store.accessRules(), await store.auditEntries({ limit: 50 })]
  const good: AccessChange = { kind: 'person', id: 'p-9', after: { ...ingrid, id: 'p-9', username: 'mateo' } }
  await expect(store.changeAccess([good, change], by)).rejects.toMatchObject({ code: 'conflict' })
  expect([await store.accessRules(), await store.auditEntries({ limit: 50 })]).toEqual(before)
})

test('what one process changes another sees with its next question', async () => {
  const other = await openStore(join(directory, 'store.db'), clock)
  await store.changeAccess(everything, by)
  for (const role of ['READER', 'AUTHOR', 'READER'] as const) {
    await other.changeAccess([{ kind: 'person', id: ingrid.id, after: { ...ingrid, role } }], by)
    expect((await store.accessRules()).people).toMatchObject([{ role }])
  }
  await other.forgetUsernames(['ingrid'])
  expect((await store.accessRules()).people).toEqual([])
  await other.close()
})

test('whoever is retired is no longer named, neither in the rules nor in the audit log', async () => {
  const arn = 'arn:aws:quicksight:eu-west-1:123456789012:user/default/role/ingrid@mail.example'
  await store.changeAccess([...everything, { kind: 'person', id: 'p-1', after: { ...ingrid, arn } }], by)
  await store.changeAccess([{ kind: 'person', id: 'p-2', after: { ...ingrid, id: 'p-2', username: 'mateo' } }], by)
  const forgotten = await store.forgetUsernames(['ingrid'])
  expect(forgotten.filter(({ table }) => table === 'access_people')).toEqual([{ table: 'access_people', rows: 1 }])
  expect((await store.accessRules()).people.map(({ username }) => username)).toEqual(['mateo'])
  const { entries } = await store.auditEntries({ limit: 50 })
  expect(JSON.stringify(entries)).not.toMatch(/ingrid/i)
  expect(JSON.stringify(entries)).toContain('mateo')
})
