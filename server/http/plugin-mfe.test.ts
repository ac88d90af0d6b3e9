import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EmbedProviders } from '../access/embed-provider.ts'
import { createEmbedAccess } from '../access/embeds.ts'
import { createPluginMfe } from '../access/plugin-mfe.ts'
import type { AccessRules } from '../contract/access.ts'
import type { Mode } from '../contract/mode.ts'
import { toolSilent } from '../kernel/errors.ts'
import { createLogger } from '../kernel/log.ts'
import { accessOf, suppliersIn } from '../modes/access.ts'
import { openFakeApp } from './testing/fake-app.ts'
import { as, byCookie, type Person } from './testing/people.ts'

const origin = 'https://apps.lms.example.edu'
const ownArn = 'arn:aws:quicksight:eu-west-1:123456789012:user/default/author'
const siteArn = 'arn:aws:quicksight:eu-west-1:123456789012:user/default/site'
let mode: Mode = 'CUSTOM'
let studentView = true
const down = new Set<string>()

const dashboard = (id: string, priority: number) => ({
  ...{ id, name: id, displayName: `The ${id}`, providerId: `${id}-id`, priority },
  ...{ provider: 'quicksight' as const, holdsRowsOfPeople: true },
})
const rules: AccessRules = {
  dashboards: [dashboard('grades', 1), dashboard('totals', 2), dashboard('progress', 3)],
  types: [
    { id: 'staff', name: 'Staff', forLearners: false, dashboards: ['grades', 'totals'] },
    { id: 'learners', name: 'Learners', forLearners: true, dashboards: ['progress'] },
  ],
  people: [{ id: 'p', username: 'author', typeId: 'staff', role: 'AUTHOR', arn: ownArn }],
  assignments: [{ id: 'a', to: { kind: 'team', courseKey: 'course-v1:Org+C1+2026' }, typeId: 'staff' }],
}
/** Says in each address who would be looking, so that the tests can tell. */
const providers: EmbedProviders = {
  quicksight: {
    provider: 'quicksight',
    takesGuests: true,
    async embed({ dashboard: { providerId }, identity }) {
      if (down.has(providerId)) throw toolSilent('QuickSight does not answer.', { advice: 'Try again later.' })
      const who = identity.kind === 'registered' ? identity.arn : JSON.stringify(identity.rows)
      const url = `https://quicksight.test/embed/${providerId}?as=${encodeURIComponent(who)}`
      return { provider: 'quicksight', url, sessionMinutes: 60 }
    },
    studio: async ({ arn }) => ({
      ...{ provider: 'quicksight', sessionMinutes: 60 },
      url: `https://quicksight.test/embedding/start?as=${encodeURIComponent(arn)}`,
    }),
  },
  superset: null,
  hosted: {
    isAskedIn: () => true,
    list: async () => [],
    open: async () => ({ provider: 'hosted', url: 'https://hosted.test/' }),
    openAll: async ({ role, username }) => [
      { name: 'activity', displayName: 'Activity', url: `https://hosted.test/${username}/${role}` },
    ],
  },
}

let app: FastifyInstance
beforeAll(async () => {
  const switches = () => ({ studentView, standInLms: false })
  const embeds = createEmbedAccess({
    store: { accessRules: async () => rules },
    modes: {
      current: async () => ({ mode }),
      access: (viewer, wanted) => accessOf(viewer, wanted, switches()),
      suppliers: (wanted) => suppliersIn(wanted, switches()),
    },
    providers,
    defaultArn: siteArn,
  })
  app = await openFakeApp({
    embeds,
    pluginMfe: createPluginMfe(embeds, createLogger('silent')),
    pluginMfeOrigins: [origin],
  })
})
afterAll(() => app.close())

async function ask(path: string, headers: Record<string, string>) {
  const answer = await app.inject({ url: `/panorama/api/${path}`, headers: { 'accept-language': 'en', ...headers } })
  return { status: answer.statusCode, headers: answer.headers, json: answer.json() }
}

/** What each of four people is told, by their token. */
async function told(path: string): Promise<Record<string, unknown>> {
  const everybody: Person[] = ['learner', 'teacher', 'author', 'admin']
  const answers = await Promise.all(everybody.map((person) => ask(path, as(person))))
  for (const { status, json } of answers) expect(json.statusCode).toBe(status)
  return Object.fromEntries(
    everybody.map((person, index) => {
      const { status, json } = answers[index]!
      return [person, status === 200 ? json.body : status]
    }),
  )
}

const site = (wanted: Mode, withStudentView = true) => {
  mode = wanted
  studentView = withStudentView
}

