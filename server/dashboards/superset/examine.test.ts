import { afterEach, beforeEach, expect, test } from 'vitest'
import { systemClock } from '../../kernel/clock.ts'
import { type ExaminedBoard, examineSuperset } from './examine.ts'
import { openSupersetSession } from './superset-session.ts'
import { startStandInSuperset } from './testing/stand-in-superset.ts'

const columns = ['course_key', 'org'].map((column_name) => ({ column_name }))
const named: ExaminedBoard = { id: 'board', holdsRowsOfPeople: true }

let superset: Awaited<ReturnType<typeof startStandInSuperset>>
beforeEach(async () => {
  superset = await startStandInSuperset()
  superset.dashboards = [
    {
      id: 7,
      slug: 'board',
      uuid: '11111111-1111-4111-8111-111111111111',
      embeddedId: '22222222-2222-4222-8222-222222222222',
      metadata: {},
      charts: [{ id: 1, slice_name: 'Chart', query_context: '{}' }],
      datasets: [{ id: 3, table_name: 'set', columns }],
    },
  ]
})
afterEach(() => superset.close())

const sessionOf = (user: string, password: string) =>
  openSupersetSession({ url: superset.url, user, password, authProvider: 'db' }, systemClock)

function examine(changes: Partial<Parameters<typeof examineSuperset>[0]> = {}) {
  return examineSuperset({
    service: sessionOf('panorama', 'right'),
    admin: sessionOf('admin', 'also right'),
    url: superset.url,
    guestRole: 'PanoramaGuest',
    origin: 'http://localhost:2100',
    dashboards: [named],
    locale: 'en',
    ...changes,
  })
}

/** What is not in order, as `subject: what it says`. */
const wrong = async (changes: Parameters<typeof examine>[0] = {}) =>
  (await examine(changes)).filter(({ outcome }) => outcome !== 'ok').map(({ subject, says }) => `${subject}: ${says}`)

test('finds nothing where all is as it should be, and makes tokens that let no row through', async () => {
  expect(await wrong()).toEqual([])
  expect(await wrong({ locale: 'es' })).toEqual([])
  for (const { rls_rules } of superset.guestTokens) expect(rls_rules).toEqual([{ clause: '1 = 0' }])
})

test('tells a Superset that is gone, too old, or does not know the account', async () => {
  superset.version = '5.0.0'
  expect(await wrong()).toEqual([expect.stringContaining('older than 6.0')])
  expect(await wrong({ service: sessionOf('panorama', 'wrong') })).toEqual([
    expect.stringContaining('older than 6.0'),
    'Service account: Superset does not accept it.',
  ])
  expect(await wrong({ url: 'http://127.0.0.1:9' })).toEqual(['Connection: Superset does not answer.'])
})

test('tells roles by which guests could read more than their token gives', async () => {
  superset.roles.Public = ['datasource_access on [x].[y](id:1)', 'can_read on Dashboard']
  superset.roles.PanoramaGuest = ['can_read on Dashboard', 'all_datasource_access on all_datasource_access']
  const found = await examine()
  const open = found.filter(({ outcome }) => outcome === 'problem')
  expect(open.map(({ subject }) => subject)).toEqual(['Role of guests', 'Role Public'])
  expect(open[1]!.remedy).toContain('datasource_access on [x].[y](id:1)')
  expect(await wrong({ guestRole: 'Public' })).toContainEqual(expect.stringContaining('share the role Public'))
  expect(await wrong({ guestRole: 'Nobody' })).toContainEqual(expect.stringContaining('no role of this name'))
})

