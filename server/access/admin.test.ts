import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { NewListedDashboard } from '../contract/access.ts'
import { openStore } from '../store/open-store.ts'
import type { Store } from '../store/store.ts'
import { type AccessAdmin, createAccessAdmin } from './admin.ts'

const clock = { now: () => new Date('2026-03-01T12:00:00Z') }
const by = { by: 'ada' }
const grades: NewListedDashboard = {
  name: 'grades',
  displayName: 'Grades',
  provider: 'quicksight',
  providerId: '4f2a-91',
  priority: 10,
  holdsRowsOfPeople: true,
}
const ingrid = { username: 'Ingrid', typeId: null, role: 'READER', arn: null } as const

let directory: string
let store: Store
let admin: AccessAdmin
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'panorama-access-admin-'))
  store = await openStore(join(directory, 'store.db'), clock)
  admin = createAccessAdmin(store, clock)
})
afterEach(async () => {
  await store.close()
  await rm(directory, { recursive: true })
})

test('what is added can be changed and removed, and keeps its id', async () => {
  const { id } = await admin.add('dashboard', grades, by)
  const type = await admin.add('type', { name: 'Staff', forLearners: false, dashboards: [id] }, by)
  const person = await admin.add('person', { ...ingrid, typeId: type.id }, by)
  const to = { kind: 'organisation', org: 'Riverside' } as const
  const assignment = await admin.add('assignment', { to, typeId: type.id }, by)
  await admin.change('person', person.id, { ...ingrid, typeId: type.id, role: 'AUTHOR' }, { by: 'noor' })
  expect(await admin.rules()).toEqual({
    dashboards: [{ ...grades, id }],
    types: [type],
    people: [{ ...person, role: 'AUTHOR' }],
    assignments: [assignment],
  })
  await admin.remove('assignment', assignment.id, by)
  await admin.remove('person', person.id, by)
  await admin.remove('type', type.id, by)
  await admin.remove('dashboard', id, by)
  expect(await admin.rules()).toEqual({ dashboards: [], types: [], people: [], assignments: [] })
})

test('a dashboard that goes leaves its types, and the audit log says so of each', async () => {
  const { id } = await admin.add('dashboard', grades, by)
  const type = await admin.add('type', { name: 'Staff', forLearners: true, dashboards: [id] }, by)
  await admin.remove('dashboard', id, by)
  expect((await admin.rules()).types).toEqual([{ ...type, dashboards: [] }])
  const { entries } = await store.auditEntries({ limit: 2 })
  expect(entries.map(({ action }) => action)).toEqual(['access.dashboard.removed', 'access.type.set'])
})

test('a type that somebody has is not removed, and it is said what to do', async () => {
  const type = await admin.add('type', { name: 'Staff', forLearners: false, dashboards: [] }, by)
  await admin.add('person', { ...ingrid, typeId: type.id }, by)
  await expect(admin.remove('type', type.id, by)).rejects.toMatchObject({
    code: 'conflict',
    message: 'The type is still assigned to somebody.',
    advice: expect.stringContaining('first'),
    why: { code: 'type-in-use', values: { count: 1 } },
  })
})

test('names, dashboards and people are there once', async () => {
  await admin.add('dashboard', grades, by)
  await admin.add('person', ingrid, by)
  const { id: typeId } = await admin.add('type', { name: 'Staff', forLearners: false, dashboards: [] }, by)
  const to = { kind: 'team', courseKey: 'course-v1:O+C+R' } as const
  await admin.add('assignment', { to, typeId }, by)
  const other = { ...grades, providerId: 'x' }
  for (const [again, why] of [
    [() => admin.add('dashboard', { ...other, displayName: 'Other' }, by), 'name-taken'],
    [() => admin.add('dashboard', { ...other, name: 'other' }, by), 'title-taken'],
    [() => admin.add('dashboard', { ...grades, name: 'other', displayName: 'Other' }, by), 'listed-already'],
    [() => admin.add('person', { ...ingrid, username: 'INGRID' }, by), 'person-there'],
    [() => admin.add('type', { name: 'Staff', forLearners: true, dashboards: [] }, by), 'type-name-taken'],
    [() => admin.add('assignment', { to: { ...to }, typeId }, by), 'assignment-there'],
  ] as const) {
    const message = expect.stringContaining('already')
    await expect(again()).rejects.toMatchObject({ code: 'conflict', message, why: { code: why } })
  }
  expect((await store.auditEntries({ limit: 99 })).entries).toHaveLength(4)
})

test('what is not there cannot be given, changed or removed', async () => {
  for (const wrong of [
    () => admin.add('person', { ...ingrid, typeId: 'none' }, by),
    () => admin.add('assignment', { to: { kind: 'organisation', org: 'O' }, typeId: 'none' }, by),
    () => admin.add('type', { name: 'Staff', forLearners: false, dashboards: ['none'] }, by),
    () => admin.change('dashboard', 'none', grades, by),
    () => admin.remove('person', 'none', by),
  ]) {
    await expect(wrong()).rejects.toMatchObject({ code: 'not_found' })
  }
})

test('of many who add the same person at once one does, and the others are told', async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => admin.add('person', ingrid, by)))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect((await admin.rules()).people).toHaveLength(1)
})