describe('a learner, a teacher, an author and an administrator', () => {
  test.each<[Mode, boolean, unknown, unknown]>([
    ['DEMO', true, [false, false, false, true], [null, null, null, 'READER']],
    ['FREE', true, [false, false, false, true], [null, null, null, 'READER']],
    ['SAAS', true, [true, true, true, true], ['STUDENT', 'READER', 'AUTHOR', 'READER']],
    ['SAAS', false, [false, true, true, true], ['STUDENT', 'READER', 'AUTHOR', 'READER']],
    ['CUSTOM', true, [true, true, true, true], ['STUDENT', 'READER', 'AUTHOR', 'READER']],
    ['CUSTOM', false, [false, true, true, true], ['STUDENT', 'READER', 'AUTHOR', 'READER']],
  ])('in %s (student view: %s) have the access and the role that are theirs', async (wanted, view, access, roles) => {
    site(wanted, view)
    expect(Object.values(await told('get-user-access'))).toEqual(access)
    expect(Object.values(await told('get-user-role'))).toEqual(roles)
    expect(Object.values(await told('get-panorama-mode'))).toEqual([wanted, wanted, wanted, wanted])
  })

  test('get in CUSTOM their own dashboards, each as themselves', async () => {
    site('CUSTOM')
    const answers = await told('get-embed-url?dashboard_function=READER')
    const seen = Object.entries(answers).map(([person, body]) => [
      person,
      (body as { id: string; url: string }[]).map(({ id, url }) => `${id} ${new URL(url).searchParams.get('as')}`),
    ])
    const ofCourse = '{"kind":"courses","courseKeys":["course-v1:Org+C1+2026"],"orgs":[]}'
    expect(Object.fromEntries(seen)).toEqual({
      learner: ['progress-id {"kind":"learner","userId":1}'],
      teacher: [`grades-id ${ofCourse}`, `totals-id ${ofCourse}`],
      author: [`grades-id ${ownArn}`, `totals-id ${ownArn}`],
      admin: [`grades-id ${siteArn}`, `totals-id ${siteArn}`, `progress-id ${siteArn}`],
    })
    expect((answers.teacher as object[])[0]).toEqual({
      ...{ id: 'grades-id', name: 'grades', displayName: 'The grades' },
      url: expect.stringContaining('https://quicksight.test/embed/grades-id'),
    })
  })

  test('get in SAAS what the hosted service has for them, by their role', async () => {
    site('SAAS')
    const answers = await told('get-embed-url')
    expect(Object.values(answers).map((body) => (body as { url: string }[])[0]?.url)).toEqual([
      'https://hosted.test/learner/STUDENT',
      'https://hosted.test/teacher/READER',
      'https://hosted.test/author/AUTHOR',
      'https://hosted.test/admin/READER',
    ])
  })

  test('get nothing where the mode does not let them in', async () => {
    site('CUSTOM', false)
    expect((await told('get-embed-url')).learner).toBe(403)
    site('FREE')
    expect(await told('get-embed-url')).toMatchObject({ learner: 403, teacher: 403, author: 403 })
    site('DEMO')
    expect(await told('get-embed-url')).toEqual({ learner: 403, teacher: 403, author: 403, admin: 404 })
  })

  test('open the console as authors only, and only where there is one', async () => {
    site('CUSTOM')
    const url = `https://quicksight.test/embedding/start?as=${encodeURIComponent(ownArn)}`
    const author = [{ name: 'console', displayName: 'Console', url }]
    expect(await told('get-studio-url')).toEqual({ learner: 403, teacher: 403, author, admin: 403 })
    site('SAAS')
    expect(await told('get-studio-url')).toEqual({ learner: 403, teacher: 403, author: 403, admin: 403 })
  })
})

describe('what QuickSight does not open', () => {
  test('is left out where others open, and is the answer where none does', async () => {
    site('CUSTOM')
    down.add('grades-id')
    const some = await ask('get-embed-url', as('teacher'))
    expect(some.json.body.map(({ id }: { id: string }) => id)).toEqual(['totals-id'])
    down.add('totals-id')
    const none = await ask('get-embed-url', as('teacher'))
    down.clear()
    expect([none.status, none.json]).toEqual([
      503,
      { statusCode: 503, body: 'QuickSight does not answer. Try again later.' },
    ])
  })
})

describe('whoever asks', () => {
  test('has to be signed in, is told so in the envelope, and nothing is kept', async () => {
    for (const name of ['get-embed-url', 'get-studio-url', 'get-user-access', 'get-user-role', 'get-panorama-mode']) {
      const { status, json, headers } = await ask(name, {})
      expect([status, json.statusCode, typeof json.body]).toEqual([401, 401, 'string'])
      expect(headers['cache-control']).toBe('no-store')
      expect((await ask(`${name}/`, as('author'))).status).toBe(200)
      const head = await app.inject({ method: 'HEAD', url: `/panorama/api/${name}`, headers: as('author') })
      expect(head.statusCode).toBe(404)
    }
  })

  test('is answered in their language', async () => {
    site('CUSTOM')
    const { json } = await ask('get-studio-url', { ...as('learner'), cookie: 'language=es' })
    expect(json.body).toContain('autores')
  })

  test('may ask from the plugin’s address, with cookies, and from no other site', async () => {
    site('CUSTOM')
    const preflight = await app.inject({
      method: 'OPTIONS',
      url: '/panorama/api/get-embed-url',
      headers: {
        origin,
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'use-jwt-cookie',
      },
    })
    expect(preflight.statusCode).toBe(204)
    expect(preflight.headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
      'access-control-allow-headers': expect.stringContaining('use-jwt-cookie'),
    })
    const cookies = byCookie('author')
    const asked = await ask('get-embed-url', { ...cookies, origin, 'sec-fetch-site': 'same-site' })
    expect([asked.status, asked.headers['access-control-allow-origin']]).toEqual([200, origin])
    const evil = { origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' }
    const refused = await ask('get-embed-url', { ...cookies, ...evil })
    expect([refused.status, refused.headers['access-control-allow-origin']]).toEqual([403, undefined])
    // A picture or a link on another site's page tells no origin.
    expect((await ask('get-embed-url', { ...cookies, 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  })
})
