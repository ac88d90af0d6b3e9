import { createServer } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { EmbedRequest, RowsOf } from '../../access/embed-provider.ts'
import type { Viewer } from '../../contract/viewer.ts'
import { createSupersetProvider } from './superset-provider.ts'
import { openSupersetSession } from './superset-session.ts'
import { type StandInDashboard, startStandInSuperset } from './testing/stand-in-superset.ts'

const python = 'course-v1:Demo+PY101+2026'
const actorId = '0f8fad5b-d9cb-469f-a165-70867728950e'
const columns = ['course_key', 'org', 'actor_id'].map((column_name) => ({ column_name }))
const boardUuid = '11111111-1111-4111-8111-111111111111'

const board = (changes: Partial<StandInDashboard> = {}): StandInDashboard => ({
  id: 7,
  slug: 'course-overview',
  uuid: boardUuid,
  embeddedId: '22222222-2222-4222-8222-222222222222',
  metadata: {},
  datasets: [{ id: 3, table_name: 'enrolled', columns }],
  ...changes,
})

const viewer: Viewer = {
  userId: 42,
  username: 'amara',
  name: 'Amara Okafor',
  isSuperuser: false,
  isStaff: false,
  courseRoles: [],
  standIn: false,
  expiresAt: new Date('2026-07-01T13:00:00Z'),
}

const request = (rows: RowsOf, changes: Partial<EmbedRequest> = {}): EmbedRequest => ({
  dashboard: { providerId: 'course-overview', holdsRowsOfPeople: true },
  viewer,
  identity: { kind: 'guest', rows },
  locale: 'en',
  context: {},
  ...changes,
})
const teaching: RowsOf = { kind: 'courses', courseKeys: [python], orgs: [] }

let superset: Awaited<ReturnType<typeof startStandInSuperset>>
let moment: Date
const clock = { now: () => moment }
beforeEach(async () => {
  moment = new Date('2026-07-01T12:00:00Z')
  superset = await startStandInSuperset()
  superset.now = () => moment.getTime()
  superset.dashboards = [board()]
})
afterEach(() => superset.close())

const later = (minutes: number) => {
  moment = new Date(moment.getTime() + minutes * 60_000)
}

function open(password = 'right', url = superset.url) {
  const session = openSupersetSession({ url, user: 'panorama', password, authProvider: 'db' }, clock)
  return createSupersetProvider({
    session,
    url: 'https://superset.example.org',
    clock,
    actorOf: async (userId) => (userId === 42 ? actorId : 'nobody'),
  })
}

