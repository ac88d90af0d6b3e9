import type { FastifyInstance } from 'fastify'
import pino from 'pino'
import { createPluginMfe } from '../../access/plugin-mfe.ts'
import type { Credential } from '../../contract/credential.ts'
import type { ChartAnswer, Dashboard } from '../../contract/dashboard.ts'
import type { Flow } from '../../contract/flow.ts'
import type { Mode } from '../../contract/mode.ts'
import type { View } from '../../contract/view.ts'
import { readToken } from '../../identity/read-token.ts'
import type { Identity } from '../../identity/viewer.ts'
import { forbidden, notFound, unauthenticated } from '../../kernel/errors.ts'
import { createApp } from '../app.ts'
import type { AppDependencies } from '../dependencies.ts'
import { createMetrics } from '../metrics.ts'
import { people } from './people.ts'

/** The edge on stand-ins for what lies behind it: tokens are the names of people, one dashboard has one chart. */
export function fakeDependencies(overrides: Partial<AppDependencies> = {}): AppDependencies {
  let mode: Mode = 'SAAS'
  return {
    log: pino({ level: 'silent' }),
    metrics: createMetrics(),
    identity: fakeIdentity,
    views: fakeViews,
    modes: {
      current: async () => ({ mode }),
      access: ({ isSuperuser, courseRoles }) => ({
        student: true,
        courses: isSuperuser || courseRoles.length > 0,
        admin: isSuperuser,
      }),
      settings: async () => ({ mode, changedAt: null, changedBy: null, cards: [] }),
      async change(wanted) {
        mode = wanted
      },
    },
    dashboards: fakeDashboards,
    changes: fakeChanges,
    embeds: fakeEmbeds,
    frameOrigins: ['https://eu-west-1.quicksight.aws.amazon.com'],
    pluginMfe: createPluginMfe(fakeEmbeds, pino({ level: 'silent' })),
    pluginMfeOrigins: ['https://apps.lms.example.edu'],
    access: fakeAccess,
    tools: fakeTools,
    store: {
      auditEntries: async () => ({ entries: [], next: null }),
      runs: async () => [],
    },
    keys: fakeKeys,
    liveIngest: fakeIngest,
    lmsRows: { take: async (_object, rows) => fakeIngest.take(rows.map(String), '') },
    lrs: fakeLrs,
    retirement: fakeRetirement,
    flow: async () => noFlow,
    extractions: fakeExtractions,
    probes: { warehouse: async () => undefined, store: async () => undefined },
    site: {
      siteName: 'Riverside',
      logoUrl: null,
      brandUrls: [],
      languageCookie: 'language',
      lmsUrl: 'https://lms.example.edu',
    },
    publicUrl: 'http://panorama.test',
    publicPath: '/panorama/',
    trustedProxies: ['loopback'],
    requestsPerMinute: 1_000_000,
    metricsToken: null,
    screenDir: '/nowhere',
    ...overrides,
  }
}

export async function openFakeApp(overrides: Partial<AppDependencies> = {}): Promise<FastifyInstance> {
  const app = await createApp(fakeDependencies(overrides))
  await app.ready()
  return app
}

/** The key `key` with the secret `secret`, which may do all. */
const fakeKeys: AppDependencies['keys'] = {
  create: async ({ name, scopes }, createdBy) => ({
    credential: { ...anyKey, name, scopes: [...scopes], createdBy },
    secret: 'secret',
  }),
  list: async () => [anyKey],
  revoke: async () => ({ ...anyKey, revokedAt: '2026-05-04T12:00:00.000Z' }),
  check: async (id, secret) => (id === 'key' && secret === 'secret' ? anyKey : null),
}

const anyKey: Credential = {
  id: 'key',
  name: 'Key',
  scopes: ['write', 'read-mine', 'read-all', 'retire'],
  createdAt: '2026-05-01T12:00:00.000Z',
  createdBy: 'admin',
  lastUsedAt: null,
  revokedAt: null,
}

const fakeIngest: AppDependencies['liveIngest'] = {
  take: async ({ length }) => ({ read: length, kept: length, duplicates: 0, dropped: {}, quarantined: {} }),
}

const fakeLrs: AppDependencies['lrs'] = {
  post: async () => [],
  put: async () => undefined,
  one: async () => null,
  page: async () => ({ statements: [], next: null }),
  consistentThrough: () => new Date('2026-05-04T12:00:00Z'),
}

const fakeExtractions: AppDependencies['extractions'] = {
  state: async () => ({ isConfigured: true, isAllowed: true, schedule: null, runs: [], tables: [] }),
  runNow: async () => undefined,
}

const fakeRetirement: AppDependencies['retirement'] = {
  retire: async ({ by, keepFigures }) => ({
    id: 'certificate',
    at: '2026-05-04T12:00:00.000Z',
    dataSet: 'real',
    requestedBy: by,
    how: keepFigures ? 'pseudonymised' : 'erased',
    knownBy: { userIds: 0, usernames: 1, mailAddresses: 0, externalIds: 0 },
    tables: [],
    verification: { at: '2026-05-04T12:00:00.000Z', columns: 1, rowsLeft: 0 },
  }),
  list: async () => [],
}

const grants: Awaited<ReturnType<AppDependencies['embeds']['grants']>> = {
  mode: 'CUSTOM',
  configured: null,
  isLetIn: true,
  role: 'READER',
  embeds: [],
  withheld: [],
  hostedRole: null,
}

