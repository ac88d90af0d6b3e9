import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Viewer } from '../contract/viewer.ts'
import { misconfigured } from '../kernel/errors.ts'
import { createModes } from '../modes/modes.ts'
import { openStore } from '../store/open-store.ts'
import type { Store } from '../store/store.ts'
import { createAccessAdmin } from './admin.ts'
import { createToolAdmin, type ToolTester, type ToolTestRequest } from './tools.ts'

const clock = { now: () => new Date('2026-03-01T12:00:00Z') }
const arn = 'arn:aws:quicksight:us-east-1:123456789012:user/default/ada'
const viewer: Viewer = {
  userId: 1,
  username: 'ada',
  name: 'Ada',
  isSuperuser: true,
  isStaff: true,
  courseRoles: [],
  standIn: false,
  expiresAt: new Date('2026-03-01T13:00:00Z'),
}

let directory: string
let store: Store
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'panorama-tools-'))
  store = await openStore(join(directory, 'store.db'), clock)
})
afterEach(async () => {
  await store.close()
  await rm(directory, { recursive: true })
})

function open(quicksight: ToolTester | null) {
  const modes = createModes({ store, startMode: 'CUSTOM', studentView: true, standInLms: false })
  return { modes, tools: createToolAdmin(store, modes, { quicksight, superset: null, hosted: async () => [] }) }
}

test('a tool is configured by the settings, and shown by the mode', async () => {
  const { modes, tools } = open(async () => [])
  expect((await tools.list()).tools).toEqual([
    { tool: 'quicksight', configured: true, shown: true },
    { tool: 'superset', configured: false, shown: true },
    { tool: 'hosted', configured: true, shown: false },
  ])
  await modes.change('SAAS', 'ada')
  expect((await tools.list()).tools.map(({ shown }) => shown)).toEqual([false, false, true])
})

test('it is looked at for its own dashboards and for each user once', async () => {
  const admin = createAccessAdmin(store, clock)
  const listed = { priority: 10, holdsRowsOfPeople: false } as const
  const of = (name: string, provider: 'quicksight' | 'superset') =>
    admin.add('dashboard', { ...listed, name, displayName: name, provider, providerId: `id-${name}` }, { by: 'ada' })
  await of('grades', 'quicksight')
  await of('videos', 'superset')
  for (const username of ['ingrid', 'mateo']) {
    await admin.add('person', { username, typeId: null, role: 'AUTHOR', arn }, { by: 'ada' })
  }
  const asked: ToolTestRequest[] = []
  const { tools } = open(async (request) => {
    asked.push(request)
    return [{ subject: 'Account', outcome: 'ok', says: 'It answers.' }]
  })
  expect(await tools.test('quicksight', viewer, 'en')).toEqual([
    { subject: 'Account', outcome: 'ok', says: 'It answers.' },
  ])
  expect(asked).toEqual([
    { dashboards: [{ id: 'id-grades', holdsRowsOfPeople: false }], userArns: [arn], viewer, locale: 'en' },
  ])
})

test('what a tool refuses is told in its own words, without what was behind it', async () => {
  const { tools } = open(async () => {
    throw misconfigured('It does not let the account in.', { advice: 'Check it.', cause: new Error('amara’s token') })
  })
  const found = await tools.test('quicksight', viewer, 'es')
  expect(found).toEqual([
    { subject: 'Conexión', outcome: 'problem', says: 'It does not let the account in.', remedy: 'Check it.' },
  ])
})

test('a fault of ours is none of the tool’s', async () => {
  const { tools } = open(async () => {
    throw new TypeError('ours')
  })
  await expect(tools.test('quicksight', viewer, 'en')).rejects.toThrow(TypeError)
})

test('a tool that is not configured cannot be tested', async () => {
  await expect(open(null).tools.test('superset', viewer, 'en')).rejects.toMatchObject({ code: 'not_found' })
})
