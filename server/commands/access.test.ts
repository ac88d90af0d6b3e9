import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { AccessImportReport, AccessRules } from '../contract/access.ts'
import { grantAccess, revokeAccess } from './access-grant.ts'
import { importAccess } from './access-import.ts'
import { listAccess } from './access-list.ts'
import { setDashboard, setType } from './access-set.ts'
import { createTerminal, type Terminal } from './terminal.ts'

// One site, from nothing; the tests read from top to bottom.

let dataDir: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'panorama-access-'))
})
afterAll(() => rm(dataDir, { recursive: true }))
afterEach(() => {
  process.exitCode = 0
})

/** What a command prints on standard output. */
async function printed(run: (terminal: Terminal) => Promise<void>, json = false): Promise<string> {
  const [out, err] = [new PassThrough(), new PassThrough()]
  await run(createTerminal(json, { PANORAMA_DATA_DIR: dataDir }, out as never, err as never))
  return String(out.read() ?? '')
}
const listed = async () => JSON.parse(await printed(listAccess, true)) as AccessRules
const biology = 'course-v1:Riverside+BIO101+2026'
const arn = 'arn:aws:quicksight:us-east-1:123456789012:user/default/ingrid'

test('a site with nothing says how to begin', async () => {
  expect(await printed(listAccess)).toContain('panorama access dashboard')
})

test('dashboards and types are set and changed: what is not said stays', async () => {
  const grades = { provider: 'quicksight', providerId: '4f2a-91', title: 'Grades', priority: '3' }
  await printed((terminal) => setDashboard(terminal, grades, ['grades']))
  await printed((terminal) => setDashboard(terminal, { aboutNobody: true }, ['grades']))
  await printed((terminal) => setDashboard(terminal, { provider: 'superset', providerId: 'forum' }, ['forum']))
  await printed((terminal) => setType(terminal, { dashboard: ['grades', 'forum'] }, ['Staff']))
  await printed((terminal) => setType(terminal, { dashboard: [], forLearners: true }, ['Staff']))
  await printed((terminal) => setType(terminal, { dashboard: [], notForLearners: true }, ['Staff']))
  const { dashboards, types } = await listed()
  expect(dashboards).toMatchObject([
    { name: 'grades', displayName: 'Grades', providerId: '4f2a-91', priority: 3, holdsRowsOfPeople: false },
    { name: 'forum', displayName: 'forum', provider: 'superset', priority: 10, holdsRowsOfPeople: true },
  ])
  expect(types).toMatchObject([{ name: 'Staff', forLearners: false, dashboards: expect.any(Array) }])
  expect([...types[0]!.dashboards].sort()).toEqual(dashboards.map(({ id }) => id).sort())
})

test('a type is granted to people, teams, organisations and kinds of people, and revoked', async () => {
  await printed((terminal) => grantAccess(terminal, { user: 'Ingrid', role: 'author', arn }, ['Staff']))
  await printed((terminal) => grantAccess(terminal, { user: 'ingrid' }, ['Staff']))
  await printed((terminal) => grantAccess(terminal, { team: biology }, ['Staff']))
  await printed((terminal) => grantAccess(terminal, { organisation: 'AndesTech' }, ['Staff']))
  await printed((terminal) => grantAccess(terminal, { everyone: 'globalStaff' }, ['Staff']))
  const { people, assignments } = await listed()
  expect(people).toMatchObject([{ username: 'Ingrid', role: 'AUTHOR', arn }])
  expect(assignments.map(({ to }) => to)).toEqual([
    { kind: 'everyone', of: 'globalStaff' },
    { kind: 'organisation', org: 'AndesTech' },
    { kind: 'team', courseKey: biology },
  ])
  const text = await printed(listAccess)
  for (const words of ['Ingrid', `the team of ${biology}`, 'the teams of AndesTech', 'all global staff', 'nobody']) {
    expect(text).toContain(words)
  }
  await printed((terminal) => revokeAccess(terminal, { user: 'INGRID' }, []))
  await printed((terminal) => revokeAccess(terminal, { team: biology }, ['Staff']))
  expect(await listed()).toMatchObject({ people: [], assignments: [{}, {}] })
})

test.each<[string, (terminal: Terminal) => Promise<void>, string]>([
  ['a dashboard without a provider', (terminal) => setDashboard(terminal, {}, ['new']), 'provider'],
  ['an unknown type', (terminal) => grantAccess(terminal, { user: 'noor' }, ['Odd']), 'no dashboard type called Odd'],
  ['nobody', (terminal) => grantAccess(terminal, {}, ['Staff']), 'To whom?'],
  ['two at once', (terminal) => grantAccess(terminal, { user: 'noor', team: biology }, ['Staff']), 'To whom?'],
  ['an odd role', (terminal) => grantAccess(terminal, { user: 'noor', role: 'king' }, ['Staff']), 'role'],
  [
    'a role for a team',
    (terminal) => grantAccess(terminal, { team: biology, role: 'AUTHOR' }, ['Staff']),
    'one person',
  ],
  ['an odd kind of people', (terminal) => grantAccess(terminal, { everyone: 'all' }, ['Staff']), 'of'],
  ['what nobody has', (terminal) => revokeAccess(terminal, { user: 'noor' }, []), 'given nothing'],
  [
    'a type that is in use',
    (terminal) => setType(terminal, { dashboard: [], remove: true }, ['Staff']),
    'still assigned',
  ],
  ['an unknown dashboard', (terminal) => setDashboard(terminal, { remove: true }, ['new']), 'no dashboard called new'],
])('%s is refused in words', async (_what, run, words) => {
  await expect(printed(run)).rejects.toMatchObject({ message: expect.stringContaining(words) })
})

test('the tables of the plugin’s backend are taken over, or refused with the exit code of bad input', async () => {
  const file = async (name: string, ...lines: string[]) => {
    const path = join(dataDir, `${name}.csv`)
    await writeFile(path, lines.join('\n'))
    return path
  }
  const types = await file('panorama_openedx_backend_dashboardtype', 'name,student_view', 'Learners,1')
  const people = await file('useraccessconfiguration', 'user_id,dashboard_type_id,arn,role', '7,Learners,,Reader')
  const importing = async (paths: string[], options: object = {}) =>
    JSON.parse(await printed((terminal) => importAccess(terminal, options, paths), true)) as AccessImportReport

  expect(await importing([types, people])).toMatchObject({ done: false, refused: [{ line: 2 }] })
  expect(process.exitCode).toBe(65)
  process.exitCode = 0
  const users = await file('auth_user', 'id,username', '7,amara')
  expect(await importing([types, people, users], { dryRun: true })).toMatchObject({ done: false, refused: [] })
  expect(await importing([types, people, users])).toMatchObject({ done: true, added: { types: 1, people: 1 } })
  expect(process.exitCode).toBe(0)
  expect((await listed()).people).toMatchObject([{ username: 'amara', role: 'READER' }])
  const missing = join(dataDir, 'dashboard.csv')
  await expect(importing([missing])).rejects.toMatchObject({ code: 'bad_input' })
})
