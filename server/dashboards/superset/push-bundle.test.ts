import { afterEach, beforeEach, expect, test } from 'vitest'
import { systemClock } from '../../kernel/clock.ts'
import { makeBundle } from './bundle/make-bundle.ts'
import { enableEmbedding, importBundle } from './push-bundle.ts'
import { ensureRole, guestPermissions, openings, servicePermissions, serviceRole } from './roles.ts'
import { ensureServiceAccount } from './service-account.ts'
import { openSupersetSession, type SupersetSession } from './superset-session.ts'
import { startStandInSuperset } from './testing/stand-in-superset.ts'

const bundle = makeBundle(['course-overview'], {
  dataSet: 'real',
  schema: 'panorama_boards',
  databaseUri: 'clickhousedb://superset:XXXXXXXXXX@clickhouse:8123/panorama_boards',
})

let superset: Awaited<ReturnType<typeof startStandInSuperset>>
let session: SupersetSession
beforeEach(async () => {
  superset = await startStandInSuperset()
  superset.permissions.push(...guestPermissions, ...servicePermissions)
  session = openSupersetSession(
    { url: superset.url, user: 'admin', password: 'also right', authProvider: 'db' },
    systemClock,
  )
})
afterEach(() => superset.close())

test('a bundle arrives as it was, the passwords beside it', async () => {
  const passwords = { 'databases/panorama_real.yaml': 'of the reader' }
  await importBundle(session, bundle.files, passwords)
  expect(superset.bundles).toHaveLength(1)
  expect(superset.bundles[0]!.passwords).toEqual(passwords)
  expect(new Map(superset.bundles[0]!.files)).toEqual(new Map([...bundle.files].sort(([a], [b]) => (a < b ? -1 : 1))))
})

test('a bundle that Superset does not take is said to be so in its own words', async () => {
  const files = new Map(bundle.files).set('charts/a.yaml', 'viz_type: unknown')
  await expect(importBundle(session, files, {})).rejects.toMatchObject({
    code: 'bad_input',
    message: expect.stringContaining('charts/a.yaml'),
  })
})

test('what Superset says is told without the passwords that it quotes', async () => {
  // Signed in by then.
  await importBundle(session, bundle.files, {})
  superset.instead = (request, response) => {
    const message = `clickhousedb://superset:p%40ss@db charts/a.yaml, p@ss, ${request.headers.authorization}`
    response.writeHead(500, { 'content-type': 'application/json' }).end(JSON.stringify({ errors: [{ message }] }))
  }
  const failure = await importBundle(session, bundle.files, { 'databases/a.yaml': 'p@ss' }).catch((cause) => cause)
  expect(failure.message).toContain('clickhousedb://superset:****@db charts/a.yaml, ****, Bearer ****')
})

test('a dashboard is embedded for our pages alone, and keeps its id when it is pushed again', async () => {
  await importBundle(session, bundle.files, {})
  const { id } = bundle.dashboards[0]!
  const first = await enableEmbedding(session, id, ['https://apps.example.org'])
  expect(await enableEmbedding(session, id, ['https://apps.example.org'])).toEqual(first)
  expect(superset.dashboards.find(({ uuid }) => uuid === id)).toMatchObject({
    embeddedId: first.embeddedId,
    allowedDomains: ['https://apps.example.org'],
  })
})

test('the role of guests holds what they need and nothing that reads data by itself', async () => {
  superset.roles.PanoramaGuest = ['all_datasource_access on all_datasource_access']
  await ensureRole(session, 'PanoramaGuest', guestPermissions)
  expect(superset.roles.PanoramaGuest).toEqual(guestPermissions)
  expect(openings(new Set(guestPermissions))).toEqual([])
  await expect(ensureRole(session, 'Other', ['can_fly on Dashboard'])).rejects.toMatchObject({ code: 'misconfigured' })
  expect(superset.roles).not.toHaveProperty('Other')
})

test('the service account is made with a role of its own, and given its password again', async () => {
  expect(await ensureServiceAccount(session, { user: 'panorama', password: 'one' })).toBe('made')
  expect(await ensureServiceAccount(session, { user: 'panorama', password: 'two' })).toBe('kept')
  expect(superset.users).toMatchObject([
    { username: 'admin' },
    { username: 'panorama', roles: [serviceRole], password: 'two' },
  ])
  expect(superset.roles[serviceRole]).toEqual(servicePermissions)
})

test('an account with other roles is somebody else’s, and is left alone', async () => {
  await expect(ensureServiceAccount(session, { user: 'admin', password: 'mine' })).rejects.toMatchObject({
    code: 'conflict',
  })
  expect(superset.users).toMatchObject([{ username: 'admin', roles: ['Admin'], password: '' }])
})