/** One dashboard of another tool, for staff; authors are those who teach. */
const fakeEmbeds: AppDependencies['embeds'] = {
  grants: async () => grants,
  hasAny: async ({ courseRoles }) => courseRoles.length > 0,
  list: async () => ({ embeds: [], studio: false, hostedProblem: null }),
  async open({ courseRoles }, { id }) {
    if (id !== 'embed' || courseRoles.length === 0) throw notFound('There is no such dashboard.')
    return { provider: 'hosted', url: 'https://hosted.test/one' }
  },
  async studio({ courseRoles }) {
    if (courseRoles.length === 0) throw forbidden('Dashboards are made by authors.')
    return { provider: 'quicksight', url: 'https://quicksight.test/embedding/x/start?y', sessionMinutes: 60 }
  },
  openHosted: async () => [],
  isWithheld: async () => false,
}

const fakeAccess: AppDependencies['access'] = {
  rules: async () => ({ dashboards: [], types: [], people: [], assignments: [] }),
  add: async (_kind, wanted) => ({ ...wanted, id: 'id' }),
  change: async (_kind, id, wanted) => ({ ...wanted, id }),
  remove: async () => undefined,
  importTables: async () => ({
    done: true,
    added: { dashboards: 0, types: 0, parts: 0, people: 0 },
    known: 0,
    refused: [],
  }),
}

/** QuickSight alone is connected. */
const fakeTools: AppDependencies['tools'] = {
  list: async () => ({ tools: [{ tool: 'quicksight', configured: true, shown: true }] }),
  async test(tool) {
    if (tool !== 'quicksight') throw notFound('This site has not connected this tool.')
    return [{ subject: 'Account', outcome: 'ok', says: 'It answers.' }]
  },
}

/** A stream that ends at once, so that a request for it does. */
const fakeChanges: AppDependencies['changes'] = {
  async listen({ end }) {
    end()
    return () => undefined
  },
}

const noFlow: Flow = {
  at: '2026-05-04T11:00:00Z',
  dataSet: 'real',
  statements: 0,
  statementsPerSecond: null,
  lastEvent: null,
  lagSeconds: null,
  lastHour: Array.from({ length: 60 }, () => 0),
  pendingLearners: 0,
  quarantinedLines: 0,
  sources: [],
  tables: [],
}

const cookieNames = { headerPayload: 'header-payload', signature: 'signature' }

const fakeIdentity: Identity = {
  async identify(credentials) {
    const { token, source } = readToken(credentials, cookieNames)
    const viewer = Object.values(people).find(({ username }) => [username, `${username}.s`].includes(token))
    if (!viewer) throw unauthenticated()
    return {
      viewer,
      source,
      roles: 'current',
      preferences: async () => ({ locale: 'es', timeZone: 'America/Lima' }),
      lookUp: async (username) => (username === 'teacher' ? { username, name: 'Tea Cher', userId: 2 } : null),
    }
  },
}

const fakeView: View = {
  as: 'learner',
  name: null,
  course: { courseKey: 'course-v1:Org+C1+2026', name: 'Course One' },
  until: '2026-05-04T13:00:00.000Z',
  onlooker: 'Tea Cher',
}

/** Whoever teaches or administers may look as a learner; the key of their view is `view`. */
const fakeViews: AppDependencies['views'] = {
  kindsOpenTo: async ({ courseRoles, isSuperuser }) => (isSuperuser || courseRoles.length > 0 ? ['learner'] : []),
  async learners({ courseRoles, isSuperuser }) {
    if (!isSuperuser && courseRoles.length === 0) throw forbidden('You cannot see Panorama as that.')
    return { byName: true, learners: [], more: false }
  },
  async begin({ courseRoles, isSuperuser }) {
    if (!isSuperuser && courseRoles.length === 0) throw forbidden('You cannot see Panorama as that.')
    return { key: 'view', view: fakeView }
  },
  async inForce(viewer, key) {
    if (key !== 'view') throw forbidden('You no longer see Panorama as somebody else.')
    return { viewer: { ...people.learner, userId: 0, expiresAt: viewer.expiresAt }, view: fakeView }
  },
  end: async () => undefined,
  readOnly: () => forbidden('Nothing can be changed.'),
}

const board: Dashboard = {
  slug: 'board',
  title: 'Board',
  description: 'A board.',
  audience: 'staff',
  filters: [],
  headline: [],
  tabs: [],
  charts: [],
}

const chartAnswer: ChartAnswer = {
  chart: 'problems',
  columns: [{ key: 'name', label: 'Problem', type: 'text', gap: 'break' }],
  rows: [{ name: '=1+1' }],
  asOf: '2026-05-04T11:00:00Z',
  lmsAsOf: null,
  period: { from: '2026-04-07', to: '2026-05-04', zone: 'Europe/Oslo' },
  truncated: false,
  tooSmall: null,
}

const fakeDashboards: AppDependencies['dashboards'] = {
  list: async () => [board],
  async definition(viewer, slug, locale) {
    if (slug !== 'board') throw notFound('There is no such dashboard.')
    if (viewer.courseRoles.length === 0 && !viewer.isSuperuser) throw forbidden('This dashboard is for course staff.')
    return { ...board, title: locale === 'es' ? 'Tablero' : 'Board' }
  },
  async answer(viewer, slug, chartId, _request, locale) {
    await this.definition(viewer, slug, locale)
    if (chartId !== 'problems') throw notFound('There is no such chart.')
    return chartAnswer
  },
  async sql(viewer, slug, _chartId, _request, locale) {
    await this.definition(viewer, slug, locale)
    if (!viewer.isSuperuser) throw forbidden('This is for administrators.')
    return 'SELECT 1'
  },
  courses: async () => ({ courses: [], asOf: null, lmsAsOf: null }),
  pipeline: async () => ({
    dataSet: 'real',
    statements: 0,
    courses: 0,
    learners: 0,
    firstEvent: null,
    lastEvent: null,
    pendingLearners: 0,
    quarantined: [],
    lmsTables: [],
  }),
}