describe('a guest', () => {
  test('gets a token for that one dashboard and for their rows', async () => {
    const embed = await open().embed(request(teaching))
    expect(embed).toEqual({
      provider: 'superset',
      origin: 'https://superset.example.org',
      embeddedId: '22222222-2222-4222-8222-222222222222',
      token: expect.any(String),
      expiresAt: '2026-07-01T12:05:00.000Z',
    })
    expect(superset.guestTokens).toEqual([
      {
        type: 'guest',
        user: { username: 'panorama-42', first_name: '', last_name: '' },
        resources: [{ type: 'dashboard', id: '22222222-2222-4222-8222-222222222222' }],
        rls_rules: [{ clause: `course_key IN ('${python}')` }],
      },
    ])
  })

  test('is told by nothing in it who they are', async () => {
    const embed = await open().embed(request(teaching))
    expect(JSON.stringify([embed, superset.guestTokens])).not.toMatch(/amara|okafor/i)
  })

  test('sees as a learner the rows of their own pseudonym', async () => {
    await open().embed(request({ kind: 'learner', userId: 42 }))
    expect(superset.guestTokens[0]).toMatchObject({ rls_rules: [{ clause: `actor_id IN ('${actorId}')` }] })
  })

  test('has a rule with its number for every data set of a board with SQL of its own, those of filters too', async () => {
    superset.dashboards = [
      board({
        datasets: [{ id: 3, table_name: 'own', sql: 'SELECT 1', columns }],
        metadata: { native_filter_configuration: [{ id: 'NATIVE_FILTER-1', targets: [{ datasetId: 9 }] }] },
      }),
    ]
    superset.datasets = [{ id: 9, table_name: 'choices', columns }]
    await open().embed(request(teaching))
    const clause = `course_key IN ('${python}')`
    expect(superset.guestTokens[0]).toMatchObject({
      rls_rules: [
        { dataset: 3, clause },
        { dataset: 9, clause },
      ],
    })
  })

  test('is shown nothing of a board that cannot be narrowed', async () => {
    superset.dashboards = [board({ datasets: [{ id: 3, table_name: 'all', columns: [] }] })]
    await expect(open().embed(request(teaching))).rejects.toMatchObject({ code: 'misconfigured' })
    expect(superset.guestTokens).toEqual([])
  })

  test('with more courses than fit is shown that of the page, and told to choose one where there is none', async () => {
    const many = Array.from({ length: 300 }, (_, number) => `course-v1:Demo+C${number}+2026`)
    const rows: RowsOf = { kind: 'courses', courseKeys: many, orgs: [] }
    const provider = open()
    await expect(provider.embed(request(rows))).rejects.toMatchObject({ code: 'invalid_request' })
    await expect(provider.embed(request(rows, { context: { courseKey: python } }))).rejects.toMatchObject({
      code: 'invalid_request',
    })
    await provider.embed(request(rows, { context: { courseKey: many[7]! } }))
    expect(superset.guestTokens).toMatchObject([{ rls_rules: [{ clause: `course_key IN ('${many[7]}')` }] }])
  })

  test('is not shown what was given to a user of another tool', async () => {
    const identity = { kind: 'registered', arn: 'arn:aws:quicksight:us-east-1:1:user/default/ann' } as const
    await expect(open().embed(request(teaching, { identity }))).rejects.toMatchObject({ code: 'misconfigured' })
  })

  test('has what the page is about chosen in the filters that the board has', async () => {
    const filter = (id: string, name: string) => ({ id, filterType: 'filter_select', targets: [{ column: { name } }] })
    superset.dashboards = [
      board({
        metadata: {
          native_filter_configuration: [
            filter('NATIVE_FILTER-a', 'course_key'),
            filter('NATIVE_FILTER-b', 'block_key'),
          ],
        },
      }),
    ]
    const provider = open()
    const embed = await provider.embed(request(teaching, { context: { courseKey: python, blockKey: "b'1" } }))
    expect(embed).toMatchObject({
      urlParams: {
        native_filters: `('NATIVE_FILTER-a':('id':'NATIVE_FILTER-a','extraFormData':('filters':!(('col':'course_key','op':'IN','val':!('${python}')))),'filterState':('label':'${python}','value':!('${python}')),'ownState':()),'NATIVE_FILTER-b':('id':'NATIVE_FILTER-b','extraFormData':('filters':!(('col':'block_key','op':'IN','val':!('b!'1')))),'filterState':('label':'b!'1','value':!('b!'1')),'ownState':()))`,
      },
    })
    expect(await provider.embed(request(teaching))).not.toHaveProperty('urlParams')
  })

  test('has a block chosen as the boards of Aspects write it, by the end of its key', async () => {
    const targets = [{ column: { name: 'block_id_short' } }]
    const native_filter_configuration = [{ id: 'NATIVE_FILTER-s', filterType: 'filter_select', targets }]
    superset.dashboards = [board({ metadata: { native_filter_configuration } })]
    const blockKey = 'block-v1:Demo+PY101+2026+type@problem+block@9c1e'
    expect(await open().embed(request(teaching, { context: { courseKey: python, blockKey } }))).toMatchObject({
      urlParams: { native_filters: expect.stringContaining(`('col':'block_id_short','op':'IN','val':!('9c1e'))`) },
    })
  })
})

describe('a board', () => {
  test('is shown in the language of the reader where it has a variant in it', async () => {
    superset.dashboards.push(board({ slug: 'course-overview-es', embeddedId: '33333333-3333-4333-8333-333333333333' }))
    const provider = open()
    expect(await provider.embed(request(teaching, { locale: 'es' }))).toMatchObject({
      embeddedId: '33333333-3333-4333-8333-333333333333',
    })
    expect(await provider.embed(request(teaching))).toMatchObject({
      embeddedId: '22222222-2222-4222-8222-222222222222',
    })
  })

  test('is found by its UUID', async () => {
    const dashboard = { providerId: boardUuid, holdsRowsOfPeople: true }
    expect(await open().embed(request(teaching, { dashboard }))).toMatchObject({ provider: 'superset' })
  })

  test('that is not there or not embedded is not found', async () => {
    const dashboard = { providerId: 'unknown', holdsRowsOfPeople: true }
    await expect(open().embed(request(teaching, { dashboard }))).rejects.toMatchObject({ code: 'not_found' })
    superset.dashboards = [board({ embeddedId: null })]
    await expect(open().embed(request(teaching))).rejects.toMatchObject({ code: 'not_found' })
  })

  test('that was imported anew is looked up again', async () => {
    const provider = open()
    await provider.embed(request(teaching))
    superset.dashboards = [board({ embeddedId: '44444444-4444-4444-8444-444444444444' })]
    expect(await provider.embed(request(teaching))).toMatchObject({
      embeddedId: '44444444-4444-4444-8444-444444444444',
    })
  })

  test('is read once for many who open it, and again after a minute', async () => {
    const provider = open()
    await Promise.all(Array.from({ length: 5 }, () => provider.embed(request(teaching))))
    expect(superset.count('/api/v1/dashboard/course-overview/datasets')).toBe(1)
    expect(superset.guestTokens).toHaveLength(5)
    later(2)
    await provider.embed(request(teaching))
    expect(superset.count('/api/v1/dashboard/course-overview/datasets')).toBe(2)
  })
})

