import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from './open-store.ts'
import type { KeptView, Store } from './store.ts'

let now = '2026-05-04T12:00:00.000Z'
const clock = { now: () => new Date(now) }
const course = { courseKey: 'course-v1:Org+C1+2026', name: 'Course One' }
const asAda: KeptView = {
  onlookerId: 2,
  onlooker: 'teacher',
  dataSet: 'real',
  seenAs: { as: 'one-learner', course, userId: 7, username: 'ada', name: 'Ada L.' },
  until: '2026-05-04T13:00:00.000Z',
}
const asStaff: KeptView = { ...asAda, onlookerId: 3, onlooker: 'admin', seenAs: { as: 'staff', course } }

let directory: string
let store: Store
beforeEach(async () => {
  now = '2026-05-04T12:00:00.000Z'
  directory = await mkdtemp(join(tmpdir(), 'panorama-views-'))
  store = await openStore(join(directory, 'store.db'), clock)
})
afterEach(async () => {
  await store.close()
  await rm(directory, { recursive: true })
})

const audit = async () =>
  (await store.auditEntries({ limit: 50 })).entries.map(({ actor, action, before, after, requestId }) => ({
    ...{ actor, action, requestId },
    before: JSON.parse(before ?? 'null'),
    after: JSON.parse(after ?? 'null'),
  }))

test('a view is kept as it was begun, for every process, until it is ended', async () => {
  await store.beginView('key', asAda)
  const other = await openStore(join(directory, 'store.db'), clock)
  expect(await other.view('key')).toEqual(asAda)
  expect(await store.view('another')).toBeNull()
  await other.endView('key')
  await other.close()
  expect(await store.view('key')).toBeNull()
})

test('its beginning and its end are in the audit log: who, as whom, in which course; names are not', async () => {
  await store.beginView('key', asAda, 'r-1')
  await store.endView('key', 'r-2')
  await store.endView('key', 'r-3')
  await store.beginView('key', asStaff, 'r-4')
  const told = { as: 'one-learner', course: course.courseKey, userId: 7, username: 'ada', until: asAda.until }
  expect(await audit()).toEqual([
    {
      actor: 'admin',
      action: 'view.begun',
      requestId: 'r-4',
      before: null,
      after: { as: 'staff', course: course.courseKey, until: asStaff.until },
    },
    { actor: 'teacher', action: 'view.ended', requestId: 'r-2', before: told, after: null },
    { actor: 'teacher', action: 'view.begun', requestId: 'r-1', before: null, after: told },
  ])
})

test('one whose time is over goes when the next begins', async () => {
  await store.beginView('old', asAda)
  now = '2026-05-04T13:00:00.000Z'
  expect(await store.view('old')).toEqual(asAda)
  await store.beginView('new', { ...asStaff, until: '2026-05-04T14:00:00.000Z' })
  expect(await store.view('old')).toBeNull()
})

test('whoever is retired is looked at no more, nor looks, and is not named in the audit log', async () => {
  await store.beginView('one', asAda)
  await store.beginView('two', asStaff)
  await store.beginView('three', { ...asAda, seenAs: { ...asAda.seenAs, userId: 8, username: 'bob' } })
  await store.forgetUsernames(['Ada', 'admin'])
  expect(await Promise.all(['one', 'two', 'three'].map(async (key) => (await store.view(key)) !== null))).toEqual([
    false,
    false,
    true,
  ])
  const [bob, staff, ada] = await audit()
  expect(bob).toMatchObject({ actor: 'teacher', after: { username: 'bob' } })
  expect(staff).toMatchObject({ actor: 'retired person' })
  expect(ada).toMatchObject({ actor: 'teacher', after: { username: 'retired person' } })
  expect(JSON.stringify(ada)).not.toMatch(/ada|"userId"/)
})