test('sees what guests may read without a password of an administrator, too, once there is a dashboard', async () => {
  expect(await wrong({ admin: null })).toEqual([])
  superset.roles.PanoramaGuest!.push('can_samples on Datasource')
  superset.roles.Public = ['can_read on CurrentUserRestApi', 'all_query_access on all_query_access']
  const open = (await examine({ admin: null })).filter(({ outcome }) => outcome === 'problem')
  expect(open.map(({ subject }) => subject)).toEqual(['Role of guests', 'Role Public'])
  expect(open[0]!.remedy).toContain('can_samples on Datasource')
  superset.roles.Public = []
  superset.roles.PanoramaGuest = ['can_read on Dashboard']
  expect(await wrong({ admin: null })).toEqual(['Role of guests: Superset does not tell what it may read.'])
  expect(await wrong({ admin: null, dashboards: [] })).toContainEqual(expect.stringContaining('needs a dashboard'))
})

test('tells tokens that anybody can make, that last, that need no rules, or that open nothing', async () => {
  superset.guestSecret = 'test-guest-secret-change-me'
  superset.guestTokenLasts = 86_400
  superset.takesRules = () => true
  superset.roles.PanoramaGuest = []
  expect(await wrong()).toEqual([
    expect.stringContaining('the secret that Superset publishes'),
    expect.stringContaining('more than an hour'),
    expect.stringContaining('without row rules'),
    expect.stringContaining('may not open a dashboard'),
  ])
})

test('tells dashboards that are not there, not embedded, or not for our pages', async () => {
  expect(await wrong({ dashboards: [{ id: 'none', holdsRowsOfPeople: true }] })).toEqual([
    expect.stringContaining('none: Superset does not have it'),
  ])
  expect(await wrong({ dashboards: [] })).toEqual([expect.stringContaining('Dashboards: None')])
  const [board] = superset.dashboards
  board!.allowedDomains = []
  expect(await wrong()).toEqual([expect.stringContaining('Any page may show it')])
  board!.allowedDomains = ['https://elsewhere.example.org']
  expect(await wrong()).toEqual([expect.stringContaining('not among its allowed domains')])
  board!.embeddedId = null
  expect(await wrong()).toEqual([expect.stringContaining('does not let it be embedded')])
})

test('tells what browsers would refuse to frame, as they read the headers', async () => {
  superset.framing = { 'content-security-policy': "default-src 'self'; frame-ancestors 'self'" }
  expect(await wrong()).toEqual([expect.stringContaining('not to show it on our pages')])
  superset.framing = { 'x-frame-options': 'SAMEORIGIN' }
  expect(await wrong()).toEqual([expect.stringContaining('not to show it on our pages')])
  superset.framing = { 'x-frame-options': 'DENY', 'content-security-policy': 'frame-ancestors http://localhost:2100' }
  expect(await wrong()).toEqual([])
  superset.framing = null
  expect(await wrong()).toEqual([expect.stringContaining('does not serve embedded dashboards')])
})

test('tells data sets that cannot be narrowed and charts that guests are refused, by their names', async () => {
  const [board] = superset.dashboards
  board!.datasets.push({ id: 4, table_name: 'wide', columns: [{ column_name: 'n' }] })
  board!.charts = [{ id: 1, slice_name: 'Unsaved', query_context: null }]
  const found = await examine()
  expect(found.filter(({ outcome }) => outcome === 'problem').map(({ remedy }) => remedy)).toEqual([
    expect.stringMatching(/: wide$/),
    expect.stringMatching(/: Unsaved$/),
  ])
  board!.charts = []
  expect(await wrong({ dashboards: [{ id: 'board', holdsRowsOfPeople: false }] })).toEqual([])
})

test('looks at a dashboard in each language that it is listed for without one', async () => {
  const [board] = superset.dashboards
  superset.dashboards = ['board-en', 'board-es'].map((slug) => ({ ...board!, slug }))
  const found = await examine()
  expect(found.filter(({ subject }) => subject.startsWith('board')).map(({ subject }) => subject)).toEqual([
    'board-en',
    'board-es',
  ])
  expect(found.filter(({ outcome }) => outcome !== 'ok')).toEqual([])
})