describe('the service account', () => {
  test('signs in once for many, and renews its token before it ends', async () => {
    const provider = open()
    await Promise.all(Array.from({ length: 5 }, () => provider.embed(request(teaching))))
    later(10)
    await provider.embed(request(teaching))
    expect(superset.count('/api/v1/security/login')).toBe(1)
    later(4.5)
    await provider.embed(request(teaching))
    expect(superset.count('/api/v1/security/login')).toBe(1)
    expect(superset.count('/api/v1/security/refresh')).toBe(1)
  })

  test('signs in again when Superset no longer knows its token', async () => {
    const provider = open()
    await provider.embed(request(teaching))
    superset.restart()
    expect(await provider.embed(request(teaching))).toMatchObject({ provider: 'superset' })
    later(60 * 24 * 2)
    expect(await provider.embed(request(teaching))).toMatchObject({ provider: 'superset' })
  })

  test('that is refused rests before it tries again, and says so in words', async () => {
    const provider = open('wrong')
    const failure = { code: 'misconfigured', message: expect.stringContaining('does not let Panorama') }
    await expect(provider.embed(request(teaching))).rejects.toMatchObject(failure)
    await expect(provider.embed(request(teaching, { locale: 'es' }))).rejects.toMatchObject({
      message: expect.stringContaining('no deja que Panorama'),
    })
    expect(superset.count('/api/v1/security/login')).toBe(1)
    superset.accounts.panorama = 'wrong'
    later(1)
    expect(await provider.embed(request(teaching))).toMatchObject({ provider: 'superset' })
  })

  test('never shows its password, a token or what Superset said', async () => {
    superset.instead = (_request, response) => response.writeHead(500).end('clause of amara: right')
    const failure = await open()
      .embed(request(teaching))
      .catch((error: unknown) => error)
    expect(JSON.stringify([failure, String(failure)])).not.toMatch(/right|amara/)
    expect(failure).toMatchObject({ code: 'unavailable' })
  })
})

describe('a Superset', () => {
  test('that does not answer is named, and found again when it is back', async () => {
    const port = Number(new URL(superset.url).port)
    const provider = open()
    await superset.close()
    const failure = { code: 'unavailable', message: 'Superset, which makes this dashboard, does not answer.' }
    await expect(provider.embed(request(teaching))).rejects.toMatchObject(failure)
    superset = await startStandInSuperset({ port })
    superset.now = () => moment.getTime()
    superset.dashboards = [board()]
    expect(await provider.embed(request(teaching))).toMatchObject({ provider: 'superset' })
  })

  test('that has too much to do is told apart from one that is gone', async () => {
    superset.instead = (_request, response) => response.writeHead(429).end()
    await expect(open().embed(request(teaching))).rejects.toMatchObject({ code: 'too_many_requests' })
  })

  test('in whose place something else answers is none', async () => {
    superset.instead = (_request, response) =>
      response.writeHead(302, { location: 'https://elsewhere.example.org' }).end()
    await expect(open().embed(request(teaching))).rejects.toMatchObject({ code: 'misconfigured' })
    superset.instead = (_request, response) => response.end('<h1>Welcome</h1>')
    await expect(open().embed(request(teaching))).rejects.toMatchObject({ code: 'unavailable' })
  })

  test('is let go at once by somebody who leaves, and serves the others', async () => {
    const leaving = new AbortController()
    const reason = new Error('gone')
    const provider = open()
    const left = provider.embed(request(teaching, { signal: leaving.signal }))
    const other = provider.embed(request(teaching))
    leaving.abort(reason)
    await expect(left).rejects.toBe(reason)
    expect(await other).toMatchObject({ provider: 'superset' })
  })

  test('follows nobody to another address with the password', async () => {
    const visits: string[] = []
    const elsewhere = createServer((visit, response) => {
      visits.push(visit.url ?? '')
      response.end('{}')
    })
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
    const { port } = elsewhere.address() as { port: number }
    superset.instead = (_request, response) =>
      response.writeHead(307, { location: `http://127.0.0.1:${port}/stolen` }).end()
    await expect(open().embed(request(teaching))).rejects.toMatchObject({ code: 'misconfigured' })
    expect(visits).toEqual([])
    await new Promise((resolve) => elsewhere.close(resolve))
  })
})
